"""Who did how much: a bar for each, cut by what was done."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from declaration.pictures.picture import (
    SMALL,
    TYPE,
    WIDTH,
    Hand,
    Picture,
    Table,
    breadth,
    lines_of,
)
from declaration.pictures.shapes import Anchor, Band, Shape, Tone, Words

_LINE: Final = 19.0
_BAR: Final = 12.0


@dataclass(frozen=True, slots=True)
class Series:
    """One kind of thing that is counted."""

    label: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class Doing:
    """How much somebody did, or was done to something, of each kind in turn."""

    label: str
    counts: tuple[int, ...]

    @property
    def all(self) -> int:
        """Of all kinds together."""
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class ActivityWords:
    """What the picture says; `of` is the head over the labels, `all` that over the sums."""

    title: str
    says: str
    of: str
    all: str


def activity(
    doings: Sequence[Doing], series: Sequence[Series], words: ActivityWords, hand: Hand
) -> Picture:
    """A row for each: its name and sum, and a bar beneath cut by kinds.

    The longest bar is as wide as the picture. Where nothing was done no bar stands. Raises
    ValueError where the counts are not as many as the kinds, or below zero.
    """
    if any(len(each.counts) != len(series) or min(each.counts) < 0 for each in doings):
        raise ValueError(f"counts of {len(series)} kinds: {doings}")
    shapes: list[Shape] = []
    y = 0.0
    for kind in series:
        y += _LINE
        shapes.append(Band(0, y - 5, 24, _BAR, kind.tone))
        shapes.append(Words(34, y, kind.label, size=SMALL))
    y += 8
    most = max((each.all for each in doings), default=0)
    for each in doings:
        total = hand.number(each.all)
        lines = lines_of(each.label, WIDTH - breadth(total) - 12)
        for line in lines or [""]:
            y += _LINE
            shapes.append(Words(0, y, line))
        shapes.append(Words(WIDTH, y, total, Anchor.END, TYPE, strong=True))
        x = 0.0
        for count, kind in zip(each.counts, series, strict=True):
            if count:
                length = WIDTH * count / most
                shapes.append(Band(x, y + 12, length, _BAR, kind.tone))
                x += length
        y += 24 if each.all else 6
    return Picture(
        title=words.title,
        says=words.says,
        direction=hand.direction,
        height=y + 8,
        shapes=tuple(shapes),
        table=Table(
            (words.of, *(kind.label for kind in series), words.all),
            tuple((each.label, *each.counts, each.all) for each in doings),
        ),
    )
