"""How fast the engine finds differences, conflicts and merges, beside its peers."""

from collections.abc import Callable, Iterator
from typing import Final

from declaration.text import conflicts, diff, merge, tokenize
from tests.benchmarks.rows import Row
from tests.benchmarks.stopwatch import Act, best_of
from tests.benchmarks.text.differs import (
    DIFFERS,
    Differ,
    by_difflib,
    by_fast_diff_match_patch_words,
    by_rapidfuzz,
)
from tests.benchmarks.text.node import NodeIsAbsent, node_with_peers
from tests.benchmarks.text.pairs import (
    Pair,
    clause_and_disjoint_variants,
    clause_and_variants,
    corpus_pairs,
    long_pair,
)
from tests.text.examples.flooding import ACTS, MEGABYTE, floods

Variants = dict[int, str]
Clause = tuple[str, Variants]

ROUNDS: Final = 5
LENGTHS: Final = (50, 200, 1_000, 5_000, 20_000)
GROWING_PEERS: Final[dict[str, tuple[Differ, int]]] = {
    "difflib": (by_difflib, 1_000),
    "rapidfuzz opcodes": (by_rapidfuzz, 20_000),
    "fast-diff-match-patch, words": (by_fast_diff_match_patch_words, 20_000),
}
"""Peers of the growth table, and the length in words beyond which they would keep everybody waiting."""


def throughput(rounds: int = ROUNDS) -> list[Row]:
    """All pairs of the corpus: the engine without kinds, and with them, beside each peer."""
    plain = corpus_time(diff, rounds)
    name = f"diff of {len(corpus_pairs())} corpus pairs"
    with_kinds = Row(
        f"{name}, with kinds", corpus_time(_with_kinds, rounds), "ms", "without kinds", plain
    )
    beside = [
        Row(name, plain, "ms", peer, corpus_time(differ, rounds))
        for peer, differ in DIFFERS.items()
    ]
    return [with_kinds, *beside, *_beside_node(name, plain)]


def growth(rounds: int = ROUNDS) -> list[Row]:
    """Five edits in ever longer texts. Near linear, if time per word stays."""
    rows = []
    for words in LENGTHS:
        ours = long_time(diff, words, rounds)
        per_word = f"{ours / words * 1000:.2f} µs a word"
        rows += [
            Row(
                f"diff of {words:,} words",
                ours,
                "ms",
                peer,
                long_time(differ, words, rounds),
                per_word,
            )
            for peer, (differ, longest) in GROWING_PEERS.items()
            if words <= longest
        ]
    return rows


def many_variants(rounds: int = ROUNDS) -> list[Row]:
    """Conflicts among 200 variants and the merge of 50, beside the diffs they need in any case."""
    return [
        Row(
            "conflicts among 200 variants",
            variants_time(conflicts, rivals, rounds),
            "ms",
            "their 200 diffs",
            variants_time(each_diff, rivals, rounds),
            "at most 1.5 times the diffs, so a ratio of at least 0.67",
        ),
        Row(
            "merge of 50 variants",
            variants_time(merge, partners, rounds),
            "ms",
            "their 50 diffs",
            variants_time(each_diff, partners, rounds),
        ),
    ]


def under_floods() -> list[Row]:
    """A megabyte of one thing: what takes longest of all that the engine may be asked about it."""
    rows = []
    for name, text in floods(MEGABYTE).items():
        times = {told: best_of(1, _again(act, text)) for told, act in ACTS.items()}
        slowest = max(times, key=times.__getitem__)
        rows.append(Row(name, times[slowest], "ms", "about a second", 1000.0, f"most: {slowest}"))
    return rows


def corpus_time(differ: Differ, rounds: int = ROUNDS) -> float:
    """Milliseconds for all pairs of the corpus."""
    return best_of(rounds, lambda number: _over(corpus_pairs(number), differ))


def long_time(differ: Differ, words: int, rounds: int = ROUNDS) -> float:
    """Milliseconds for one text of so many words."""
    return best_of(rounds, lambda number: _over([long_pair(words, number)], differ))


def variants_time(
    act: Callable[[str, Variants], object], drawn: Callable[[int], Clause], rounds: int = ROUNDS
) -> float:
    """Milliseconds for a clause and all its variants."""

    def prepare(number: int) -> Act:
        base, variants = drawn(number)
        return lambda: act(base, variants)

    return best_of(rounds, prepare)


def each_diff(base: str, variants: Variants) -> object:
    """The diff of each variant with its base."""
    return [diff(base, text) for text in variants.values()]


def rivals(number: int) -> Clause:
    """75 words and 200 variants that edit three of them each, often the same."""
    return clause_and_variants(words=75, variants=200, edits=3, number=number)


def partners(number: int) -> Clause:
    """300 words and 50 variants that replace one of them each, never the same."""
    return clause_and_disjoint_variants(words=300, variants=50, number=number)


def _again(act: Callable[[str], object], text: str) -> Callable[[int], Act]:
    return lambda _: lambda: act(text)


def _over(pairs: list[Pair], differ: Differ) -> Act:
    def run() -> None:
        for old, new in pairs:
            differ(old, new)

    return run


def _with_kinds(old: str, new: str) -> object:
    return [change.kind for change in diff(old, new)]


def _beside_node(name: str, figure: float) -> Iterator[Row]:
    try:
        with node_with_peers() as node:
            times = node.times([(tokenize(old), tokenize(new)) for old, new in corpus_pairs()])
    except NodeIsAbsent as reason:
        yield Row(name, figure, "ms", "jsdiff, node-diff3", None, str(reason))
        return
    for peer, time in times.items():
        yield Row(name, figure, "ms", peer, time, "in node, warmed up")
