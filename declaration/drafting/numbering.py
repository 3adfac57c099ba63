"""What is printed before a clause: computed from its place and kind, never stored."""

from collections.abc import Iterable, Sequence
from typing import Final

from declaration.drafting.models import ClauseKind

PREFIXES: Final = {
    ClauseKind.PREAMBULAR: "P",
    ClauseKind.OPERATIVE: "",
    ClauseKind.ANNEX: "A",
}
"""The kinds that are numbered, each on its own from 1, across sections."""


def numbers(kinds: Iterable[ClauseKind]) -> list[str]:
    """The number of each clause, in Western digits; empty where its kind has none.

    The same in every language, and in the text that is fingerprinted.
    """
    counts = dict.fromkeys(PREFIXES, 0)
    printed = []
    for kind in kinds:
        if kind in counts:
            counts[kind] += 1
            printed.append(f"{PREFIXES[kind]}{counts[kind]}")
        else:
            printed.append("")
    return printed


def sections(kinds: Sequence[ClauseKind]) -> list[int | None]:
    """For each clause, the place of the heading it stands under; None before the first.

    A closing clause or an annex belongs to no section.
    """
    under: list[int | None] = []
    heading = None
    for place, kind in enumerate(kinds):
        if kind is ClauseKind.HEADING:
            heading = place
        elif kind is ClauseKind.CLOSING or kind is ClauseKind.ANNEX:
            heading = None
        under.append(heading)
    return under
