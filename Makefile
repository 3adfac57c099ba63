# Two commands matter: `make demo` and `make test`. The rest serves those who work on the product.
PYTHON ?= python3
PORT ?= 8000
SECONDS_TO_FUZZ ?= 600
BIN := .venv/bin
READY := .venv/ready

.PHONY: demo test check bench fuzz screenshots lock vendor clean

demo: $(READY)
	PORT=$(PORT) $(BIN)/declaration demo

test: $(READY)
	sh tests/system-packages.sh
	$(MAKE) --no-print-directory check
	$(BIN)/python -m pytest -n 2

check: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

bench: $(READY)
	sh tests/system-packages.sh
	$(BIN)/python -m tests.benchmarks $(PART)

# The main screens, into docs/screens.
screenshots: $(READY)
	sh tests/system-packages.sh
	$(BIN)/python -m tests.browser.screenshots

fuzz: $(READY)
	HYPOTHESIS_PROFILE=fuzz SECONDS_TO_FUZZ=$(SECONDS_TO_FUZZ) $(BIN)/python -m pytest -p tests.fuzzing tests/text tests/machines -q

$(READY): requirements.lock pyproject.toml $(wildcard declaration/translations/*/LC_MESSAGES/messages.po)
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps -e .
	$(BIN)/pybabel --quiet compile --directory declaration/translations
	touch $(READY)

# The lock names no index; any resolver that writes hashes may make it anew.
lock: $(READY)
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile --quiet pyproject.toml --extra dev --generate-hashes --no-emit-index-url \
		--no-header --python-version 3.11 --output-file requirements.lock

# Fonts and scripts of others, by name, version and checksum.
vendor: $(READY)
	$(BIN)/python static/vendor/fetch.py

clean:
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis artefacts
