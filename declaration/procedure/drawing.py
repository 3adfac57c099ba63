"""The tables as they stand in the documentation, written from those the code obeys.

    python -m declaration.procedure.drawing docs/procedure.md

writes them anew between their marks; a test asserts that nothing changes by it.
"""

import re
import sys
from collections.abc import Iterable
from dataclasses import fields
from pathlib import Path
from typing import Final

from declaration.procedure import MACHINES
from declaration.procedure.acts import Act, Role
from declaration.procedure.conditions import STAGES
from declaration.procedure.machine import draw
from declaration.procedure.majority import Share
from declaration.procedure.permissions import FOR_A_DELEGATION, MAY, PERSONAL
from declaration.procedure.rules import FORUM, Rules

_MARKED: Final = re.compile(r"(<!-- drawn: ([a-z-]+) -->\n).*?(<!-- end -->)", re.DOTALL)


def parts() -> dict[str, str]:
    """Each drawn part of the documentation by its name, in Markdown."""
    diagrams = {name: f"```mermaid\n{draw(machine)}\n```" for name, machine in MACHINES.items()}
    return {
        **diagrams,
        "permissions": permissions_table(),
        "rules": rules_table(),
        "stages": stages_table(),
    }


def fill(document: str) -> str:
    """The document with every marked part drawn anew. Raises KeyError for an unknown name."""
    drawn = parts()
    return _MARKED.sub(lambda mark: f"{mark[1]}{drawn[mark[2]]}\n{mark[3]}", document)


def permissions_table() -> str:
    """Acts against roles. «for its own» is for one's own delegation, «on behalf» for another."""
    rows = []
    for act in Act:
        if act in PERSONAL:
            cells = ["own account"] * len(Role)
        else:
            cells = [_cell(act, role) for role in Role]
        rows.append([f"`{act.value}`", *cells])
    return _table(["act", *(role.value for role in Role)], rows)


def _cell(act: Act, role: Role) -> str:
    if role not in MAY[act]:
        return ""
    if act in FOR_A_DELEGATION:
        return "for its own" if role in FOR_A_DELEGATION[act] else "on behalf"
    if act in {Act.COMMENT, Act.EDIT_COMMENT} and role is Role.OBSERVER:
        return "if the rules allow"
    return "yes"


def rules_table() -> str:
    """Each entry of the profile with its default and its limits."""
    rows = []
    for entry in fields(Rules):
        limits = entry.metadata
        within = f"{limits['least']} to {limits['most']}" if limits else ""
        rows.append([f"`{entry.name}`", shown(getattr(FORUM, entry.name)), within])
    return _table(["entry", "default", "within"], rows)


def shown(value: object) -> str:
    """A value of the profile as the documentation says it."""
    match value:
        case Share():
            least = "more than" if value.more_than else "at least"
            return f"{least} {value.numerator}/{value.denominator}"
        case bool():
            return "yes" if value else "no"
        case tuple():
            return ", then ".join(map(str, value))
        case _:
            return str(value)


def stages_table() -> str:
    """In which stages each question may be put."""
    rows = [
        [question.value, ", ".join(sorted(stage.value for stage in stages))]
        for question, stages in STAGES.items()
    ]
    return _table(["question", "stages"], rows)


def _table(head: list[str], rows: Iterable[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


if __name__ == "__main__":
    path = Path(sys.argv[1])
    path.write_text(fill(path.read_text("utf-8")), "utf-8")
