"""A map of clashes: which amendments to a text cannot stand together."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from declaration.pictures.picture import WIDTH, Hand, Picture, Table, cut
from declaration.pictures.shapes import Arc, Dot, Shape, Tone, Words

_ROW: Final = 26.0
_NAMES: Final = 244.0
_FROM: Final = _NAMES + 12
_FARTHEST: Final = WIDTH - _FROM - 4


@dataclass(frozen=True, slots=True)
class Between:
    """How two of the amendments, counted from 0, stand to each other; `said` names it."""

    one: int
    other: int
    said: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class ClashWords:
    """What the picture says: its title, a sentence, and the heads of its table."""

    title: str
    says: str
    one: str
    other: str
    between: str


def clashes(
    labels: Sequence[str], pairs: Sequence[Between], words: ClashWords, hand: Hand
) -> Picture:
    """The amendments one below another, and a curve between each two that do not go together.

    The farther two are from each other, the farther the curve reaches. Raises ValueError for a
    pair that is none of them, or twice the same.
    """
    many = len(labels)
    if any(not (0 <= p.one < many and 0 <= p.other < many and p.one != p.other) for p in pairs):
        raise ValueError(f"pairs of {many}: {pairs}")
    shapes: list[Shape] = []
    for pair in pairs:
        upper, lower = sorted((pair.one, pair.other))
        reach = _FARTHEST * (0.3 + 0.7 * (lower - upper) / max(many - 1, 1)) / 0.75
        shapes.append(Arc(_FROM, _at(upper), _at(lower), reach, pair.tone))
    touched = {at for pair in pairs for at in (pair.one, pair.other)}
    for order, label in enumerate(labels):
        shapes.append(Words(0, _at(order) + 5, cut(label, _NAMES)))
        tone = Tone.CLASH if order in touched else Tone.NONE
        shapes.append(Dot(_FROM, _at(order), tone, hollow=order not in touched))
    return Picture(
        title=words.title,
        says=words.says,
        direction=hand.direction,
        height=many * _ROW + 4,
        shapes=tuple(shapes),
        table=Table(
            (words.one, words.other, words.between),
            tuple((labels[pair.one], labels[pair.other], pair.said) for pair in pairs),
        ),
    )


def _at(order: int) -> float:
    return order * _ROW + _ROW / 2
