"""What was read from a Word file: plain values, so that they can leave the process that read it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import Enum
from typing import Any

from declaration.documents.directions import Language
from declaration.documents.fate import Fate

OBJECT = "\ufffc"
"""Stands in the text for what is not text: a picture, a note's sign, a formula."""
MANUAL_BREAK = "\v"
"""A line break inside a paragraph."""


class Noticed(Enum):
    """What was seen and not taken over: Arabic, then English. `{0}` is how often."""

    FORMATTING = (
        "تغييرات في التنسيق ({0}) لم تُقرأ.",
        "Changes of formatting ({0}) were not read.",
    )
    TABLE = (
        "جداول ({0}): قُرئ نصها فقرةً فقرة، ويلزم أن يراجعها إنسان.",
        "Tables ({0}): read paragraph by paragraph; a person should look.",
    )
    TABLE_CHANGE = (
        "صفوف أو خلايا مُضافة أو محذوفة ({0}): لم تُقرأ.",
        "Rows or cells added or deleted ({0}): not read.",
    )
    NOTE = (
        "حواشٍ سفلية أو ختامية ({0}): لم تُقرأ.",
        "Footnotes or endnotes ({0}): not read.",
    )
    OBJECT = (
        "صور أو أشكال أو معادلات ({0}): لم تُقرأ.",
        "Pictures, shapes or formulas ({0}): not read.",
    )
    HIDDEN = (
        "نص مخفي ({0}): قُرئ كغيره.",
        "Hidden text ({0}): read like the rest.",
    )
    SYMBOL = (
        "رموز من خطوط خاصة ({0}): لم تُقرأ.",
        "Symbols of special fonts ({0}): not read.",
    )
    UNDONE = (
        "عبارات أضافها أحد وحذفها غيره ({0}): لم تُقرأ.",
        "Words added by one and deleted by another ({0}): not read.",
    )
    EXTERNAL = (
        "روابط إلى خارج الملف ({0}): لم تُتبع.",
        "Links out of the file ({0}): not followed.",
    )

    def say(self, times: str, language: Language) -> str:
        """The sentence, `times` in the digits of its reader."""
        return str(self.value[language == "en"]).format(times)


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of one fate and author. `author` is what the file claims, and decides nothing."""

    text: str
    fate: Fate = Fate.KEPT
    author: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph. `end` is the fate of its mark, `label` its automatic number as shown.

    `style` is the name of its style in lower case; `outline`, 1 for a first-level heading and 0
    for what is none. `bookmarks` are the names of
    those open anywhere in it; `comments`, the ids of those that begin in it.
    """

    pieces: tuple[Piece, ...] = ()
    end: Fate = Fate.KEPT
    style: str = ""
    label: str = ""
    outline: int = 0
    bold: bool = False
    centred: bool = False
    in_table: bool = False
    bookmarks: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()

    def text(self, without: Fate) -> str:
        """The words that stay when those of one fate go."""
        return "".join(piece.text for piece in self.pieces if piece.fate is not without)


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment of the file, by the id its paragraphs name."""

    id: str
    author: str
    text: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A whole file: its paragraphs in order, its comments, its custom properties."""

    paragraphs: tuple[Paragraph, ...]
    remarks: tuple[Remark, ...] = ()
    properties: Mapping[str, str] = field(default_factory=dict)
    noticed: Mapping[Noticed, int] = field(default_factory=Counter)

    def base(self) -> list[str]:
        """The paragraphs with every change rejected."""
        return self._view(Fate.ADDED)

    def new(self) -> list[str]:
        """The paragraphs with every change accepted."""
        return self._view(Fate.REMOVED)

    def _view(self, without: Fate) -> list[str]:
        found: list[str] = []
        joined = False
        for paragraph in self.paragraphs:
            text = paragraph.text(without)
            if joined:
                found[-1] += text
            else:
                found.append(text)
            joined = paragraph.end is without
        return found


def to_plain(reading: Reading) -> dict[str, Any]:
    """The reading as JSON can hold it."""
    return {
        "paragraphs": [asdict(paragraph) for paragraph in reading.paragraphs],
        "remarks": [asdict(remark) for remark in reading.remarks],
        "properties": dict(reading.properties),
        "noticed": {kind.name: times for kind, times in reading.noticed.items()},
    }


def from_plain(plain: Mapping[str, Any]) -> Reading:
    """The reading that `to_plain` made plain."""
    return Reading(
        tuple(_paragraph(found) for found in plain["paragraphs"]),
        tuple(Remark(**found) for found in plain["remarks"]),
        plain["properties"],
        {Noticed[name]: times for name, times in plain["noticed"].items()},
    )


def _paragraph(plain: Mapping[str, Any]) -> Paragraph:
    pieces = tuple(Piece(p["text"], Fate(p["fate"]), p["author"]) for p in plain["pieces"])
    return Paragraph(
        **{
            **plain,
            "pieces": pieces,
            "end": Fate(plain["end"]),
            "bookmarks": tuple(plain["bookmarks"]),
            "comments": tuple(plain["comments"]),
        }
    )
