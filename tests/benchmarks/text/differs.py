"""The peers that find differences, each as it is at its best.

A peer that works on words is given the engine's own tokens, so that all cut alike. Diff-match-patch runs
without its time limit, which gives up quality, and with the semantic clean-up that makes it readable.
"""

from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from typing import Final

import cydifflib
import fast_diff_match_patch
from diff_match_patch import diff_match_patch
from rapidfuzz.distance import Indel
from redlines import Redlines

from declaration.text import tokenize

Differ = Callable[[str, str], object]
FIRST_LETTER: Final = 0x4E00
"""Words are written as one letter each from here on; the corpus has none of these letters."""


def by_difflib(old: str, new: str) -> object:
    """The standard library, without the heuristic that forgets frequent words."""
    return SequenceMatcher(None, tokenize(old), tokenize(new), autojunk=False).get_opcodes()


def by_cydifflib(old: str, new: str) -> object:
    """The same in Cython."""
    return cydifflib.SequenceMatcher(
        None, tokenize(old), tokenize(new), autojunk=False
    ).get_opcodes()


def by_rapidfuzz(old: str, new: str) -> object:
    """Opcodes alone: what remains when nothing is made of them."""
    return Indel.opcodes(tokenize(old), tokenize(new))


def by_diff_match_patch(old: str, new: str) -> object:
    """By characters, as its documentation shows."""
    engine = _patient()
    diffs = engine.diff_main(old, new, False)
    engine.diff_cleanupSemantic(diffs)
    return diffs


def by_diff_match_patch_words(old: str, new: str) -> object:
    """By words, in the manner its documentation shows for lines."""
    engine = _patient()
    letters: dict[str, str] = {}
    diffs = engine.diff_main(
        written_as_letters(tokenize(old), letters),
        written_as_letters(tokenize(new), letters),
        False,
    )
    words = list(letters)
    read = [(op, "".join(words[ord(c) - FIRST_LETTER] for c in text)) for op, text in diffs]
    engine.diff_cleanupSemantic(read)
    return read


def by_fast_diff_match_patch(old: str, new: str) -> object:
    """The same algorithm in C++, by characters."""
    return fast_diff_match_patch.diff(
        old, new, timelimit=0, checklines=False, cleanup="Semantic", counts_only=False
    )


def by_fast_diff_match_patch_words(old: str, new: str) -> object:
    """The same algorithm in C++, by words."""
    letters: dict[str, str] = {}
    return fast_diff_match_patch.diff(
        written_as_letters(tokenize(old), letters),
        written_as_letters(tokenize(new), letters),
        timelimit=0,
        checklines=False,
        cleanup="No",
    )


def by_redlines(old: str, new: str) -> object:
    """Its opcodes; nothing is rendered."""
    return Redlines(old, new).opcodes


DIFFERS: Final[dict[str, Differ]] = {
    "rapidfuzz opcodes": by_rapidfuzz,
    "difflib": by_difflib,
    "cydifflib": by_cydifflib,
    "diff-match-patch, characters": by_diff_match_patch,
    "diff-match-patch, words": by_diff_match_patch_words,
    "fast-diff-match-patch, characters": by_fast_diff_match_patch,
    "fast-diff-match-patch, words": by_fast_diff_match_patch_words,
    "redlines": by_redlines,
}


def written_as_letters(words: Sequence[str], letters: dict[str, str]) -> str:
    """Each word as one letter, the same for the same word; `letters` learns the new ones."""
    return "".join(letters.setdefault(w, chr(FIRST_LETTER + len(letters))) for w in words)


def _patient() -> diff_match_patch:
    engine = diff_match_patch()
    engine.Diff_Timeout = 0
    return engine
