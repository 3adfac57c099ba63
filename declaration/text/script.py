"""The edit script: what a variant does to its base, as disjoint intervals of the base's words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from declaration.text.alignment import Block, align
from declaration.text.tokens import Tokens, is_line_break, read

_ENDS_SENTENCE: Final = frozenset(".؟!?")
_ENDS_PART: Final = frozenset("؛:;")
_COMMAS: Final = frozenset("،,")
# What both ends of a phrase score together that begins and ends like a sentence, a part or a line.
_NATURAL: Final = 6
_OPENS: Final = frozenset("([«")
_CLOSES: Final = frozenset(")]»")


EditKey = tuple[int, int, tuple[str, ...]]
"""An edit without its spacing: first word, the word after the last, the new words."""


class Edit(NamedTuple):
    """The base's words `start` up to `end` give way to `words`.

    Of no words of the base it is an insertion before word `start`, of no new words a deletion.
    `gaps` are the spaces before, between and after the words, one more than there are words. They
    are how the variant writes the edit, not part of what it is.
    """

    start: int
    end: int
    words: tuple[str, ...]
    gaps: tuple[str, ...]

    @property
    def key(self) -> EditKey:
        """What makes two edits the same edit; sorts edits in the base's order."""
        return self.start, self.end, self.words

    @property
    def text(self) -> str:
        """The new words as the variant writes them."""
        written = "".join(gap + word for gap, word in zip(self.gaps, self.words, strict=False))
        return written[len(self.gaps[0]) :]


@dataclass(frozen=True, slots=True)
class Script:
    """All edits of one variant, and the places where it only spaces the same words differently."""

    edits: tuple[Edit, ...]
    spacing: tuple[tuple[int, str], ...]


def script(base: Tokens, text: str) -> Script:
    """What leads from the base to `text`: fewest words, each edit at its most natural place."""
    variant = read(text)
    blocks = blocks_between(base, variant)
    edits = tuple(_edit(variant, block) for block in blocks)
    return Script(edits, tuple(_respaced(base, variant, blocks)))


def edit_keys(base: Tokens, text: str) -> tuple[EditKey, ...]:
    """The edits of a variant without their spacing, found sooner than its whole script."""
    variant = read(text)
    words = variant.words
    return tuple((a, b, tuple(words[c:d])) for a, b, c, d in blocks_between(base, variant))


def blocks_between(old: Tokens, new: Tokens) -> list[Block]:
    """The changed words of two texts, in order, none of them meeting.

    An insertion or deletion that could stand in several places (in «أ أ ب» either «أ» may be the
    new one) stands where a line, a sentence or a phrase begins or ends, and else as late as it can.
    """
    blocks = align(old.words, new.words)
    placed: list[Block] = []
    for number, block in enumerate(blocks):
        a, b, c, d = block
        forth = blocks[number + 1][0] - b - 1 if number + 1 < len(blocks) else len(old.words) - b
        if a == b:
            words, start, end = new.words, c, d
        elif c == d:
            words, start, end = old.words, a, b
        else:
            placed += _parted(old.words, new.words, block, forth)
            continue
        if (start and words[start - 1] == words[end - 1]) or (
            end < len(words) and words[start] == words[end]
        ):
            back = a - placed[-1][1] - 1 if placed else a
            _, step = _best_step(words, start, end, back, forth)
            block = (a + step, b + step, c + step, d + step)
        placed.append(block)
    return placed


def _best_step(
    words: Sequence[str], start: int, end: int, back: int, forth: int
) -> tuple[int, int]:
    """How far to move the run `words[start:end]` of new or lost words among equal neighbours.

    Gives how natural the place is, and the step.
    """
    low = high = 0
    while -low < back and words[start + low - 1] == words[end + low - 1]:
        low -= 1
    while high < forth and words[start + high] == words[end + high]:
        high += 1
    return max(
        (_edge(words, start + step) + _edge(words, end + step), step)
        for step in range(low, high + 1)
    )


def _parted(old: Sequence[str], new: Sequence[str], block: Block, forth: int) -> list[Block]:
    """A replacement, parted from a whole sentence or line that was only added or lost after it.

    «التعلم» become «التعلّم. وله العمل» before a full stop is one word replaced, and the sentence
    «وله العمل.» added.
    """
    a, b, c, d = block
    size = min(b - a, d - c)
    words, start, end = (new, c + size, d) if d - c > size else (old, a + size, b)
    if start == end or end == len(words) or words[start] != words[end]:
        return [block]
    score, step = _best_step(words, start, end, 0, forth)
    if step == 0 or score < _NATURAL:
        return [block]
    rest = (a + size + step, b + step, c + size + step, d + step)
    return [(a, a + size, c, c + size), rest]


def _edge(words: Sequence[str], at: int) -> int:
    """How natural it is for a phrase to begin or end before word `at`."""
    if at == 0 or at == len(words):
        return 6
    before, after = words[at - 1], words[at]
    if is_line_break(before):
        return 6
    if is_line_break(after):
        return 5
    if before in _ENDS_SENTENCE:
        return 4
    if before in _ENDS_PART:
        return 3
    if before in _COMMAS or after in _COMMAS:
        return 2
    return 1 if before in _CLOSES or after in _OPENS else 0


def _edit(variant: Tokens, block: Block) -> Edit:
    start, end, first, last = block
    gaps = tuple(variant.gap(index) for index in range(first, last + 1))
    return Edit(start, end, tuple(variant.words[first:last]), gaps)


def _respaced(base: Tokens, variant: Tokens, blocks: list[Block]) -> list[tuple[int, str]]:
    """The places inside kept runs whose spaces differ: (index of the base's word, new spaces)."""
    changed: list[tuple[int, str]] = []
    a = c = 0
    base_end, variant_end = len(base.words), len(variant.words)
    for b, next_a, d, next_c in [*blocks, (base_end, base_end, variant_end, variant_end)]:
        first, last = (0 if a == 0 == c else 1), (0 if b == base_end and d == variant_end else -1)
        left = base.end(a) if first == 0 else base.starts[a]
        right = variant.end(c) if first == 0 else variant.starts[c]
        until = base.starts[b] if last == 0 else base.end(b)
        other = variant.starts[d] if last == 0 else variant.end(d)
        if base.text[left:until] != variant.text[right:other]:
            changed.extend(
                (a + step, variant.gap(c + step))
                for step in range(first, b - a + last + 1)
                if base.gap(a + step) != variant.gap(c + step)
            )
        a, c = next_a, next_c
    return changed
