"""Automatic numbers, which stand in no text: counted as Word counts them."""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Final

from lxml import etree

from declaration.documents.elements import child, descendants, name_of, value_of

_ALPHABET: Final = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي"
_ABJAD: Final = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
_LATIN: Final = "abcdefghijklmnopqrstuvwxyz"
_ROMAN: Final = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


def _letter(alphabet: str, number: int) -> str:
    times, at = divmod(number - 1, len(alphabet))
    return alphabet[at] * (times + 1)


def _roman(number: int) -> str:
    found = ""
    for value, sign in _ROMAN:
        times, number = divmod(number, value)
        found += sign * times
    return found


_FORMATS: Final[Mapping[str, Callable[[int], str]]] = {
    "arabicAbjad": lambda number: _letter(_ABJAD, number),
    "arabicAlpha": lambda number: _letter(_ALPHABET, number),
    "lowerLetter": lambda number: _letter(_LATIN, number),
    "upperLetter": lambda number: _letter(_LATIN, number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "decimalZero": lambda number: f"{number:02}",
    "none": lambda _: "",
    "bullet": lambda _: "",
}
_MOST_COUNTED: Final = 100_000


class Listing:
    """The lists of one file, and how far each has counted."""

    def __init__(self, numbering: etree._Element | None) -> None:
        self._levels: dict[str, dict[str, etree._Element]] = {}
        self._kind_of: dict[str, str] = {}
        self._restarts: dict[str, dict[str, int]] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self._begun: set[tuple[str, str]] = set()
        for element in numbering if numbering is not None else ():
            if name_of(element) == "abstractNum":
                levels = (e for e in element if name_of(e) == "lvl")
                self._levels[value_of(element, "abstractNumId")] = {
                    value_of(level, "ilvl"): level for level in levels
                }
            elif name_of(element) == "num":
                self._add_list(element)

    def _add_list(self, element: etree._Element) -> None:
        number = value_of(element, "numId")
        kind = child(element, "abstractNumId")
        self._kind_of[number] = value_of(kind) if kind is not None else ""
        self._restarts[number] = {
            value_of(override, "ilvl"): _whole(value_of(start))
            for override in descendants(element, "lvlOverride")
            if (start := child(override, "startOverride")) is not None
        }

    def label(self, list_id: str, level: str) -> str:
        """The next number of a list at a level, as shown; empty for none and for a bullet."""
        kind = self._kind_of.get(list_id, "")
        levels = self._levels.get(kind, {})
        if level not in levels:
            return ""
        counts = self._counts[kind]
        depth = _whole(level)
        if level in self._restarts[list_id] and (list_id, level) not in self._begun:
            counts[depth] = self._restarts[list_id][level] - 1
        self._begun.add((list_id, level))
        start = child(levels[level], "start")
        first = _whole(value_of(start)) if start is not None else 1
        counts[depth] = min(counts.get(depth, first - 1) + 1, _MOST_COUNTED)
        for deeper in [d for d in counts if d > depth]:
            del counts[deeper]
        shown = child(levels[level], "lvlText")
        if shown is None:
            return ""
        if _format_of(levels[level]) == "bullet":
            return ""
        return re.sub(r"%(\d)", lambda m: self._count(levels, counts, m[1]), value_of(shown))

    def _count(
        self, levels: Mapping[str, etree._Element], counts: Mapping[int, int], place: str
    ) -> str:
        depth = int(place) - 1
        level = levels.get(str(depth))
        number = max(counts.get(depth, 1), 0)
        if level is None or number == 0:
            return str(number)
        return _FORMATS.get(_format_of(level), str)(number)


def _format_of(level: etree._Element) -> str:
    found = child(level, "numFmt")
    return value_of(found) if found is not None else "decimal"


def _whole(text: str) -> int:
    """A whole number of a file that may say anything."""
    return int(text) if re.fullmatch(r"\d{1,6}", text) else 0
