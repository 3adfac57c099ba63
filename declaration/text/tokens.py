"""Words, numbers, punctuation, line breaks: what the engine counts, compares and never cuts."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate, chain
from typing import Final

import regex

_MARK: Final = (
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc"
    "\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u200c\u200d"
)
_LETTER: Final = "\u0620-\u064a\u066e\u066f\u0671-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06fc\u06ff"
_DIGIT: Final = "0-9\u0660-\u0669\u06f0-\u06f9"
_SEPARATOR: Final = ".,\u066b\u066c"
_PERCENT: Final = "%\u066a\u2030"

# Texts of these characters alone, each perhaps under marks, have a cluster boundary before every
# character that is no mark; anything else is cut by the Unicode rules themselves.
_PLAIN: Final = re.compile(
    rf"(?:[!-~«»،؛؟–—…{_LETTER}{_DIGIT}{_PERCENT}\u066b\u066c][{_MARK}]*|\n)*"
)
_TOKEN: Final = re.compile(
    rf"(?:[{_LETTER}][{_MARK}]*)+"
    rf"|(?:[{_DIGIT}][{_MARK}]*)+"
    rf"(?:[{_SEPARATOR}](?:[{_DIGIT}][{_MARK}]*)+)*(?:[{_PERCENT}][{_MARK}]*)?"
    rf"|[A-Za-z][{_MARK}]*(?:[A-Za-z0-9][{_MARK}]*)*"
    rf"|.[{_MARK}]*|\n"
)
# The same on one letter for each cluster: word letters, Latin ones, digits, what joins digits.
_SORTED_TOKEN: Final = re.compile(r"(?P<spaces>s+)|a+|w[wd]*|d+(?:cd+)*p?|.")
_LINE_BREAKS: Final = frozenset(("\n", "\r", "\r\n", "\u2028", "\u2029"))
_LONGEST_REMEMBERED: Final = 64
_MOST_REMEMBERED: Final = 50_000

# What stands between two spaces returns again and again: its tokens, and how far from the start
# of each it is to the start of the next, the space after the last one included.
_tokens_of: dict[str, tuple[str, ...]] = {}
_steps_of: dict[str, tuple[int, ...]] = {}


class Tokens:
    """A text and its tokens; spaces are kept as what stands between them.

    `words` are all tokens but spaces: words, numbers, punctuation and line breaks. `starts` are
    their offsets in code points, and at last the text's length.
    """

    __slots__ = ("starts", "text", "words")

    def __init__(self, text: str, words: list[str], starts: list[int]) -> None:
        self.text = text
        self.words = words
        self.starts = starts

    def end(self, index: int) -> int:
        """Where the word before place `index` ends; 0 before the first word."""
        return self.starts[index - 1] + len(self.words[index - 1]) if index else 0

    def gap(self, index: int) -> str:
        """The spaces before word `index`; after the last word, those at the end."""
        return self.text[self.end(index) : self.starts[index]]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The code points from word `start` up to word `end`, without the spaces around them.

        Of no words it is the point before word `start`.
        """
        first = self.starts[start]
        return first, first if start == end else self.end(end)

    def between(self, start: int, end: int) -> str:
        """The text of words `start` up to `end`, without the spaces around them."""
        first, last = self.span(start, end)
        return self.text[first:last]


def tokenize(text: str) -> list[str]:
    """The tokens of a text, in order; joined, they are the text again, always.

    A word keeps its marks, tatweel and joiners; punctuation stands alone; a number keeps its
    separators and its percent sign; a line break is a token, and so is a run of spaces. No token
    ends inside a grapheme cluster, whatever the text (Unicode Standard Annex 29).
    """
    found = read(text)
    tokens: list[str] = []
    at = 0
    for word, start in zip(found.words, found.starts, strict=False):
        if start > at:
            tokens.append(text[at:start])
        tokens.append(word)
        at = start + len(word)
    if at < len(text):
        tokens.append(text[at:])
    return tokens


@lru_cache(maxsize=8)
def parse(text: str) -> Tokens:
    """The text with its tokens. The last few are remembered, for a base has many variants."""
    return read(text)


def read(text: str) -> Tokens:
    """The text with its tokens, found anew."""
    chunks = text.split(" ")
    try:
        words = list(chain.from_iterable(map(_tokens_of.__getitem__, chunks)))
        steps = chain.from_iterable(map(_steps_of.__getitem__, chunks))
        starts = list(accumulate(steps, initial=0))
    except KeyError:
        return _read_slowly(text, chunks)
    starts[-1] = len(text)
    return Tokens(text, words, starts)


def _read_slowly(text: str, chunks: list[str]) -> Tokens:
    """Token by token, where something is new or spaces stand side by side."""
    words: list[str] = []
    starts: list[int] = []
    at = 0
    for chunk in chunks:
        if not _PLAIN.fullmatch(chunk):
            return parse_by_clusters(text)
        if tokens := _TOKEN.findall(chunk):
            words += tokens
            starts += accumulate(map(len, tokens[:-1]), initial=at)
            _remember(chunk, tokens)
        at += len(chunk) + 1
    return Tokens(text, words, [*starts, len(text)])


def _remember(chunk: str, tokens: Sequence[str]) -> None:
    if len(chunk) > _LONGEST_REMEMBERED or chunk in _steps_of:
        return
    if len(_steps_of) >= _MOST_REMEMBERED:
        _steps_of.clear()
        _tokens_of.clear()
    _tokens_of[chunk] = tuple(tokens)
    _steps_of[chunk] = (*map(len, tokens[:-1]), len(tokens[-1]) + 1)


def is_line_break(token: str) -> bool:
    """Whether the token ends a line."""
    return token in _LINE_BREAKS


def is_punctuation(token: str) -> bool:
    """Whether the token is a sign: neither word nor number nor line break."""
    return not token[0].isalnum() and token[0] != "_" and not _has_letter(token)


def _has_letter(token: str) -> bool:
    return len(token) > 1 and any(character.isalnum() for character in token)


def parse_by_clusters(text: str) -> Tokens:
    """The same as `parse`, found cluster by cluster: right for every text, and slower."""
    clusters = regex.findall(r"\X", text)
    words: list[str] = []
    starts: list[int] = []
    at = 0
    for found in _SORTED_TOKEN.finditer("".join(map(_sort, clusters))):
        token = "".join(clusters[found.start() : found.end()])
        if found.lastgroup != "spaces":
            words.append(token)
            starts.append(at)
        at += len(token)
    return Tokens(text, words, [*starts, len(text)])


def _sort(cluster: str) -> str:
    """What a grapheme cluster is, in one letter."""
    first = cluster[0]
    if cluster in _LINE_BREAKS:
        return "n"
    if cluster.isspace():
        return "s"
    if first.isdecimal():
        return "d"
    if first in _PERCENT:
        return "p"
    if cluster in _SEPARATOR:
        return "c"
    if not first.isalnum() and first != "\u0640":
        return "o"
    return "w" if _is_latin(first) else "a"


def _is_latin(letter: str) -> bool:
    return letter < "\u0250" or "\u1e00" <= letter <= "\u1eff"
