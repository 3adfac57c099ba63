"""Numbers and letters typed before a paragraph's words: «المادة الأولى:», «أولاً:», «١-», «(أ)»."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class MarkerKind(StrEnum):
    """What a marker numbers, as far as it tells."""

    CLAUSE = "clause"
    """«المادة 3», «البند الثالث»: says what it is."""
    NUMBER = "number"
    ORDINAL = "ordinal"
    """«أولاً»: a section where little follows, a clause where much does."""
    LETTER = "letter"
    BULLET = "bullet"
    RECITAL = "recital"
    """«د3», or P3 in an English file."""
    ANNEX = "annex"
    """«م1», or A1."""


@dataclass(frozen=True, slots=True)
class Marker:
    """A marker as it was typed, and the words behind it."""

    kind: MarkerKind
    shown: str
    words: str


_VOWELS: Final = "[ً-ْٰ]*"
_NUMBER: Final = "[0-9٠-٩]{1,3}"
_TEN: Final = r"(?:\s+عشرة?)?"
_ORDINAL_STEMS: Final = (
    *("[أا]ول(?:ى)?", "ثاني?", "ثالث", "رابع", "خامس", "سادس", "سابع", "ثامن", "تاسع", "عاشر"),
    *("حادي", "عشرين", "عشرون"),
)
_ORDINAL: Final = rf"(?:{'|'.join(_ORDINAL_STEMS)})ة?{_TEN}"
_AFTER: Final = r"\s*[:.\-–—)\t]\s*"
_PATTERNS: Final = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        (
            MarkerKind.CLAUSE,
            rf"(?:ال)?(?:مادة|بند|فقرة)\s+\(?(?:{_NUMBER}|ال{_ORDINAL})\)?(?:{_AFTER}|\s*$)",
        ),
        (MarkerKind.RECITAL, rf"[Pد]{_NUMBER}(?:{_AFTER}|\s+)"),
        (MarkerKind.ANNEX, rf"[Aم]{_NUMBER}(?:{_AFTER}|\s+)"),
        (MarkerKind.ORDINAL, rf"(?:{_ORDINAL}){_VOWELS}ا?{_VOWELS}{_AFTER}"),
        (MarkerKind.NUMBER, rf"\(?{_NUMBER}{_AFTER}(?![0-9٠-٩])"),
        (MarkerKind.LETTER, r"(?:\([ء-ي]ـ?\)|[ء-ي]ـ?\s?[)\-–.])\s*(?=\S)"),
        (MarkerKind.LETTER, r"\(?[a-z]\)\s+"),
        (MarkerKind.BULLET, r"[-–—•*▪●◦]\s+"),
    )
)


def find_marker(text: str) -> Marker | None:
    """The marker a text begins with, if any."""
    for kind, pattern in _PATTERNS:
        found = pattern.match(text)
        if found:
            return Marker(kind, found[0].strip(), text[found.end() :].strip())
    return None
