"""The table of acts as it stands in the documentation, written from the one the code obeys.

    python -m declaration.proof.drawing docs/proof.md

writes it anew between its marks; a test asserts that nothing changes by it.
"""

import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from declaration.proof.acts import FORMS
from declaration.proof.form import Form
from declaration.proof.kinds import Kind

HEAD: Final = (
    "| act | about | says | seals | room |",
    "| --- | --- | --- | --- | --- |",
)

_MARKED: Final = re.compile(r"(<!-- drawn: acts -->\n).*?(<!-- end -->)", re.DOTALL)


def acts_table() -> str:
    """Every act with its facts and their kinds; `?` marks what may be left out."""
    return "\n".join((*HEAD, *(_row(str(act), form) for act, form in FORMS.items())))


def names_of_facts() -> set[str]:
    """Every name under which an entry says something."""
    return {name for form in FORMS.values() for name in (*form.facts, *form.optional)}


def fill(document: str) -> str:
    """The document with its marked part drawn anew."""
    return _MARKED.sub(lambda mark: f"{mark[1]}{acts_table()}\n{mark[2]}", document)


def _row(act: str, form: Form) -> str:
    says = [*_facts(form.facts.items(), ""), *_facts(form.optional.items(), "?")]
    seals = [*form.seals, *(f"{name}?" for name in form.may_seal)]
    cells = (f"`{act}`", ", ".join(form.on), "; ".join(says), ", ".join(seals), form.room)
    return f"| {' | '.join(cells)} |"


def _facts(facts: Iterable[tuple[str, Kind]], mark: str) -> Iterator[str]:
    return (f"`{name}{mark}` {kind.says}" for name, kind in facts)


if __name__ == "__main__":
    path = Path(sys.argv[1])
    path.write_text(fill(path.read_text("utf-8")), "utf-8")
