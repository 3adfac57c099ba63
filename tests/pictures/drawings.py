"""What the tests read of a drawing, from its shapes and from what was written of it."""

from collections.abc import Iterator
from itertools import pairwise
from xml.etree import ElementTree as ET

from hypothesis import strategies as st

from declaration.pictures import (
    WIDTH,
    Anchor,
    Arc,
    Band,
    Column,
    Dot,
    Hand,
    Picture,
    Rule,
    Tone,
    Words,
    breadth,
    drawn,
)

ARABIC = Hand("rtl")
ENGLISH = Hand("ltr")
NARROWEST = 1e-6
"""Lengths are decimal fractions: so far may two of them be apart and still be the same."""

labels = st.sampled_from(
    [
        "مع",
        "وفد المدينة المنورة",
        "المنظمة العربية للتربية والثقافة والعلوم في الوطن العربي",
        "Rev.3",
        "التعديل 12 (أ) <على> البند «2» & SDG 4",
        "A/CONF.204/2023/Rev.12/Corr.1",
        "مُؤَسَّسَةُ التَّعَلُّمِ",
        "ك" * 90,
    ]
)


def bars(picture: Picture, tone: Tone, y: float | None = None) -> list[float]:
    """How long the bars of one tone are, in the order in which they were drawn."""
    return [
        each.length
        for each in picture.shapes
        if isinstance(each, Band) and each.tone is tone and (y is None or each.y == y)
    ]


def columns(picture: Picture, tone: Tone) -> list[float]:
    """How tall the columns of one tone are."""
    return [s.height for s in picture.shapes if isinstance(s, Column) and s.tone is tone]


def corners(picture: Picture) -> Iterator[tuple[float, float]]:
    """The farthest places that a picture's shapes reach, before it is turned."""
    for shape in picture.shapes:
        match shape:
            case Band(x, y, length, height):
                yield x, y - height / 2
                yield x + length, y + height / 2
            case Column(x, y, width, height):
                yield x - width / 2, y
                yield x + width / 2, y - height
            case Rule(x, y, to_x, to_y):
                yield x, y
                yield to_x, to_y
            case Dot(x, y):
                yield x - 5, y - 5
                yield x + 5, y + 5
            case Arc(x, y, to_y, reach):
                yield x, y
                yield x + reach * 0.75, to_y
            case Words(y=y, size=size):
                begin, end = extent(shape)
                yield begin, y - 0.8 * size
                yield end, y + 0.3 * size


def extent(words: Words) -> tuple[float, float]:
    """Where a label begins and ends at most."""
    wide = breadth(words.text, words.size)
    before = {Anchor.START: 0, Anchor.MIDDLE: wide / 2, Anchor.END: wide}[words.anchor]
    return words.x - before, words.x - before + wide


def apart(several: list[Words]) -> bool:
    """Whether no label of a line lies upon another."""
    places = sorted(map(extent, several))
    return all(end <= begin + NARROWEST for (_, end), (begin, _) in pairwise(places))


def stays_within(picture: Picture) -> bool:
    """Whether nothing leaves the picture."""
    return all(
        -NARROWEST <= x <= WIDTH + NARROWEST and -NARROWEST <= y <= picture.height + NARROWEST
        for x, y in corners(picture)
    )


def written(picture: Picture) -> ET.Element:
    """The picture as a page has it, read again."""
    return ET.fromstring(drawn(picture, "k"))


def mirrored(one: Picture, other: Picture) -> bool:
    """Whether every place of one drawing is that of the other seen in a mirror."""
    there, back = written(one), written(other)
    pairs = list(zip(there.iter(), back.iter(), strict=True))
    return all(
        abs(float(a.get(name, 0)) + float(b.get(name, 0)) - WIDTH) < 0.02
        for a, b in pairs
        for name in ("x", "x1", "x2", "cx")
        if name in a.attrib and a.tag != "rect"
    ) and all(a.get(name) == b.get(name) for a, b in pairs for name in ("y", "y1", "text-anchor"))


def said(picture: Picture) -> list[str]:
    """Every label."""
    return [each.text for each in picture.shapes if isinstance(each, Words)]
