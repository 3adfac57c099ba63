"""A picture: its shapes, what it says in words, and the numbers behind it."""

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from declaration.pictures.shapes import Anchor, Shape, Words

WIDTH: Final = 340.0
"""The width of every picture, in its own units: labels can then be read on the smallest phone, and
are no larger than a heading on a laptop."""
TYPE: Final = 15.0
SMALL: Final = 13.0
_ELSE: Final = 0.79
_BREADTHS: Final = {
    sign: breadth
    for signs, breadth in (
        (" \u200e\u200f\u2066\u2067\u2068\u2069", 0.26),
        ("اأإآرز.,:;،؛·()[]-'!|/ijlIftr", 0.46),
        ("0123456789abcdeghknopqsuvxyz", 0.6),
        ("بتثف%…mwMW", 0.96),
        ("سشصض", 1.29),
    )
    for sign in signs
}
"""How wide letters of our faces are in parts of their size, each at its widest: an Arabic letter
when nothing follows it."""


@dataclass(frozen=True, slots=True)
class Hand:
    """How a picture is written: where its lines begin, and its digits."""

    direction: Literal["rtl", "ltr"]
    number: Callable[[int], str] = str

    @property
    def comma(self) -> str:
        """What stands between the parts of a list."""
        return "، " if self.direction == "rtl" else ", "


Cell = str | int


@dataclass(frozen=True, slots=True)
class Table:
    """The numbers of a picture. The first cell of a row says what the row is about."""

    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """What is drawn, and how it is said to who does not see it."""

    title: str
    says: str
    direction: Literal["rtl", "ltr"]
    height: float
    shapes: tuple[Shape, ...]
    table: Table

    @property
    def told(self) -> str:
        """Its title and what it says, for whoever hears it."""
        return f"{self.title}. {self.says}"

    def at(self, x: float) -> float:
        """Where a place stands, from the left edge of the paper."""
        return WIDTH - x if self.direction == "rtl" else x


def breadth(text: str, size: float = TYPE) -> float:
    """How wide a label is at most. Marks above and below letters take no room."""
    return size * sum(
        _BREADTHS.get(sign, _ELSE) for sign in text if not unicodedata.combining(sign)
    )


def lines_of(text: str, width: float, size: float = TYPE) -> list[str]:
    """The words in lines that are no wider; a word that is too long itself is broken.

    No line is shorter than one letter, however narrow the room.
    """
    lines: list[str] = []
    for word in text.split():
        if lines and breadth(f"{lines[-1]} {word}", size) <= width:
            lines[-1] += f" {word}"
            continue
        lines.append("")
        used = 0.0
        for sign in word:
            wide = breadth(sign, size)
            if lines[-1] and used + wide > width:
                lines.append("")
                used = 0.0
            lines[-1] += sign
            used += wide
    return lines


def cut(text: str, width: float, size: float = TYPE) -> str:
    """The first of the words, as many as fit; the whole of them stands in the table."""
    if breadth(text, size) <= width:
        return text
    first, *_rest = lines_of(text, width - breadth("…", size), size) or [""]
    return f"{first}…"


def within(x: float, y: float, text: str, size: float = TYPE, *, strong: bool = False) -> Words:
    """A label over a place, moved inwards where it would leave the picture, and cut if it must."""
    text = cut(text, WIDTH, size)
    half = breadth(text, size) / 2
    if x < half:
        return Words(0, y, text, Anchor.START, size, strong)
    if x > WIDTH - half:
        return Words(WIDTH, y, text, Anchor.END, size, strong)
    return Words(x, y, text, Anchor.MIDDLE, size, strong)


def sentence(parts: Sequence[tuple[str, int]], hand: Hand) -> str:
    """Labels with their numbers, one after another."""
    return hand.comma.join(f"{label}: {hand.number(count)}" for label, count in parts)
