"""What pictures are made of: few shapes, placed from where the language begins."""

from dataclasses import dataclass
from enum import StrEnum


class Tone(StrEnum):
    """What a mark stands for. Marks differ in their form as well as in their colour."""

    FOR = "for"
    AGAINST = "against"
    ABSTAIN = "abstain"
    NONE = "none"
    FIRST = "first"
    SECOND = "second"
    THIRD = "third"
    CLASH = "clash"
    SAME = "same"
    EDGE = "edge"
    """A line that a reader measures by."""
    GUIDE = "guide"
    """A line that only leads the eye."""


class Anchor(StrEnum):
    """Which part of a label stands at its place; the names are those of SVG."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


@dataclass(frozen=True, slots=True)
class Band:
    """A bar along a row, `length` long; `y` is its middle."""

    x: float
    y: float
    length: float
    height: float
    tone: Tone


@dataclass(frozen=True, slots=True)
class Column:
    """A bar that stands on `y` and is `height` tall; `x` is its middle."""

    x: float
    y: float
    width: float
    height: float
    tone: Tone


@dataclass(frozen=True, slots=True)
class Rule:
    """A thin line."""

    x: float
    y: float
    to_x: float
    to_y: float
    tone: Tone


@dataclass(frozen=True, slots=True)
class Dot:
    """A disc; a hollow one stands for what is not over."""

    x: float
    y: float
    tone: Tone
    hollow: bool = False


@dataclass(frozen=True, slots=True)
class Arc:
    """A curve from one height to another, which reaches `reach` towards the end of the line."""

    x: float
    y: float
    to_y: float
    reach: float
    tone: Tone


@dataclass(frozen=True, slots=True)
class Words:
    """A label on its base line. `x` is the place of its anchor, `size` the height of its type."""

    x: float
    y: float
    text: str
    anchor: Anchor = Anchor.START
    size: float = 15
    strong: bool = False


Shape = Band | Column | Rule | Dot | Arc | Words
