"""Arabic as readers search and sort it: what differs in writing alone is folded together."""

from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from unicodedata import normalize

import regex

_MARKS: Final = [
    chr(code)
    for first, last in (
        (0x0610, 0x061A),
        (0x064B, 0x065F),
        (0x0670, 0x0670),
        (0x06D6, 0x06DC),
        (0x06DF, 0x06E4),
        (0x06E7, 0x06E8),
        (0x06EA, 0x06ED),
    )
    for code in range(first, last + 1)
]
_TATWEEL: Final = "\u0640"
_JOINERS: Final = "\u200c\u200d"

without_marks: Final = str.maketrans(dict.fromkeys(_MARKS, ""))
_seats: Final = {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ؤ": "ء", "ئ": "ء", "ة": "ه", "ى": "ي"}
_digits: Final = {
    **{chr(0x0660 + value): str(value) for value in range(10)},
    **{chr(0x06F0 + value): str(value) for value in range(10)},
}
western_digits: Final = str.maketrans({**_digits, "\u066b": ".", "\u066c": ",", "\u066a": "%"})
_look_alikes: Final = {"ی": "ي", "ک": "ك", "ہ": "ه", "ۀ": "ه", "ە": "ه"}
_folded: Final = str.maketrans(
    {
        **dict.fromkeys([*_MARKS, _TATWEEL, *_JOINERS], ""),
        **_seats,
        **_look_alikes,
        **_digits,
    }
)
_ACCENTS: Final = regex.compile(r"[\u0300-\u036f'’]")
_spelled: Final = _folded | western_digits
_sorted: Final = str.maketrans(
    {
        **dict.fromkeys([*_MARKS, _TATWEEL, *_JOINERS], ""),
        **_look_alikes,
        **_digits,
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ٱ": "ا",
        "ؤ": "و",
        "ئ": "ي",
        "ة": "ه",
        "ى": "ي",
        "پ": "ب\uffff",
        "چ": "ج\uffff",
        "ژ": "ز\uffff",
        "ڤ": "ف\uffff",
        "گ": "ك\uffff",
        "-": " ",
    }
)


def fold(text: str) -> str:
    """The text as it is searched.

    Marks, tatweel and joiners go; hamza seats, ة and ه, ى and ي, Persian look-alikes and digit
    systems become one; Latin letters become small. `Folded` leads back to the text's own places.
    """
    return text.translate(_folded).casefold()


@lru_cache(maxsize=4096)
def spelled(word: str) -> str:
    """The word as it is told from words spelled otherwise: folded, but for Latin capitals.

    Numbers are in western digits with western separators.
    """
    return word.translate(_spelled)


@dataclass(frozen=True, slots=True)
class Folded:
    """A text folded, and for each folded code point the place in the text it came from.

    `edges` are where the source's grapheme clusters begin, and at last its length.
    """

    source: str
    text: str
    places: tuple[int, ...]
    edges: tuple[int, ...]

    @classmethod
    def of(cls, source: str) -> "Folded":
        """Fold a text and remember the places."""
        parts: list[str] = []
        places: list[int] = []
        for place, character in enumerate(source):
            part = fold(character)
            parts.append(part)
            places.extend([place] * len(part))
        edges = (found.start() for found in regex.finditer(r"\X", source))
        return cls(source, "".join(parts), (*places, len(source)), (*edges, len(source)))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The whole grapheme clusters of the source that folded `start` to `end` stands for."""
        if start >= end:
            return self.places[start], self.places[start]
        first = bisect_right(self.edges, self.places[start]) - 1
        after = bisect_right(self.edges, self.places[end - 1])
        return self.edges[first], self.edges[after]

    def find(self, words: str) -> list[tuple[int, int]]:
        """Every span of the source that reads as `words` once both are folded."""
        sought = fold(words)
        found: list[tuple[int, int]] = []
        at = self.text.find(sought) if sought else -1
        while at >= 0:
            found.append(self.span(at, at + len(sought)))
            at = self.text.find(sought, at + len(sought))
        return found


@lru_cache(maxsize=4096)
def sort_key(name: str) -> str:
    """What alphabetical order compares, in Arabic and in Latin letters.

    A leading «ال» is ignored, a hamza counts as its seat, marks and accents do not count, a hyphen
    counts as a space; names that read the same then follow their spelling.
    """
    letters = _ACCENTS.sub("", normalize("NFD", name.strip().translate(_sorted).casefold()))
    if letters.startswith("ال") and len(letters) > 3:
        letters = letters[2:]
    return f"{letters}\x01{name}"
