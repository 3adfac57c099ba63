"""Which paragraph of a file is which line of the revision it was made from.

In this order of trust: equal words in equal order; the hidden bookmark; equal words elsewhere;
words that resemble each other between two lines already found. Costs grow with the paragraphs
times a fixed number of lines around each.
"""

import re
from bisect import bisect
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz.distance import LCSseq
from rapidfuzz.fuzz import ratio

from declaration.documents.both_views import ViewParagraph
from declaration.documents.clauses import bookmark_name
from declaration.documents.edits import Certainty
from declaration.documents.reading import MANUAL_BREAK, OBJECT
from declaration.documents.values import ClauseText
from declaration.text import TextError, fold, normalize

_ALIKE: Final = 55.0
"""Per cent of letters, above which two lines may be one."""
_FOREIGN: Final = 0.3
"""Share of the revision's lines that must be found, or the file is another text."""
_WIDEST: Final = 120
"""How far apart in a long gap two lines may stand and still be compared."""
_WRITTEN_NUMBER: Final = re.compile(r"(^|\s?)[PAدم]?[0-9٠-٩]+(?: مكرر)?\.?\t")
_WRITTEN_LETTER: Final = re.compile(r"^\(?(?:[ء-ي]ـ?|[a-z])\)[ \t]+")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the revision: the place of its clause, and its own place in it."""

    clause: int
    line: int


@dataclass(frozen=True, slots=True)
class Match:
    """The line of each paragraph of the base view; None for what is no line of the revision."""

    lines: list[Line | None]
    certainty: Certainty


class _Chains:
    """Chains of pairs that rise in both places; each pair is put on the heaviest that it can.

    A tree of maxima over the second place (P. Fenwick, 1994): adding a pair costs the logarithm
    of the places.
    """

    def __init__(self, places: int) -> None:
        self._pairs: list[tuple[int, int, int]] = []
        self._tree = [(0.0, -1)] * (places + 1)

    def add(self, first: int, second: int, weight: float) -> None:
        """The next pair, none of whose first places was larger."""
        at, (sum_before, before) = second, (0.0, -1)
        while at > 0:
            sum_before, before = max((sum_before, before), self._tree[at])
            at &= at - 1
        self._pairs.append((first, second, before))
        grown = (sum_before + weight, len(self._pairs) - 1)
        at = second + 1
        while at < len(self._tree):
            self._tree[at] = max(self._tree[at], grown)
            at += at & -at

    def heaviest(self) -> list[tuple[int, int]]:
        """The pairs of the heaviest chain, in order."""
        _weight, at = max(self._tree)
        found = []
        while at >= 0:
            first, second, at = self._pairs[at]
            found.append((first, second))
        return found[::-1]


def bare(text: str) -> str:
    """A paragraph's words in normal form, the number and letter before them taken off.

    Words that no clause may hold are left as they are, for whoever asks `normalize` to be told.
    """
    words = _WRITTEN_NUMBER.sub(lambda m: " " if m.start() else "", text)
    words = _WRITTEN_LETTER.sub("", words)
    words = words.replace(OBJECT, "").replace(MANUAL_BREAK, "\n").replace("\t", " ")
    try:
        return normalize(words).strip()
    except TextError:
        return words.strip()


def match(paragraphs: Sequence[ViewParagraph], revision: Sequence[ClauseText]) -> Match:
    """The revision's lines among the paragraphs of the base view."""
    return _Matching(paragraphs, revision).found()


