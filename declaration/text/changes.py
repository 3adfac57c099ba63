"""What a reader should see between two wordings."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Final, NamedTuple

import regex
from rapidfuzz.distance import Indel

from declaration.text.alignment import Block, Opcode, opcodes
from declaration.text.folding import fold
from declaration.text.kinds import Kind, kind_between, substance_of
from declaration.text.script import blocks_between
from declaration.text.tokens import Tokens, is_line_break, is_punctuation, parse

_SHORT_WORD: Final = 3
_MOSTLY: Final = 0.5


class Op(StrEnum):
    """What happened to a stretch of text."""

    EQUAL = "equal"
    INSERT = "insert"
    DELETE = "delete"
    REPLACE = "replace"


class Change(NamedTuple):
    """A stretch of two texts: `old` in the one gave way to `new` in the other, or is the same.

    Spans are code-point offsets into the old and the new text and end between grapheme clusters.
    """

    op: Op
    old: str
    new: str
    old_span: tuple[int, int]
    new_span: tuple[int, int]

    @property
    def kind(self) -> Kind | None:
        """Whether it touches substance or only writing; None where nothing changed."""
        return None if self.op is Op.EQUAL else kind_between(self.old, self.new)


def diff(old: str, new: str) -> list[Change]:
    """What changed, in order; joined, the `old` parts are the old text and the `new` parts the new.

    Whole words change, never parts of one. As few words as possible change, then changes parted
    by one short word alone read as one. The same pair always gives the same changes.
    """
    if old == new:
        return [Change(Op.EQUAL, old, new, (0, len(old)), (0, len(new)))] if old else []
    before, after = parse(old), parse(new)
    blocks = _readable(before, blocks_between(before, after))
    return _changes(before, after, blocks)


def distance(base: str, text: str) -> float:
    """How much of the words is touched: 0.0 for the same, 1.0 when nothing is kept.

    The share of the base's and the new words that are deleted or inserted. Substance only:
    punctuation, spacing, marks, digit systems and spelling do not count.
    """
    return float(
        Indel.normalized_distance(substance_of(parse(base).words), substance_of(parse(text).words))
    )


def refine(change: Change) -> list[Change]:
    """The grapheme clusters that differ inside a replacement of words by as many similar words.

    Words that share less than half of their letters are not taken apart: the change itself is
    returned. So is anything that is no replacement. Spans are those of the whole texts.
    """
    old, new = parse(change.old), parse(change.new)
    if change.op is not Op.REPLACE or len(old.words) != len(new.words):
        return [change]
    if any(
        Indel.normalized_similarity(fold(one), fold(other)) < _MOSTLY
        for one, other in zip(old.words, new.words, strict=True)
    ):
        return [change]
    one, other = (regex.findall(r"\X", text) for text in (change.old, change.new))
    refined: list[Change] = []
    old_at, new_at = change.old_span[0], change.new_span[0]
    for tag, a, b, c, d in _joined(opcodes(one, other)):
        left, right = "".join(one[a:b]), "".join(other[c:d])
        refined.append(_change(tag, left, right, old_at, new_at))
        old_at, new_at = old_at + len(left), new_at + len(right)
    return refined


def _joined(
    stretches: list[Opcode],
) -> Iterator[tuple[bool, int, int, int, int]]:
    """The stretches with neighbouring insertions and deletions made one: (is equal, a, b, c, d)."""
    pending: tuple[int, int, int, int] | None = None
    for tag, a, b, c, d in stretches:
        if tag != "equal":
            pending = (pending[0], b, pending[2], d) if pending else (a, b, c, d)
            continue
        if pending:
            yield (False, *pending)
            pending = None
        yield True, a, b, c, d
    if pending:
        yield (False, *pending)


def _change(equal: bool, old: str, new: str, old_at: int, new_at: int) -> Change:
    op = Op.EQUAL if equal else Op.REPLACE if old and new else Op.DELETE if old else Op.INSERT
    return Change(op, old, new, (old_at, old_at + len(old)), (new_at, new_at + len(new)))


def _readable(old: Tokens, blocks: list[Block]) -> list[Block]:
    """The blocks with two replaced phrases around one short word made one: easier to read."""
    joined: list[Block] = []
    for block in blocks:
        if joined and _reads_as_one(old, joined[-1], block):
            joined[-1] = (joined[-1][0], block[1], joined[-1][2], block[3])
        else:
            joined.append(block)
    return joined


def _reads_as_one(old: Tokens, one: Block, other: Block) -> bool:
    if other[0] - one[1] != 1:
        return False
    word = old.words[one[1]]
    return (
        all(b > a and d > c and max(b - a, d - c) > 1 for a, b, c, d in (one, other))
        and not is_punctuation(word)
        and not is_line_break(word)
        and len(fold(word)) <= _SHORT_WORD
    )


def _changes(old: Tokens, new: Tokens, blocks: list[Block]) -> list[Change]:
    changes: list[Change] = []
    old_at = new_at = 0
    kept = (0, 0)
    for a, b, c, d in blocks:
        start, end, first, last = _without_common_spaces(old, new, (a, b, c, d))
        _add_kept(changes, old, new, (old_at, start, new_at, first), (kept[0], a, kept[1]))
        changes.append(_change(False, old.text[start:end], new.text[first:last], start, first))
        old_at, new_at, kept = end, last, (b, d)
    ends = (old_at, len(old.text), new_at, len(new.text))
    _add_kept(changes, old, new, ends, (kept[0], len(old.words), kept[1]))
    return changes


def _add_kept(
    changes: list[Change],
    old: Tokens,
    new: Tokens,
    span: Block,
    words: tuple[int, int, int],
) -> None:
    """Add a stretch of equal words, and inside it the places that are only spaced differently.

    `words` are the first and last of the old text's words and the first of the new text's.
    """
    old_at, old_end, new_at, new_end = span
    if old.text[old_at:old_end] != new.text[new_at:new_end]:
        first, last, other = words
        for step in range(last - first + 1):
            place = (first + step, first + step, other + step, other + step)
            start, end, left, right = _without_common_spaces(old, new, place)
            if (start, left) == (end, right) or start < old_at or end > old_end:
                continue
            if start > old_at:
                same = old.text[old_at:start]
                changes.append(_change(True, same, same, old_at, new_at))
            changes.append(_change(False, old.text[start:end], new.text[left:right], start, left))
            old_at, new_at = end, right
    if old_end > old_at:
        same = old.text[old_at:old_end]
        changes.append(_change(True, same, same, old_at, new_at))


def _without_common_spaces(old: Tokens, new: Tokens, block: Block) -> Block:
    """The code points from word to word around a block, less the spaces at its edges that stay."""
    a, b, c, d = block
    start, end = old.end(a), old.start(b)
    first, last = new.end(c), new.start(d)
    lead = min(old.start(a) - start, new.start(c) - first)
    while lead and old.text[start] == new.text[first]:
        start, first, lead = start + 1, first + 1, lead - 1
    tail = min(end - max(old.end(b), start), last - max(new.end(d), first))
    while tail and old.text[end - 1] == new.text[last - 1]:
        end, last, tail = end - 1, last - 1, tail - 1
    return start, end, first, last
