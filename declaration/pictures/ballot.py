"""How a ballot ended: who was for and against, and how many were needed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from declaration.pictures.picture import (
    SMALL,
    WIDTH,
    Hand,
    Picture,
    Table,
    breadth,
    cut,
    sentence,
    within,
)
from declaration.pictures.shapes import Anchor, Band, Rule, Shape, Tone, Words

_BAR: Final = 38.0
_HEIGHT: Final = 24.0
_KEY: Final = 30.0
_ROW: Final = 24.0


@dataclass(frozen=True, slots=True)
class Part:
    """How many delegations answered in one way."""

    label: str
    count: int
    tone: Tone


@dataclass(frozen=True, slots=True)
class BallotWords:
    """What the picture of a ballot says; `needed` stands before the number."""

    title: str
    answer: str
    delegations: str
    needed: str


def ballot(parts: Sequence[Part], needed: int | None, words: BallotWords, hand: Hand) -> Picture:
    """One bar of all delegations cut by their answers; a line stands at the number needed.

    The first part begins the bar, so that it reaches the line where enough were in favour. More
    than there are can be needed, where nobody voted: then no line stands. Raises ValueError for a
    number below zero.
    """
    whole = sum(part.count for part in parts)
    if min([*(part.count for part in parts), needed or 0]) < 0:
        raise ValueError(f"{needed} needed of {[part.count for part in parts]}")
    unit = WIDTH / whole if whole else 0.0
    shapes: list[Shape] = []
    before = 0
    for part in parts:
        if part.count:
            shapes.append(Band(before * unit, _BAR, part.count * unit, _HEIGHT, part.tone))
        before += part.count
    said = [(part.label, part.count) for part in parts]
    if needed:
        shapes += _needed(needed, min(needed * unit, WIDTH), words, hand, stands=needed <= whole)
        said.append((words.needed, needed))
    key = _BAR + _HEIGHT / 2 + _KEY
    for at, part in enumerate(parts):
        y = key + at * _ROW
        shapes.append(Band(0, y - 5, 24, 14, part.tone))
        count = hand.number(part.count)
        shapes.append(Words(34, y, cut(part.label, WIDTH - 34 - breadth(count) - 8)))
        shapes.append(Words(WIDTH, y, count, Anchor.END, strong=True))
    return Picture(
        title=words.title,
        says=sentence(said, hand),
        direction=hand.direction,
        height=key + (len(parts) - 1) * _ROW + 10,
        shapes=tuple(shapes),
        table=Table((words.answer, words.delegations), tuple(said)),
    )


def _needed(
    needed: int, x: float, words: BallotWords, hand: Hand, *, stands: bool
) -> Iterator[Shape]:
    if stands:
        yield Rule(x, 19, x, _BAR + _HEIGHT / 2 + 6, Tone.EDGE)
    yield within(x, 14, f"{words.needed}: {hand.number(needed)}", SMALL)
