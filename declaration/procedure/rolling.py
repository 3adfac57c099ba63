"""A clause under negotiation in square brackets, each attributed to those who ask for it.

Brackets mean: not agreed. Their number, over the revisions, shows whether a text converges.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from declaration.text import Id, Merge, Segment, merge


class BracketKind(StrEnum):
    """What is not agreed."""

    ADDITION = "addition"
    DELETION = "deletion"
    ALTERNATIVES = "alternatives"


@dataclass(frozen=True)
class Option:
    """One wording and the amendments that propose it; an empty wording takes the words out."""

    words: str
    proposed_by: tuple[Id, ...]


@dataclass(frozen=True)
class Bracket:
    """Words that are not agreed, and what is proposed in their place."""

    kind: BracketKind
    base_words: str
    options: tuple[Option, ...]


@dataclass(frozen=True)
class RollingText:
    """A clause as it stands in negotiation: agreed words as they are, the rest in brackets."""

    parts: tuple[str | Bracket, ...]
    deleted_by: tuple[Id, ...]
    """The amendments that would delete the whole clause."""

    @property
    def brackets(self) -> int:
        """How many places are not agreed, the clause itself counted when its deletion is asked."""
        inside = sum(isinstance(part, Bracket) for part in self.parts)
        return inside + bool(self.deleted_by)

    @property
    def is_clean(self) -> bool:
        """Whether everything stands without brackets."""
        return self.brackets == 0


def rolling_text(base: str, proposals: Mapping[Id, str | None]) -> RollingText:
    """The clause with every pending proposal in brackets; None asks to delete the clause."""
    deleting = tuple(one for one, text in proposals.items() if not text)
    merged = merge(base, {one: text for one, text in proposals.items() if text})
    parts: list[str | Bracket] = []
    for (authors, conflict), group in groupby(merged.segments, key=_place):
        segments = list(group)
        if conflict is not None:
            parts.append(_disputed(merged, conflict))
        elif authors:
            parts.append(_proposed(segments, authors))
        else:
            parts.append("".join(segment.text for segment in segments))
    return RollingText(tuple(part for part in parts if part), deleting)


def _place(segment: Segment) -> tuple[tuple[Id, ...], int | None]:
    """Who asks for a change here: neighbouring changes of different proposers stay apart."""
    return segment.inserted_by or segment.deleted_by, segment.conflict


def _disputed(merged: Merge, number: int) -> Bracket:
    conflict = next(c for c in merged.conflicts if c.number == number)
    by_words: dict[str, list[Id]] = {}
    for one, words in conflict.options.items():
        by_words.setdefault(words, []).append(one)
    options = tuple(Option(words, tuple(ids)) for words, ids in by_words.items())
    return Bracket(BracketKind.ALTERNATIVES, conflict.base_words, options)


def _proposed(segments: Sequence[Segment], authors: tuple[Id, ...]) -> Bracket:
    gone = "".join(s.text for s in segments if s.deleted_by).strip()
    new = "".join(s.text for s in segments if s.inserted_by).strip()
    if gone and new:
        kind = BracketKind.ALTERNATIVES
    else:
        kind = BracketKind.DELETION if gone else BracketKind.ADDITION
    return Bracket(kind, gone, (Option(new, authors),))
