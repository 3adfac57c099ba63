"""The rules of the house that no library checks."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "declaration"
TRANSLATIONS = PACKAGE / "translations"
ROOMS = [
    path
    for path in PACKAGE.rglob("*.py")
    if "migrations" not in path.parts and path.parent.name != "translations"
]
PUBLISHED = {"ClauseVersion", "Revision", "RevisionEntry"}
MAY_PUBLISH = {"declaration/drafting/steps.py"}
MAY_CALL = {"declaration/drafting/operations.py", "declaration/merging/publishing.py"}


def calls(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func).rpartition(".")[2]


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_only_publishing_and_the_import_make_versions_and_revisions() -> None:
    makers = {named(path) for path in ROOMS if PUBLISHED & set(calls(path))}
    assert makers == MAY_PUBLISH
    callers = {
        named(path) for path in ROOMS if {"store_version", "store_revision"} & set(calls(path))
    }
    assert callers == MAY_CALL


def test_nothing_but_the_tables_moves_a_state() -> None:
    wrong = []
    for path in ROOMS:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Assign):
                continue
            targets = [ast.unparse(target) for target in node.targets]
            if any(target.endswith(".state") for target in targets) and not ast.unparse(
                node.value
            ).startswith(("after(", "state(")):
                wrong.append(f"{named(path)}:{node.lineno}: {ast.unparse(node)}")
    assert [line for line in wrong if "PlacementState" not in line] == []


@pytest.mark.parametrize("word", ["commit", "rollback"])
def test_transactions_end_in_the_journal_and_in_bookkeeping_alone(word: str) -> None:
    enders = {named(path) for path in ROOMS if word in set(calls(path))}
    assert enders <= {
        "declaration/journal/acts.py",
        "declaration/journal/sealing.py",
        "declaration/bookkeeping.py",
        "declaration/database.py",
    }


@pytest.mark.parametrize("path", ROOMS, ids=named)
def test_operations_and_steps_know_no_request(path: Path) -> None:
    if path.name not in {"operations.py", "steps.py"}:
        return
    names = {
        node.id
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Name)
    }
    assert not names & {"request", "current_user", "flash", "render_template"}


def test_no_file_asks_for_a_second_room() -> None:
    long = {
        named(path): lines
        for path in (*ROOMS, *(ROOT / "static" / "js").glob("*.js"))
        if (lines := len(path.read_text("utf-8").splitlines())) > 450
    }
    assert long == {}


def catalog(language: str) -> Catalog:
    with (TRANSLATIONS / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file, locale=language)


def said() -> set[str | tuple[str, ...]]:
    """Every message of code and templates."""
    found: set[str | tuple[str, ...]] = set()
    mappings = [("declaration/**.py", "python"), ("templates/**.html", "jinja2")]
    mappings += [("templates/**.txt", "jinja2"), ("templates/**.xml", "jinja2")]
    keywords = {
        "_": None,
        "gettext": None,
        "ngettext": (1, 2),
        "lazy_gettext": None,
        "_l": None,
        "_p": ((1, "c"), 2),
        "pgettext": ((1, "c"), 2),
    }
    for _file, _line, message, _comments, _context in extract_from_dir(
        str(ROOT), mappings, {}, keywords=keywords
    ):
        found.add(message)
    return (found | constants()) - {""}


def constants() -> set[str]:
    """The sentences that kernels and operations keep by name, for a refusal to carry."""
    found = set()
    for path in ROOMS:
        for node in ast.parse(path.read_text("utf-8")).body:
            if (
                isinstance(node, ast.AnnAssign)
                and ast.unparse(node.annotation) == "Final"
                and isinstance(node.value, ast.Constant)
                and isinstance(node.value.value, str)
                and re.fullmatch(r"[A-Z][^\n]* [^\n]*\.", node.value.value)
            ):
                found.add(node.value.value)
    return found


@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_message_is_translated(language: str) -> None:
    known = catalog(language)
    missing = []
    for message in said():
        key = message if isinstance(message, str) else message[0]
        entry = known.get(key) or next((m for m in known if (m.id == key or m.id == message)), None)
        texts = [] if entry is None else entry.string
        texts = [texts] if isinstance(texts, str) else list(texts)
        if not texts or not all(texts) or entry.fuzzy:
            missing.append(message)
    assert missing == []


def test_no_arabic_message_holds_an_english_sentence() -> None:
    wrong = []
    for message in catalog("ar"):
        texts = [message.string] if isinstance(message.string, str) else list(message.string)
        for text in texts:
            plain = re.sub(r"%\(\w+\)s|https?://\S+", "", text)
            if (
                message.id
                and not re.search(r"[\u0600-\u06ff]", plain)
                and re.search("[A-Za-z]{2}", plain)
            ):
                wrong.append((message.id, text))
    allowed = {"English", "CSV", "PDF"}
    assert [pair for pair in wrong if pair[1] not in allowed] == []


@pytest.mark.parametrize("path", sorted((ROOT / "templates").rglob("*.html")), ids=named)
def test_no_template_holds_a_style_or_a_script_of_its_own(path: Path) -> None:
    text = path.read_text("utf-8")
    assert not re.search(r'\s(style|on[a-z]+)="', text)
    assert not re.search(r"<style|<script(?![^>]*\bsrc=)", text)


FORM = re.compile(r'<form\b((?:[^>"]|"[^"]*")*)>(.*?)</form>', re.DOTALL)
CONTROL = re.compile(r'field\(|<textarea|<select|<input(?![^>]*type="hidden")')


@pytest.mark.parametrize("path", sorted((ROOT / "templates").rglob("*.html")), ids=named)
def test_what_is_typed_is_checked_by_the_server_which_says_why(path: Path) -> None:
    """A browser that checks too stays silent where the field it misses is folded away."""
    for attributes, body in FORM.findall(path.read_text("utf-8")):
        if 'method="post"' in attributes and CONTROL.search(body):
            assert "novalidate" in attributes, attributes


@pytest.mark.parametrize("path", sorted((ROOT / "static" / "css").glob("*.css")), ids=named)
def test_style_sheets_know_no_left_and_no_right(path: Path) -> None:
    text = re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL)
    physical = r"(margin|padding|border|inset)-(left|right)|text-align:\s*(left|right)|(^|[;{\s])(left|right):|float:\s*(left|right)"
    assert not re.search(physical, text)
