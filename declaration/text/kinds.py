"""Of what kind a change is: whether it touches substance, or only how the same thing is written."""

import re
from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache
from typing import Final

from declaration.text.folding import fold, spelled, western_digits, without_marks
from declaration.text.tokens import is_line_break, is_punctuation, read

_HOLDS_WORD: Final = re.compile(r"[^\W_]")
_HAMZAS: Final = str.maketrans({"أ": "ء", "إ": "ء", "ٱ": "ا", "آ": "ءا"})


class Kind(StrEnum):
    """Kinds of change, the weightier first. Only `SUBSTANCE` is never a matter of writing alone."""

    SUBSTANCE = "substance"
    SPELLING = "spelling"
    DIACRITICS = "diacritics"
    DIGITS = "digits"
    PUNCTUATION = "punctuation"
    SPACING = "spacing"


@lru_cache(maxsize=4096)
def kind_between(old: str, new: str) -> Kind:
    """The weightiest thing that differs between two wordings of the same place.

    A hamza's seat, ة for ه, ى for ي and tatweel are spelling, though they may change the meaning.
    """
    if not (old and new) and _HOLDS_WORD.search(old or new):
        return Kind.SUBSTANCE
    before, after = _words(old), _words(new)
    if len(before) != len(after):
        return Kind.SUBSTANCE
    if before == after:
        return Kind.SPACING if old.split() == new.split() else Kind.PUNCTUATION
    return max(map(_kind_of_word, before, after), key=_WEIGHT.__getitem__)


_WEIGHT: Final = {kind: weight for weight, kind in enumerate(reversed(Kind))}


def substance_of(words: Sequence[str]) -> list[str]:
    """The words as far as they matter: folded, without punctuation and line breaks."""
    return [
        fold(spelled(word))
        for word in words
        if not is_punctuation(word) and not is_line_break(word)
    ]


def _words(text: str) -> list[str]:
    tokens = read(text.strip()).words
    return [word for word in tokens if not is_punctuation(word) and not is_line_break(word)]


def _kind_of_word(one: str, other: str) -> Kind:
    if one == other:
        return Kind.SPACING
    if spelled(one) != spelled(other) and _by_hamza(one) != _by_hamza(other):
        return Kind.SUBSTANCE
    if one.translate(western_digits) == other.translate(western_digits):
        return Kind.DIGITS
    if one.translate(without_marks) == other.translate(without_marks):
        return Kind.DIACRITICS
    return Kind.SPELLING


def _by_hamza(word: str) -> str:
    """The word with every hamza on one seat: «مسألة» and «مسئلة» are one word."""
    return spelled(word.translate(_HAMZAS))
