"""Words, numbers, punctuation, line breaks: what the engine counts, compares and never cuts."""

import re
from functools import lru_cache
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
_LONGEST_REMEMBERED: Final = 40
_MOST_REMEMBERED: Final = 50_000

_chunks: dict[str, tuple[tuple[str, int], ...]] = {"": ()}


class Tokens:
    """A text and its tokens; spaces are kept as what stands between them.

    `words` are all tokens but spaces: words, numbers, punctuation and line breaks. `starts` are
    their offsets in code points. `"".join` of gaps and words, in turn, is the text.
    """

    __slots__ = ("starts", "text", "words")

    def __init__(self, text: str, words: list[str], starts: list[int]) -> None:
        self.text = text
        self.words = words
        self.starts = starts

    def end(self, index: int) -> int:
        """Where the word before place `index` ends; 0 before the first word."""
        return self.starts[index - 1] + len(self.words[index - 1]) if index else 0

    def start(self, index: int) -> int:
        """Where word `index` starts; the text's length after the last word."""
        return self.starts[index] if index < len(self.starts) else len(self.text)

    def gap(self, index: int) -> str:
        """The spaces before word `index`; after the last word, those at the end."""
        return self.text[self.end(index) : self.start(index)]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The code points from word `start` up to word `end`, without the spaces around them.

        Of no words it is the point before word `start`.
        """
        if start == end:
            return self.start(start), self.start(start)
        return self.start(start), self.end(end)

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
    found = parse(text)
    tokens: list[str] = []
    for index, word in enumerate(found.words):
        gap = found.gap(index)
        if gap:
            tokens.append(gap)
        tokens.append(word)
    tail = found.gap(len(found.words))
    return [*tokens, tail] if tail else tokens


@lru_cache(maxsize=8)
def parse(text: str) -> Tokens:
    """The text with its tokens. The last few are remembered, for a base has many variants."""
    words: list[str] = []
    starts: list[int] = []
    at = 0
    for chunk in text.split(" "):
        known = _chunks.get(chunk)
        if known is None:
            if not _PLAIN.fullmatch(chunk):
                return parse_by_clusters(text)
            known = _learn(chunk)
        for word, offset in known:
            words.append(word)
            starts.append(at + offset)
        at += len(chunk) + 1
    return Tokens(text, words, starts)


def is_line_break(token: str) -> bool:
    """Whether the token ends a line."""
    return token in _LINE_BREAKS


def is_punctuation(token: str) -> bool:
    """Whether the token is a sign: neither word nor number nor line break."""
    return not token[0].isalnum() and token[0] != "_" and not _has_letter(token)


def _has_letter(token: str) -> bool:
    return len(token) > 1 and any(character.isalnum() for character in token)


def _learn(chunk: str) -> tuple[tuple[str, int], ...]:
    known = tuple((found.group(), found.start()) for found in _TOKEN.finditer(chunk))
    if len(chunk) <= _LONGEST_REMEMBERED:
        if len(_chunks) >= _MOST_REMEMBERED:
            _chunks.clear()
            _chunks[""] = ()
        _chunks[chunk] = known
    return known


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
    return Tokens(text, words, starts)


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
