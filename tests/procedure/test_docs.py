import re
from dataclasses import fields
from importlib import import_module
from inspect import isfunction
from pathlib import Path
from pkgutil import iter_modules

import pytest

from declaration import procedure
from declaration.procedure import FORUM, MACHINES, Act, Rules, __all__, draw
from declaration.procedure.drawing import fill, parts, shown
from tests.procedure.test_order_and_consequences import LOOKED_AT, UNSEEN, right

DOCS = Path(__file__).parents[2] / "docs" / "procedure.md"
MODULES = list(iter_modules(procedure.__path__))


@pytest.mark.parametrize("name", MACHINES)
def test_the_docs_draw_the_table_the_code_obeys(name: str) -> None:
    assert draw(MACHINES[name]) in DOCS.read_text("utf-8")


def test_every_drawn_part_stands_in_the_docs_as_it_is_now() -> None:
    document = DOCS.read_text("utf-8")
    assert fill(document) == document
    assert [name for name in parts() if f"<!-- drawn: {name} -->" not in document] == []


HEADING = "| rule | where | source | default, and who may change it |"
FIXED = "fixed"


def rules_told() -> list[list[str]]:
    """The rows of every table of rules: rule, where, source, default."""
    found, inside = [], False
    for line in DOCS.read_text("utf-8").splitlines():
        inside = line == HEADING or (inside and line.startswith("|"))
        if inside and line != HEADING and not line.startswith("|---"):
            found.append([cell.strip() for cell in line.strip("|").split(" | ")])
    return found


def named(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


def kernel() -> set[str]:
    """Everything that the kernel, or the engine it stands on, calls by a name."""
    modules = [import_module(f"declaration.procedure.{each.name}") for each in MODULES]
    names = {name for module in modules for name in vars(module)}
    return names | {act.value for act in Act}


@pytest.mark.parametrize("row", rules_told(), ids=lambda row: row[0][:50])
def test_a_rule_is_told_with_what_obeys_it_its_source_and_its_default(row: list[str]) -> None:
    rule, where, source, default = row
    assert rule
    assert source
    assert set(named(where)) <= kernel(), where
    assert named(where), "nothing obeys it"
    assert default == FIXED or named(default), default
    for entry, said in re.findall(r"`(\w+)` \(([^`]*)\)", default):
        assert said == shown(getattr(FORUM, entry)), entry
    entries = {entry.name for entry in fields(Rules)}
    assert set(named(default)) <= entries | {act.value for act in Act}


def test_every_entry_of_the_profile_and_every_function_of_the_kernel_is_told() -> None:
    told = " ".join(row[3] for row in rules_told())
    assert [entry.name for entry in fields(Rules) if f"`{entry.name}` (" not in told] == []
    document = DOCS.read_text("utf-8")
    functions = [name for name in __all__ if isfunction(getattr(procedure, name))]
    helpers = {"after", "draw", "depth", "recomputed", "voting_record"}
    assert [f for f in functions if f"`{f}`" not in document and f not in helpers] == []


def test_the_share_of_examples_classed_right_is_told_as_it_is() -> None:
    document = DOCS.read_text("utf-8")
    (seen, of_seen), (unseen, of_unseen) = right(LOOKED_AT), right(UNSEEN)
    assert f"{seen} of {of_seen} get their label" in document
    assert f"{unseen} of {of_unseen}, which is {round(100 * unseen / of_unseen)} %" in document
    assert f"Of the {of_seen + of_unseen} labelled Arabic examples" in document
    assert of_seen + of_unseen >= 80


def test_the_drawing_holds_every_step() -> None:
    for machine in MACHINES.values():
        drawn = draw(machine)
        for _, act, step in machine.arrows():
            assert act.value in drawn
            for condition in step.when:
                assert condition.__name__.replace("_", " ") in drawn
