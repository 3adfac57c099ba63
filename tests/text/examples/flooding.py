"""Floods: much of one thing, and what is asked of the engine about it. By tests of growth and by benchmarks."""

from collections.abc import Callable
from typing import Final

from declaration.text import (
    Anchor,
    Folded,
    TextError,
    conflicts,
    diff,
    distance,
    fold,
    inspect,
    merge,
    normalize,
    rebase,
    relation,
    separate,
    tokenize,
)

MEGABYTE: Final = 1_000_000
_REPEATED: Final = {
    "one word again and again": "المدن ",
    "one word without end": "ت",
    "marks in order": "\u064e",
    "marks that NFC must sort": "\u0651\u064e",
    "opening brackets": "(",
    "brackets in pairs": "()",
    "opening quotes": "«",
    "line ends": "\n",
    "spaces": " ",
    "spaces before commas": " ،",
    "joiners": "\u200d",
    "digits and separators": "1.",
    "joined emoji": "\U0001f468\u200d",
}


def floods(size: int) -> dict[str, str]:
    """Texts of about `size` bytes, by what they hold."""
    texts = {name: "ب" + unit * (size // len(unit.encode())) for name, unit in _REPEATED.items()}
    return {**texts, "brackets that cross": "([" * (size // 4) + ")]" * (size // 4)}


def _normalize_or_refuse(text: str) -> object:
    try:
        return normalize(text)
    except TextError as refusal:
        return refusal


def _with_a_word(text: str, share: float) -> str:
    at = int(len(text) * share)
    return f"{text[:at]} جديد {text[at:]}"


def _two(text: str) -> dict[int, str]:
    return {1: _with_a_word(text, 0.3), 2: _with_a_word(text, 0.6)}


def _rivals(text: str) -> dict[int, str]:
    return {
        1: _with_a_word(text, 0.5),
        2: text[: len(text) // 2] + " كلمة " + text[len(text) // 2 :],
    }


def _follow_or_refuse(text: str) -> object:
    half = len(text) // 2
    try:
        return Anchor.of(text, half, half + 4).follow(text, _with_a_word(text, 0.2))
    except ValueError as refusal:
        return refusal


ACTS: Final[dict[str, Callable[[str], object]]] = {
    "normalize": _normalize_or_refuse,
    "tokenize": tokenize,
    "inspect": inspect,
    "fold": fold,
    "find": lambda text: Folded.of(text).find(text[1:3]),
    "diff": lambda text: diff(text, _with_a_word(text, 0.5)),
    "diff of the half": lambda text: diff(text, text[: len(text) // 2]),
    "distance": lambda text: distance(text, _with_a_word(text, 0.5)),
    "separate": lambda text: separate(text, _with_a_word(_with_a_word(text, 0.3), 0.7)),
    "merge": lambda text: merge(text, _two(text)),
    "merge of rivals": lambda text: merge(text, _rivals(text)),
    "conflicts": lambda text: conflicts(text, _rivals(text)),
    "relation": lambda text: relation(text, *_rivals(text).values()),
    "rebase": lambda text: rebase(text, *_two(text).values()),
    "anchor": _follow_or_refuse,
}
