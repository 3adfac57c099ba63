"""Merges drawn by seed whose right answer is known, because the edits were drawn before the texts.

Laws and benchmarks use the same draws: `draws(Meeting.DISJOINT, 10_000, seed=1)`. Words stand apart by one
space and hold no punctuation, so that a word edited by hand and a word edited by any engine are the same.

Strings do not tell everything: where words repeat, another minimal edit script may explain the same variant,
and an engine may rightly follow that one. Such a draw is `ambiguous`, is counted apart, and is judged by
`explained`.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property
from itertools import islice, pairwise
from typing import Final

from tests.corpus import paragraphs
from tests.text.scripts import Edit, Script, applied, is_the_only_minimal, minimal_scripts

SHARED: Final = 0.1
"""How often two variants propose an edit in the same words: one edit, with two authors."""

REPEATED: Final = 0.25
"""The share of a clause's words that occur in it before, where repetition is asked for."""


class Meeting(StrEnum):
    """How the edits of different variants lie to each other in the base."""

    DISJOINT = "disjoint"
    TOUCH = "touch"
    OVERLAP = "overlap"


@dataclass(frozen=True)
class Draw:
    """A base and, for each variant, the script of edits that makes it."""

    meeting: Meeting
    words: tuple[str, ...]
    scripts: tuple[Script, ...]

    @cached_property
    def base(self) -> str:
        return " ".join(self.words)

    @cached_property
    def variants(self) -> dict[int, str]:
        """The variants' texts, by the number of their script."""
        return {n: " ".join(applied(self.words, script)) for n, script in enumerate(self.scripts)}

    @cached_property
    def by_hand(self) -> str | None:
        """All edits applied in base order; edits that overlap have no common result."""
        if self.meeting is Meeting.OVERLAP:
            return None
        return " ".join(applied(self.words, _together(self.scripts)))

    @cached_property
    def ambiguous(self) -> bool:
        """Whether another minimal edit script than the one drawn explains some variant."""
        return not all(is_the_only_minimal(script, self.words) for script in self.scripts)


@dataclass(frozen=True)
class _Authored:
    author: int
    edit: Edit


def draws(meeting: Meeting, count: int, *, seed: int, repeated: bool = False) -> Iterator[Draw]:
    """`count` merges of 2 to 8 variants, the same for the same arguments.

    Where `repeated`, a quarter of the clause's words occur in it before, and so do a quarter of those put in.
    """
    source = random.Random(f"{meeting} {seed} {repeated}")
    return islice(_sound(meeting, source, repeated), count)


def explained(draw: Draw, text: str, *, at_most: int = 20_000) -> bool:
    """Whether some minimal script of each variant, all applied by hand, give this text.

    After `at_most` choices the answer is False: a doubt counts against the engine.
    """
    wanted = text.split()
    explanations = [
        list(islice(minimal_scripts(draw.words, variant.split()), at_most))
        for variant in draw.variants.values()
    ]
    left = at_most

    def found(chosen: tuple[Script, ...]) -> bool:
        nonlocal left
        left -= 1
        edits = _together(chosen)
        if left < 0 or _clash(edits):
            return False
        if len(chosen) == len(explanations):
            return applied(draw.words, edits) == wanted
        return any(found((*chosen, script)) for script in explanations[len(chosen)])

    return found(())


def _together(scripts: Sequence[Script]) -> list[Edit]:
    return sorted({edit for script in scripts for edit in script})


def _clash(edits: list[Edit]) -> bool:
    return any(
        one.end > other.start or (one.start == one.end == other.start == other.end)
        for one, other in pairwise(edits)
    )


def _sound(meeting: Meeting, source: random.Random, repeated: bool) -> Iterator[Draw]:
    """Draws without end. One in which a variant was left without an edit, or a meeting found no room, is dropped."""
    while True:
        words = _clause(source, repeated)
        put_in = _Words(words, source, repeated)
        variants = source.randint(2, 8)
        apart = list(_apart(words, variants, source, put_in))
        meeting_edit = _MEET[meeting](apart, variants, source, put_in)
        if meeting_edit is None:
            continue
        scripts = tuple(
            tuple(sorted(one.edit for one in (*apart, *meeting_edit) if one.author == author))
            for author in range(variants)
        )
        if all(scripts):
            yield Draw(meeting, words, scripts)


