"""What the engine promises by name is there, documented and typed, and needs nothing of the house."""

import inspect
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import FunctionType
from typing import Any, get_type_hints

import pytest
from hypothesis import settings

from declaration import text

PROMISED = {
    "tokenize": "text",
    "normalize": "text",
    "inspect": "text",
    "diff": "old new",
    "distance": "base text",
    "merge": "base variants",
    "rebase": "base text new_base",
    "conflicts": "base variants",
    "arrange": "order changes",
    "fold": "text",
    "sort_key": "name",
    "visual": "text",
}
FIELDS = {
    text.Change: "op old new old_span new_span kind",
    text.Conflict: "span base_words options reason said",
    text.Merge: "text conflicts segments touching resolve",
    text.Anchor: "of follow quote prefix suffix",
    text.TextError: "position reason",
    text.Finding: "span said fix",
}
PAGE = Path(__file__).parents[2] / "docs" / "text-engine.md"


def unwrapped(name: str) -> Callable[..., Any]:
    return inspect.unwrap(getattr(text, name))


@pytest.mark.parametrize("name", PROMISED)
def test_every_function_promised_is_there_and_explained(name: str) -> None:
    assert name in text.__all__
    assert list(inspect.signature(unwrapped(name)).parameters) == PROMISED[name].split()
    assert f"`{name}" in PAGE.read_text("utf-8")


@pytest.mark.parametrize("holder", FIELDS, ids=lambda holder: holder.__name__)
def test_every_value_promised_holds_what_was_promised(holder: type) -> None:
    assert holder.__name__ in text.__all__
    promised = set(FIELDS[holder].split())
    assert promised <= {*get_type_hints(holder), *vars(holder)}


@pytest.mark.parametrize("name", text.__all__)
def test_every_public_name_is_documented_and_typed(name: str) -> None:
    value = unwrapped(name)
    if inspect.isclass(value):
        own = [each for key, each in vars(value).items() if not key.startswith("_")]
        members = [getattr(each, "fget", None) or getattr(each, "__func__", each) for each in own]
        functions = [each for each in members if isinstance(each, FunctionType)]
        assert inspect.getdoc(value)
    else:
        functions = [value] if isinstance(value, FunctionType) else []
    for function in functions:
        assert inspect.getdoc(function)
        told = inspect.signature(function)
        assert told.return_annotation is not told.empty
        named = [each for key, each in told.parameters.items() if key not in ("self", "cls")]
        assert all(each.annotation is not each.empty for each in named)


def test_the_engine_loads_without_the_house() -> None:
    loaded = "import sys, declaration.text; print(*sys.modules)"
    found = subprocess.run(
        [sys.executable, "-c", loaded], capture_output=True, text=True, check=True
    )
    roots = {module.split(".")[0].lower() for module in found.stdout.split()}
    assert not {"flask", "sqlalchemy", "werkzeug", "jinja2"} & roots


def test_every_law_is_tried_on_five_hundred_examples() -> None:
    assert settings().max_examples >= 500
    laws = [path.read_text("utf-8") for path in Path(__file__).parent.glob("test_*_laws.py")]
    assert laws
    assert not any("@settings" in law or "max_examples" in law for law in laws)
