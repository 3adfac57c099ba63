"""Edit scripts over words, by plain definition: what an engine's answer is held against."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

Pair = tuple[int, int]


@dataclass(frozen=True, order=True)
class Edit:
    """Words `start` to `end` of the base give way to `words`; an insertion has an empty interval."""

    start: int
    end: int
    words: tuple[str, ...]


Script = tuple[Edit, ...]


def applied(words: Sequence[str], edits: Sequence[Edit]) -> list[str]:
    """The words with the edits made, which come in base order and do not overlap."""
    result: list[str] = []
    reached = 0
    for edit in edits:
        result += [*words[reached : edit.start], *edit.words]
        reached = edit.end
    return [*result, *words[reached:]]


def is_the_only_minimal(script: Script, words: Sequence[str]) -> bool:
    """Whether no other script as short, or shorter, leads from the words to the same text."""
    longest, length = _pairs_of_longest_chains(words, applied(words, script))
    return len(longest) == length and longest.keys() == _kept(script, len(words))


def minimal_scripts(old: Sequence[str], new: Sequence[str]) -> Iterator[Script]:
    """Every minimal edit script, each once. There may be very many: take no more than needed."""
    longest, length = _pairs_of_longest_chains(old, new)
    by_rank = defaultdict(list)
    for pair, rank in sorted(longest.items()):
        by_rank[rank].append(pair)

    def chains(rank: int, after: Pair) -> Iterator[tuple[Pair, ...]]:
        if rank > length:
            yield ()
        for pair in by_rank[rank]:
            if pair[0] > after[0] and pair[1] > after[1]:
                for rest in chains(rank + 1, pair):
                    yield (pair, *rest)

    return (_script(chain, old, new) for chain in chains(1, (-1, -1)))


def _pairs_of_longest_chains(old: Sequence[str], new: Sequence[str]) -> tuple[dict[Pair, int], int]:
    """The pairs of equal words that some longest common subsequence keeps, with their rank in it; its length."""
    places = defaultdict(list)
    for j, word in enumerate(new):
        places[word].append(j)
    pairs = [(i, j) for i, word in enumerate(old) for j in places[word]]
    before = _chain_lengths(pairs)
    after = _chain_lengths([(-i, -j) for i, j in pairs])
    length = max(before.values(), default=0)
    kept = {(i, j): n for (i, j), n in before.items() if n + after[-i, -j] == length + 1}
    return kept, length


def _chain_lengths(pairs: list[Pair]) -> dict[Pair, int]:
    """For each pair, how many pairs the longest chain has that rises in both numbers and ends with it."""
    lengths: dict[Pair, int] = {}
    lowest: list[int] = []
    for i, j in sorted(pairs, key=lambda pair: (pair[0], -pair[1])):
        rank = bisect_left(lowest, j)
        lowest[rank : rank + 1] = [j]
        lengths[i, j] = rank + 1
    return lengths


def _kept(script: Script, count: int) -> set[Pair]:
    """The places of the base's words that the script keeps, each with its new place."""
    pairs: set[Pair] = set()
    reached = shift = 0
    for edit in (*script, Edit(count, count, ())):
        pairs |= {(i, i + shift) for i in range(reached, edit.start)}
        shift += len(edit.words) - (edit.end - edit.start)
        reached = edit.end
    return pairs


def _script(chain: Sequence[Pair], old: Sequence[str], new: Sequence[str]) -> Script:
    edits = []
    i = j = 0
    for next_i, next_j in (*chain, (len(old), len(new))):
        if (i, j) != (next_i, next_j):
            edits.append(Edit(i, next_i, tuple(new[j:next_j])))
        i, j = next_i + 1, next_j + 1
    return tuple(edits)