def _apart(
    words: Sequence[str], variants: int, source: random.Random, put_in: "_Words"
) -> Iterator[_Authored]:
    """Edits of which no two meet, dealt out to the variants."""
    place = source.randint(0, 3)
    authors: list[int] = []
    while place < len(words):
        edit = _edit(place, min(place + source.choice((0, 1, 1, 2, 3)), len(words)), source, put_in)
        authors = authors or source.sample(range(variants), variants)
        author = authors.pop()
        yield _Authored(author, edit)
        if source.random() < SHARED:
            yield _Authored((author + 1) % variants, edit)
        place = edit.end + source.randint(1, 5)


def _edit(start: int, end: int, source: random.Random, put_in: "_Words") -> Edit:
    fewest = 1 if start == end else 0
    return Edit(start, end, put_in.some(source.randint(fewest, 3)))


def _nothing(
    apart: list[_Authored], variants: int, source: random.Random, put_in: "_Words"
) -> list[_Authored] | None:
    return []


def _touching(
    apart: list[_Authored], variants: int, source: random.Random, put_in: "_Words"
) -> list[_Authored] | None:
    """One more edit that begins where another variant's ends."""
    first = source.choice(apart).edit
    length = source.choice((0, 1)) if first.start < first.end else 1
    if first.end + length > put_in.clause_length:
        return None
    return _by_another(
        apart, _edit(first.end, first.end + length, source, put_in), variants, source
    )


def _overlapping(
    apart: list[_Authored], variants: int, source: random.Random, put_in: "_Words"
) -> list[_Authored] | None:
    """One more edit that contradicts another variant's."""
    first = source.choice(apart).edit
    start, end = first.start, first.end
    intervals = [(start, end), (start, end + 1)]
    if start == end:
        intervals = [(start, start), (start - 1, start + 1)]
    if end - start > 1:
        intervals.append((start + 1, start + 1))
    start, end = source.choice(intervals)
    if start < 0 or end > put_in.clause_length:
        return None
    rival = _edit(start, end, source, put_in)
    return None if rival == first else _by_another(apart, rival, variants, source)


def _by_another(
    apart: list[_Authored], edit: Edit, variants: int, source: random.Random
) -> list[_Authored] | None:
    """The edit, given to a variant none of whose own edits meets it; None when there is no such variant."""
    near = {
        one.author for one in apart if one.edit.end >= edit.start and one.edit.start <= edit.end
    }
    free = [author for author in range(variants) if author not in near]
    return [_Authored(source.choice(free), edit)] if free else None


_MEET: Final[dict[Meeting, Callable[..., list[_Authored] | None]]] = {
    Meeting.DISJOINT: _nothing,
    Meeting.TOUCH: _touching,
    Meeting.OVERLAP: _overlapping,
}


class _Words:
    """The words that edits put in: new to the clause, but for a quarter where repetition is asked for."""

    def __init__(self, clause: Sequence[str], source: random.Random, repeated: bool) -> None:
        self._clause = clause
        self._source = source
        self._repeated = REPEATED if repeated else 0.0

    @property
    def clause_length(self) -> int:
        return len(self._clause)

    def some(self, count: int) -> tuple[str, ...]:
        return tuple(
            self._source.choice(
                self._clause if self._source.random() < self._repeated else _vocabulary()[1]
            )
            for _ in range(count)
        )


def _clause(source: random.Random, repeated: bool) -> tuple[str, ...]:
    """20 to 60 words; where `repeated`, whole runs of them return."""
    words = source.sample(_vocabulary()[0], source.randint(20, 60))
    while repeated and len(set(words)) > len(words) * (1 - REPEATED):
        run = source.randint(1, 4)
        origin = source.randrange(len(words) - 2 * run)
        place = source.randrange(origin + run, len(words) - run + 1)
        words[place : place + run] = words[origin : origin + run]
    return tuple(words)


@cache
def _vocabulary() -> tuple[list[str], list[str]]:
    """The corpus's words without punctuation, in two halves: those of clauses, and those put in."""
    words = sorted({word.strip("،؛:.") for text in paragraphs() for word in text.split()})
    return ["2030", "UNESCO", *words[::2]], ["٢٠٣٥", "SDG", *words[1::2]]
