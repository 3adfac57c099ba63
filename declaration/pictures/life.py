"""The life of a clause: which versions it had, what was asked of it, and how that ended."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from declaration.pictures.picture import SMALL, WIDTH, Hand, Picture, Table, breadth, cut, lines_of
from declaration.pictures.shapes import Anchor, Band, Dot, Rule, Shape, Tone, Words

_LINE: Final = 22.0
_EDGE: Final = 6.0
_LEAST: Final = 4.0
"""How long something is drawn at least, so that it is seen."""


@dataclass(frozen=True, slots=True)
class Span:
    """Something that lasted, from one moment to another; without an end it lasts.

    `became` says how it stands or ended, `begins` and `ends` its moments as they are written.
    """

    label: str
    became: str
    since: datetime
    until: datetime | None
    begins: str
    ends: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class LifeWords:
    """What the picture says: its title, the heads of its table, and what both ends are called."""

    title: str
    says: str
    what: str
    became: str
    since: str
    until: str
    now: str


def life(spans: Sequence[Span], words: LifeWords, hand: Hand) -> Picture:
    """A lane for each, from its beginning to its end; what lasts ends in a hollow disc.

    The moments follow each other at even distances, so that a sitting in which much happened can
    be read: the picture shows what came before what, the table when it was. Raises ValueError
    where something ends before it begins.
    """
    if any(each.until is not None and each.until < each.since for each in spans):
        raise ValueError(f"an end before its beginning: {spans}")
    moments = sorted({at for each in spans for at in (each.since, each.until) if at is not None})
    step = (WIDTH - 2 * _EDGE) / max(len(moments), 1)
    place = {at: _EDGE + order * step for order, at in enumerate(moments)}
    shapes: list[Shape] = []
    if spans:
        first = min(spans, key=lambda each: each.since).begins
        shapes.append(Words(0, 14, first, size=SMALL))
        shapes.append(Words(WIDTH, 14, words.now, Anchor.END, SMALL))
        shapes.append(Rule(0, _LINE, WIDTH, _LINE, Tone.GUIDE))
    y = _LINE if spans else 0.0
    for each in spans:
        begin = place[each.since]
        end = WIDTH - _EDGE if each.until is None else max(place[each.until], begin + _LEAST)
        became = cut(each.became, WIDTH / 2 - 8, SMALL)
        shapes.append(Words(WIDTH, y + 18, became, Anchor.END, SMALL))
        for line in lines_of(each.label, WIDTH - breadth(became, SMALL) - 12) or [""]:
            y += 18
            shapes.append(Words(0, y, line))
        shapes.append(Band(begin, y + 13, end - begin, 10, each.tone))
        if each.until is None:
            shapes.append(Dot(end, y + 13, each.tone, hollow=True))
        y += 24
    return Picture(
        title=words.title,
        says=words.says,
        direction=hand.direction,
        height=y + 4,
        shapes=tuple(shapes),
        table=Table(
            (words.what, words.became, words.since, words.until),
            tuple((each.label, each.became, each.begins, each.ends) for each in spans),
        ),
    )
