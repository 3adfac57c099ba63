"""Whether a text converges: from revision to revision, what is open and what is agreed."""

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
from declaration.pictures.shapes import Column, Rule, Shape, Tone, Words

_TALLEST: Final = 90.0
_HEAD: Final = 16.0
_PANEL: Final = _HEAD + 24 + _TALLEST
_GAP: Final = 26.0
_WIDEST: Final = 30.0


@dataclass(frozen=True, slots=True)
class Standing:
    """How far one revision was from agreement. All numbers are counts.

    `label` is what the revision is called; `agreed` are so many of its `clauses`.
    """

    label: str
    brackets: int
    options: int
    agreed: int
    clauses: int


@dataclass(frozen=True, slots=True)
class ConvergenceWords:
    """What the picture says."""

    title: str
    revision: str
    brackets: str
    options: str
    agreed: str
    clauses: str


def convergence(standings: Sequence[Standing], words: ConvergenceWords, hand: Hand) -> Picture:
    """Two rows of columns over the revisions, the first first.

    Above, the places not agreed; below, an outline as tall as there are clauses, filled as far as
    they are agreed, whose number stands at its foot. Numbers and names of revisions are left out
    where there is no room for all of them, never the newest. Raises ValueError for a number below
    zero, or more agreed than there are.
    """
    for each in standings:
        if min(each.brackets, each.options, each.agreed) < 0 or each.agreed > each.clauses:
            raise ValueError(f"{each}")
    most = max((each.brackets for each in standings), default=0)
    whole = max((each.clauses for each in standings), default=0)
    pitch = WIDTH / max(len(standings), 1)
    row = _Row(standings, pitch, hand)
    above, below = _PANEL, 2 * _PANEL + _GAP
    shapes: list[Shape] = [
        Words(0, _HEAD, cut(words.brackets, WIDTH), strong=True),
        *row.columns([each.brackets for each in standings], most, above, Tone.SECOND),
        *row.numbers([each.brackets for each in standings], most, above),
        Words(0, _PANEL + _GAP + _HEAD, cut(words.agreed, WIDTH), strong=True),
        *row.columns([each.clauses for each in standings], whole, below, Tone.NONE),
        *row.columns([each.agreed for each in standings], whole, below, Tone.FOR),
        *row.numbers([each.clauses for each in standings], whole, below),
        *row.labels([hand.number(each.agreed) for each in standings], below + 16, strong=True),
        *row.labels([each.label for each in standings], below + 34),
    ]
    newest = standings[-1:]
    return Picture(
        title=words.title,
        says=hand.comma.join(
            f"{each.label} – "
            + sentence(
                [
                    (words.brackets, each.brackets),
                    (words.agreed, each.agreed),
                    (words.clauses, each.clauses),
                ],
                hand,
            )
            for each in (*standings[:1], *(newest if len(standings) > 1 else ()))
        ),
        direction=hand.direction,
        height=below + 42,
        shapes=tuple(shapes),
        table=Table(
            (words.revision, words.brackets, words.options, words.agreed, words.clauses),
            tuple((s.label, s.brackets, s.options, s.agreed, s.clauses) for s in standings),
        ),
    )


@dataclass(frozen=True, slots=True)
class _Row:
    """Columns over the same revisions, `pitch` apart."""

    standings: Sequence[Standing]
    pitch: float
    hand: Hand

    def _middle(self, at: int) -> float:
        return (at + 0.5) * self.pitch

    def columns(self, values: Sequence[int], most: int, foot: float, tone: Tone) -> Iterator[Shape]:
        """A column for each number, the largest as tall as there is room, and the line below."""
        yield Rule(0, foot, WIDTH, foot, Tone.GUIDE)
        wide = min(self.pitch * 0.7, _WIDEST)
        for at, value in enumerate(values):
            if value:
                yield Column(self._middle(at), foot, wide, _TALLEST * value / most, tone)

    def numbers(self, values: Sequence[int], most: int, foot: float) -> Iterator[Words]:
        """The numbers over the columns."""
        said = [self.hand.number(value) for value in values]
        for at in _spaced(said, self.pitch):
            height = _TALLEST * values[at] / most if most else 0
            yield within(self._middle(at), foot - height - 4, said[at], SMALL)

    def labels(self, said: Sequence[str], y: float, *, strong: bool = False) -> Iterator[Words]:
        """A line of labels beneath the columns."""
        for at in _spaced(said, self.pitch):
            yield within(self._middle(at), y, said[at], SMALL, strong=strong)


def _spaced(labels: Sequence[str], pitch: float) -> Iterator[int]:
    """Which labels have room beside one another: the last, and others at even distances."""
    widest = max((breadth(label, SMALL) for label in labels), default=0) + 4
    # one at each edge may be moved inwards, by half its width at most
    step = 1 if widest <= pitch else -int(-2 * widest // pitch)
    yield from range((len(labels) - 1) % step, len(labels), step)
