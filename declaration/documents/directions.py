"""Where a text turns between right-to-left and left-to-right: the seams of its Word runs."""

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Final, Literal

from bidi import algorithm

Language = Literal["ar", "en"]
"""A language of the product: `ar`, written from the right, or `en`, from the left."""

_LATIN: Final = re.compile(r"[A-Za-zª-ʸͰ-ϿЀ-ԯḀ-ỿⅠ-ↈ]")
_ARABIC: Final = re.compile(r"[؀-ۿݐ-ݿࢠ-ࣿﭐ-﷿ﹰ-﻿]")
_STRONG: Final = "ء-غف-يٱ-ۓ"
"""Arabic letters alone: no marks, digits or signs, whose direction their neighbours decide."""
_ARABIC_LETTER: Final = re.compile(f"[{_STRONG}]")
_AROUND_LATIN: Final = re.compile(f"[{_STRONG}]?[^{_STRONG}]*{_LATIN.pattern}[^{_STRONG}]*")


def has_arabic(text: str) -> bool:
    """Whether a letter, digit or sign of the Arabic blocks is among its characters."""
    return _ARABIC.search(text) is not None


def language_of(text: str, otherwise: Language) -> Language:
    """The language in which somebody wrote a text: that of most of its letters.

    `otherwise` where neither has more, as in a date.
    """
    arabic, latin = len(_ARABIC_LETTER.findall(text)), len(_LATIN.findall(text))
    if arabic == latin:
        return otherwise
    return "ar" if arabic > latin else "en"


def split_directions(text: str, language: Language) -> Iterator[tuple[str, bool]]:
    """The text in pieces of one direction, each with whether it runs from the right.

    The pieces, joined, are the text. A paragraph of `language` surrounds them: in Arabic,
    spaces, digits and brackets between Arabic words run from the right, and those between
    two Latin words stay with these. Source: Unicode UAX #9, rules W1-W7, N1, N2; what Word
    does with the seams: ISO/IEC 29500-1, 17.3.2.30 and annex I.7.
    """
    if language == "ar" and not _LATIN.search(text):
        if text:
            yield text, True
        return
    if language == "en" and not _ARABIC.search(text):
        if text:
            yield text, False
        return
    from_right = _from_right(text, language) if language == "en" else _around_latin(text)
    start = 0
    for direction, group in groupby(from_right):
        end = start + sum(1 for _ in group)
        yield text[start:end], direction
        start = end


def _around_latin(text: str) -> list[bool]:
    """The same as for the whole text, asked only between the Arabic letters around Latin ones.

    Beyond them nothing changes: every rule looks for the nearest strong letter, and no further.
    """
    from_right = [True] * len(text)
    for found in _AROUND_LATIN.finditer(text):
        start, end = found.span()
        # the letter that follows is looked at too
        from_right[start:end] = _from_right(text[start : end + 1], "ar")[: end - start]
    return from_right


def _from_right(text: str, language: Language) -> list[bool]:
    """For each character, whether it runs from the right."""
    storage = algorithm.get_empty_storage()
    storage["base_level"] = 1 if language == "ar" else 0
    storage["base_dir"] = "R" if language == "ar" else "L"
    algorithm.get_embedding_levels(text, storage)
    for character in storage["chars"]:
        if character["type"] == "BN":  # a joiner goes with the letter it follows
            character["type"] = "NSM"
    digits = [c["type"] == "EN" for c in storage["chars"]]
    algorithm.calc_level_runs(storage)
    algorithm.resolve_weak_types(storage)
    algorithm.resolve_neutral_types(storage, debug=False)
    types = [c["type"] for c in storage["chars"]]
    _join_digits_to_the_latin_word_they_begin(types, digits)
    if language == "ar":
        return [kind != "L" for kind in types]
    return [kind in {"R", "AN"} for kind in types]


def _join_digits_to_the_latin_word_they_begin(types: list[str], digits: list[bool]) -> None:
    """Keep «3D» in one run: cut in two, Word would show its halves exchanged."""
    for at in range(len(types) - 2, -1, -1):
        if digits[at] and types[at + 1] == "L":
            types[at] = "L"
