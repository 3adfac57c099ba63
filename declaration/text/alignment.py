"""Which words of two texts are the same words: the longest common subsequence, at any length."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from typing import Final, cast

import fast_diff_match_patch
from rapidfuzz.distance import Indel, LCSseq

Opcode = tuple[str, int, int, int, int]
"""What the comparison says of a stretch: "equal" or not, and its words as in a `Block`."""

Block = tuple[int, int, int, int]
"""Words `old[a:b]` stand where words `new[c:d]` stand now: (a, b, c, d), not both empty."""

# In cells of the comparison's table. Below the first, bit-parallel comparison costs under a
# millisecond; below the second it still fits in memory and in a fifth of a second.
_SMALL: Final = 1_500_000
_LARGE: Final = 400_000_000
_FEW_EDITS: Final = 2_000


def align(old: Sequence[str], new: Sequence[str]) -> list[Block]:
    """What must change to lead from `old` to `new`, in order; as few words as can be.

    Fewest words up to some 20,000 a side, or beyond them while edits are few. Longer texts with
    more edits are aligned at the words that occur once in each.
    """
    size = len(old) * len(new)
    if size <= _SMALL:
        return _bit_parallel(old, new)
    head = _common_head(old, new)
    tail = _common_tail(old, new, head)
    middle = _align_long(old[head : len(old) - tail], new[head : len(new) - tail])
    return [(a + head, b + head, c + head, d + head) for a, b, c, d in middle]


def opcodes(old: Sequence[str], new: Sequence[str]) -> list[Opcode]:
    """A longest common subsequence, told as stretches of both texts."""
    # The library says less about its tuples than it keeps.
    return cast(list[Opcode], LCSseq.opcodes(old, new).as_list())


def _bit_parallel(old: Sequence[str], new: Sequence[str]) -> list[Block]:
    if not old or not new:
        return [(0, len(old), 0, len(new))] if old or new else []
    blocks: list[Block] = []
    end = -1
    for tag, a, b, c, d in opcodes(old, new):
        if tag == "equal":
            end = -1
        elif end >= 0:
            start = blocks[-1]
            blocks[-1] = (start[0], b, start[2], d)
        else:
            blocks.append((a, b, c, d))
            end = b
    return blocks


def _align_long(old: Sequence[str], new: Sequence[str]) -> list[Block]:
    size = len(old) * len(new)
    if size <= _SMALL:
        return _bit_parallel(old, new)
    one, other = _as_characters(old, new)
    if Indel.distance(one, other, score_cutoff=_FEW_EDITS) <= _FEW_EDITS:
        return _greedy(one, other)
    if size <= _LARGE:
        return _bit_parallel(old, new)
    return _by_unique_words(old, new)


def _greedy(one: str, other: str) -> list[Block]:
    """Myers's algorithm, whose cost is the length times the number of edits."""
    blocks: list[Block] = []
    a = c = 0
    fresh = True
    for op, length in fast_diff_match_patch.diff(
        one, other, timelimit=0, checklines=False, cleanup="No"
    ):
        if op == "=":
            a, c, fresh = a + length, c + length, True
            continue
        b, d = (a + length, c) if op == "-" else (a, c + length)
        if fresh:
            blocks.append((a, b, c, d))
        else:
            blocks[-1] = (blocks[-1][0], b, blocks[-1][2], d)
        a, c, fresh = b, d, False
    return blocks


def _by_unique_words(old: Sequence[str], new: Sequence[str]) -> list[Block]:
    """Fix the words that occur once in each text and keep their order; align what is between."""
    fixed = _fixed_points(old, new)
    if not fixed:
        return [(0, len(old), 0, len(new))]
    blocks: list[Block] = []
    a = c = 0
    for b, d in [*fixed, (len(old), len(new))]:
        for w, x, y, z in align(old[a:b], new[c:d]) if (a, c) != (b, d) else ():
            blocks.append((a + w, a + x, c + y, c + z))
        a, c = b + 1, d + 1
    return blocks


def _fixed_points(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    once = {word for word, count in Counter(old).items() if count == 1}
    places = {word: place for word, place in zip(new, range(len(new)), strict=True) if word in once}
    counted = Counter(word for word in new if word in once)
    pairs = [
        (place, places[word])
        for place, word in enumerate(old)
        if word in once and counted[word] == 1
    ]
    return _longest_rising(pairs)


def _longest_rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    tops: list[int] = []
    holders: list[int] = []
    before: list[int] = []
    for index, (_, place) in enumerate(pairs):
        height = bisect_left(tops, place)
        before.append(holders[height - 1] if height else -1)
        tops[height : height + 1] = [place]
        holders[height : height + 1] = [index]
    chain: list[tuple[int, int]] = []
    index = holders[-1] if holders else -1
    while index >= 0:
        chain.append(pairs[index])
        index = before[index]
    return chain[::-1]


def _as_characters(old: Sequence[str], new: Sequence[str]) -> tuple[str, str]:
    """Both texts with one character for each different word."""
    codes: dict[str, str] = {}
    for word in (*old, *new):
        if word not in codes:
            number = len(codes) + 1
            codes[word] = chr(number if number < 0xD800 else number + 0x800)
    return "".join(map(codes.__getitem__, old)), "".join(map(codes.__getitem__, new))


def _common_head(old: Sequence[str], new: Sequence[str]) -> int:
    head = 0
    for one, other in zip(old, new, strict=False):
        if one != other:
            break
        head += 1
    return head


def _common_tail(old: Sequence[str], new: Sequence[str], head: int) -> int:
    tail = 0
    longest = min(len(old), len(new)) - head
    while tail < longest and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return tail
