"""How kept words and edits are laid out side by side again, and which spaces stand between them."""

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


def laid_out(
    base: Tokens,
    pieces: Sequence[Piece],
    spacing: Mapping[int, str],
    start: int,
    end: int,
) -> Iterator[tuple[str, Piece | None, int]]:
    """The words from `start` to `end` as they come out: (spaces before, piece, word in the piece).

    The last is (spaces after, None, 0). Two words that stand side by side in the base or in some
    variant have the spaces they have there; where the work of two variants meets, spaces are
    those that words and punctuation call for.
    """

    def gap_at(index: int) -> str:
        return spacing.get(index, base.gap(index))

    whole = _with_kept(base, pieces, start, end)
    left_word = base.words[start - 1] if start else None
    left_gap, left_kept = gap_at(start), True
    deletions: list[Piece] = []
    for piece in whole:
        if not piece.words:
            if not piece.is_kept:
                deletions.append(piece)
            continue
        for index, word in enumerate(piece.words):
            if index:
                gap = gap_at(piece.start + index) if piece.is_kept else piece.gaps[index]
            else:
                own = gap_at(piece.start) if piece.is_kept else piece.gaps[0]
                gap = _seam(left_word, left_gap, left_kept, deletions, word, own, piece.is_kept)
            yield gap, piece, index
            left_word = word
        left_kept = piece.is_kept
        left_gap = gap_at(piece.end) if piece.is_kept else piece.gaps[-1]
        deletions = []
    after = base.words[end] if end < len(base.words) else None
    yield _seam(left_word, left_gap, left_kept, deletions, after, gap_at(end), True), None, 0


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
