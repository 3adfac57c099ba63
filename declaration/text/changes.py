"""What a reader should see between two wordings."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Final, NamedTuple

import regex
from rapidfuzz.distance import Indel

from declaration.text.alignment import Block, Opcode, align, opcodes
from declaration.text.folding import fold
from declaration.text.kinds import Kind, kind_between, substance_of
from declaration.text.script import blocks_between
from declaration.text.tokens import Tokens, is_line_break, is_punctuation, parse, read

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


_EQUAL, _INSERT, _DELETE, _REPLACE = Op.EQUAL, Op.INSERT, Op.DELETE, Op.REPLACE
# Makes a `Change` in half the time of calling it, and a diff is mostly made of them.
_make = tuple.__new__


def diff(old: str, new: str) -> list[Change]:
    """What changed, in order; joined, the `old` parts are the old text and the `new` parts the new.

    Whole words change, never parts of one. As few words as possible change, then changes parted
    by one short word alone read as one. The same pair always gives the same changes.
    """
    if old == new:
        return [Change(Op.EQUAL, old, new, (0, len(old)), (0, len(new)))] if old else []
    before, after = parse(old), read(new)
    blocks = _readable(before, blocks_between(before, after))
    return _changes(before, after, blocks)


def distance(base: str, text: str) -> float:
    """How much of the words is touched: 0.0 for the same, 1.0 when nothing is kept.

    The share of the base's and the new words that are deleted or inserted. Substance only:
    punctuation, spacing, marks, digit systems and spelling do not count.
    """
    old, new = substance_of(parse(base).words), substance_of(parse(text).words)
    touched = sum(b - a + d - c for a, b, c, d in align(old, new))
    return touched / (len(old) + len(new)) if touched else 0.0


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
        if joined and block[0] - joined[-1][1] == 1 and _reads_as_one(old, joined[-1], block):
            joined[-1] = (joined[-1][0], block[1], joined[-1][2], block[3])
        else:
            joined.append(block)
    return joined


def _reads_as_one(old: Tokens, one: Block, other: Block) -> bool:
    word = old.words[one[1]]
    return (
        all(b > a and d > c and max(b - a, d - c) > 1 for a, b, c, d in (one, other))
        and not is_punctuation(word)
        and not is_line_break(word)
        and len(fold(word)) <= _SHORT_WORD
    )


def _changes(old: Tokens, new: Tokens, blocks: list[Block]) -> list[Change]:
    """The blocks as stretches of text, with what is equal, or only respaced, between them."""
    changes: list[Change] = []
    old_text, new_text = old.text, new.text
    at = new_at = kept = new_kept = 0
    for a, b, c, d in blocks:
        start, end, first, last = _without_common_spaces(old, new, a, b, c, d)
        same = old_text[at:start]
        if same == new_text[new_at:first]:
            if same:
                changes.append(_make(Change, (_EQUAL, same, same, (at, start), (new_at, first))))
        else:
            changes += _respaced(old, new, (at, start, new_at, first), kept, a, new_kept)
        gone, come = old_text[start:end], new_text[first:last]
        op = (_REPLACE if come else _DELETE) if gone else _INSERT
        changes.append(_make(Change, (op, gone, come, (start, end), (first, last))))
        at, new_at, kept, new_kept = end, last, b, d
    end, last = len(old_text), len(new_text)
    same = old_text[at:]
    if same != new_text[new_at:]:
        changes += _respaced(old, new, (at, end, new_at, last), kept, len(old.words), new_kept)
    elif same:
        changes.append(_make(Change, (_EQUAL, same, same, (at, end), (new_at, last))))
    return changes


def _respaced(
    old: Tokens, new: Tokens, span: Block, first: int, last: int, other: int
) -> Iterator[Change]:
    """The changes in a stretch whose words `first` to `last` are only spaced otherwise."""
    at, until, new_at, new_until = span
    for word in range(first, last + 1):
        place = word + other - first
        start, end, left, right = _without_common_spaces(old, new, word, word, place, place)
        if (start, left) == (end, right) or start < at or end > until:
            continue
        if start > at:
            same = old.text[at:start]
            yield Change(Op.EQUAL, same, same, (at, start), (new_at, left))
        yield _change(False, old.text[start:end], new.text[left:right], start, left)
        at, new_at = end, right
    if until > at:
        same = old.text[at:until]
        yield Change(Op.EQUAL, same, same, (at, until), (new_at, new_until))


def _without_common_spaces(old: Tokens, new: Tokens, a: int, b: int, c: int, d: int) -> Block:
    """The code points from word to word around a block, less the spaces at its edges that stay."""
    old_text, new_text, old_starts, new_starts = old.text, new.text, old.starts, new.starts
    start = old_starts[a - 1] + len(old.words[a - 1]) if a else 0
    first = new_starts[c - 1] + len(new.words[c - 1]) if c else 0
    end, last = old_starts[b], new_starts[d]
    lead, new_lead = old_starts[a], new_starts[c]
    old_tail = old_starts[b - 1] + len(old.words[b - 1]) if b > a else start
    new_tail = new_starts[d - 1] + len(new.words[d - 1]) if d > c else first
    while start < lead and first < new_lead and old_text[start] == new_text[first]:
        start += 1
        first += 1
    old_tail, new_tail = max(old_tail, start), max(new_tail, first)
    while end > old_tail and last > new_tail and old_text[end - 1] == new_text[last - 1]:
        end -= 1
        last -= 1
    return start, end, first, last
