"""Search in the text: marks, tatweel, hamza seats, ة/ه and ى/ي are ignored, hits are marked."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from declaration.amendments.shown import Named, name_of
from declaration.drafting.queries import PlacedClause, RevisionText
from declaration.text import Folded, fold

LONGEST: Final = 200


@dataclass(frozen=True)
class Piece:
    """A stretch of a clause's text as a page shows it: `hit`, or plain."""

    text: str
    mark: str = ""
    href: str = ""


@dataclass(frozen=True)
class Hit:
    """A clause that holds what was looked for."""

    clause: PlacedClause
    language: str
    pieces: Sequence[Piece]
    count: int

    @property
    def name(self) -> Named:
        """What the clause is called."""
        return name_of(self.clause)


def search(text: RevisionText, wanted: str) -> list[Hit]:
    """The clauses that hold all of `wanted`, in order, in Arabic or in a translation."""
    needle = " ".join(fold(wanted[:LONGEST]).split())
    if not needle:
        return []
    hits = []
    for clause in text.clauses:
        for language, words in {"ar": clause.text, **clause.translations}.items():
            spans = _spans(words, needle)
            if spans:
                hits.append(Hit(clause, language, _pieces(words, spans), len(spans)))
    return hits


def _spans(words: str, needle: str) -> list[tuple[int, int]]:
    folded = Folded.of(words)
    spans, start = [], folded.text.find(needle)
    while start >= 0:
        spans.append(folded.span(start, start + len(needle)))
        start = folded.text.find(needle, start + len(needle))
    return spans


def _pieces(words: str, spans: Sequence[tuple[int, int]]) -> list[Piece]:
    pieces, reached = [], 0
    for start, stop in spans:
        pieces += [Piece(words[reached:start]), Piece(words[start:stop], "hit")]
        reached = stop
    return [piece for piece in (*pieces, Piece(words[reached:])) if piece.text]