class _Matching:
    def __init__(self, paragraphs: Sequence[ViewParagraph], revision: Sequence[ClauseText]) -> None:
        self._paragraphs = paragraphs
        self._words = [bare(paragraph.text) for paragraph in paragraphs]
        self._revision = revision
        self._lines = [
            (Line(at, line), words)
            for at, clause in enumerate(revision)
            for line, words in enumerate(clause.lines)
        ]
        self._line_of: dict[int, int] = {}

    def found(self) -> Match:
        """All lines that can be found, and how surely."""
        self._by_equal_words()
        certainty = Certainty.PROVED if self._is_proved() else Certainty.MATCHED
        if certainty is not Certainty.PROVED:
            self._by_bookmarks()
            self._by_equal_words_elsewhere()
            if self._by_likeness():
                certainty = Certainty.SIMILAR
        if len(self._line_of) < _FOREIGN * len(self._lines):
            certainty = Certainty.FOREIGN
        lines = [
            self._lines[self._line_of[at]][0] if at in self._line_of else None
            for at in range(len(self._paragraphs))
        ]
        return Match(lines, certainty)

    def _by_equal_words(self) -> None:
        wanted = [words for _, words in self._lines]
        for block in LCSseq.opcodes(self._words, wanted):
            if block.tag == "equal":
                for step in range(block.src_end - block.src_start):
                    if self._words[block.src_start + step]:
                        self._line_of[block.src_start + step] = block.dest_start + step

    def _is_proved(self) -> bool:
        """Whether every line was found, with nothing between the first and the last."""
        if len(self._line_of) < len(self._lines) or not self._line_of:
            return False
        between = range(min(self._line_of), max(self._line_of) + 1)
        return all(at in self._line_of or not self._words[at] for at in between)

    def _by_bookmarks(self) -> None:
        """A clause's unfound lines are the unfound paragraphs in its bookmark, one by one."""
        lines: Mapping[str, list[int]] = defaultdict(list)
        for at in self._open_lines():
            clause = self._revision[self._lines[at][0].clause]
            lines[bookmark_name(clause.key)].append(at)
        for place in self._open_paragraphs():
            names = [name for name in self._paragraphs[place].bookmarks if name in lines]
            if len(names) == 1 and lines[names[0]]:
                self._line_of[place] = lines[names[0]].pop(0)

    def _by_equal_words_elsewhere(self) -> None:
        """A line that was moved untracked stands out of order, its words the same."""
        places = {self._words[at]: at for at in self._open_paragraphs()}
        for line in self._open_lines():
            words = self._lines[line][1]
            if words in places:
                self._line_of[places.pop(words)] = line

    def _by_likeness(self) -> bool:
        """The best pairs in order, between every two lines found; whether there were any."""
        paragraphs, lines = self._open_paragraphs(), self._open_lines()
        found_paragraphs, found_lines = sorted(self._line_of), sorted(self._line_of.values())
        gaps: dict[int, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        for at in paragraphs:
            gaps[bisect(found_paragraphs, at)][0].append(at)
        for line in lines:
            gaps[bisect(found_lines, line)][1].append(line)
        pairs = [pair for gap in gaps.values() for pair in self._best_pairs(*gap)]
        self._line_of.update(pairs)
        return bool(pairs)

    def _best_pairs(
        self, paragraphs: Sequence[int], lines: Sequence[int]
    ) -> Iterator[tuple[int, int]]:
        """The pairs in order whose likeness adds up to the most."""
        folded = [fold(self._words[at]) for at in paragraphs]
        wanted = [fold(self._lines[line][1]) for line in lines]
        chains = _Chains(len(lines))
        for i, words in enumerate(folded):
            # from the last line back: a paragraph goes on no chain that it is on itself
            for j in reversed(range(max(0, i - _WIDEST), min(len(lines), i + _WIDEST + 1))):
                if words and (likeness := ratio(words, wanted[j], score_cutoff=_ALIKE)):
                    chains.add(i, j, likeness)
        return ((paragraphs[i], lines[j]) for i, j in chains.heaviest())

    def _open_paragraphs(self) -> list[int]:
        return [at for at, words in enumerate(self._words) if words and at not in self._line_of]

    def _open_lines(self) -> list[int]:
        taken = set(self._line_of.values())
        return [line for line in range(len(self._lines)) if line not in taken]
