"""How kept words and edits are laid out side by side again, and which spaces stand between them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from declaration.text.tokens import Tokens, is_line_break

Id = str | int
"""How the caller names a variant: an amendment's number, or a word such as «proposal»."""

_NO_SPACE_BEFORE: Final = frozenset("،؛؟.:!)]»,;?")
_NO_SPACE_AFTER: Final = frozenset("([«")


@dataclass(slots=True)
class Piece:
    """What becomes of the base's words from `start` up to `end`."""

    start: int
    end: int
    words: Sequence[str]
    gaps: Sequence[str]
    is_kept: bool = False
    authors: tuple[Id, ...] = ()
    conflict: int | None = None
    resolution: int | None = None

    @property
    def text(self) -> str:
        """The piece's words as they are written, without the spaces around them."""
        return joined(self.words, self.gaps)


class Spacing:
    """Where the kept words of a base are spaced anew: the new spaces, by the word after them."""

    __slots__ = ("_base", "_new", "_places")

    def __init__(self, base: Tokens, new: Mapping[int, str]) -> None:
        self._base = base
        self._new = new
        self._places = sorted(new)

    def gap(self, index: int) -> str:
        """The spaces before word `index` of the base."""
        return self._new.get(index, self._base.gap(index))

    def between(self, start: int, end: int) -> str:
        """The base's words `start` up to `end`, one or more, without the spaces around them.

        What nobody spaced anew is taken as it stands: its length costs nothing.
        """
        first, last = bisect_right(self._places, start), bisect_left(self._places, end)
        parts: list[str] = []
        for place in self._places[first:last]:
            parts += (self._base.between(start, place), self._new[place])
            start = place
        return "".join((*parts, self._base.between(start, end)))


def laid_out(
    base: Tokens, pieces: Sequence[Piece], spacing: Spacing, start: int, end: int
) -> Iterator[tuple[str, Piece | None, str]]:
    """What comes out from word `start` to `end`: (spaces before, piece, the piece as written).

    Pieces without words come out nowhere. The last is (spaces after, None, nothing). Two words
    that stand side by side in the base or in some variant have the spaces they have there; where
    the work of two variants meets, spaces are those that words and punctuation call for.
    """
    left_word = base.words[start - 1] if start else None
    left_gap, left_kept = spacing.gap(start), True
    deletions: list[Piece] = []
    for piece in _with_kept(base, pieces, start, end):
        if not piece.words:
            if not piece.is_kept:
                deletions.append(piece)
            continue
        kept = piece.is_kept
        own = spacing.gap(piece.start) if kept else piece.gaps[0]
        gap = _seam(left_word, left_gap, left_kept, deletions, piece.words[0], own, kept)
        yield gap, piece, spacing.between(piece.start, piece.end) if kept else piece.text
        left_word, left_kept = piece.words[-1], kept
        left_gap = spacing.gap(piece.end) if kept else piece.gaps[-1]
        deletions = []
    after = base.words[end] if end < len(base.words) else None
    last = _seam(left_word, left_gap, left_kept, deletions, after, spacing.gap(end), True)
    yield last, None, ""


def _seam(
    left: str | None,
    left_gap: str,
    left_kept: bool,
    deletions: Sequence[Piece],
    right: str | None,
    right_gap: str,
    right_kept: bool,
) -> str:
    """The spaces where two pieces meet."""
    if not deletions and left_kept != right_kept:
        return left_gap if right_kept else right_gap
    if left_kept and right_kept:
        if not deletions:
            return left_gap
        if len(deletions) == 1:
            return deletions[0].gaps[0]
    return gap_between(left, left_gap, right, right_gap)


def gap_between(left: str | None, left_gap: str, right: str | None, right_gap: str) -> str:
    """The spaces between words that never stood side by side, from those beside each."""
    if left is None or right is None or is_line_break(left) or is_line_break(right):
        return ""
    if right in _NO_SPACE_BEFORE or left in _NO_SPACE_AFTER:
        return ""
    return " " if left_gap or right_gap else ""


def _with_kept(base: Tokens, pieces: Sequence[Piece], start: int, end: int) -> Iterator[Piece]:
    """The pieces with the runs of kept words between them; an empty run stands at no seam."""
    at = start
    for piece in pieces:
        if piece.start > at:
            yield Piece(at, piece.start, base.words[at : piece.start], (), is_kept=True)
        yield piece
        at = piece.end
    if end > at:
        yield Piece(at, end, base.words[at:end], (), is_kept=True)


def joined(words: Sequence[str], gaps: Sequence[str]) -> str:
    """The words with the gaps between them, but not those at either end."""
    written = "".join(gap + word for gap, word in zip(gaps, words, strict=False))
    return written[len(gaps[0]) :]
