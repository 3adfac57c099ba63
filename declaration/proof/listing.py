"""The table of acts as the docs show it, made from the table the code obeys."""

from collections.abc import Iterable, Iterator
from typing import Final

from declaration.proof.acts import FORMS
from declaration.proof.form import Form
from declaration.proof.kinds import Kind

HEAD: Final = (
    "| act | about | says | seals | room |",
    "|---|---|---|---|---|",
)


def listing() -> str:
    """Every act with its facts and their kinds, in Markdown; `?` marks what may be left out."""
    return "\n".join((*HEAD, *(_row(str(act), form) for act, form in FORMS.items())))


def names_of_facts() -> set[str]:
    """Every name under which an entry says something."""
    return {name for form in FORMS.values() for name in (*form.facts, *form.optional)}


def _row(act: str, form: Form) -> str:
    says = [*_facts(form.facts.items(), ""), *_facts(form.optional.items(), "?")]
    seals = [*form.seals, *(f"{name}?" for name in form.may_seal)]
    cells = (f"`{act}`", ", ".join(form.on), "; ".join(says), ", ".join(seals), form.room)
    return f"| {' | '.join(cells)} |"


def _facts(facts: Iterable[tuple[str, Kind]], mark: str) -> Iterator[str]:
    return (f"`{name}{mark}` {kind.says}" for name, kind in facts)
