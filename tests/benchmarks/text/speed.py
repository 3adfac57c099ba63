"""How fast the engine finds differences, conflicts and merges, beside its peers."""

from collections.abc import Callable, Iterator
from typing import Final

from declaration.text import conflicts, diff, merge, tokenize
from tests.benchmarks.rows import Row
from tests.benchmarks.stopwatch import best_of
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

ROUNDS: Final = 5
LENGTHS: Final = (50, 200, 1_000, 5_000, 20_000)
GROWING_PEERS: Final[dict[str, tuple[Differ, int]]] = {
    "difflib": (by_difflib, 1_000),
    "rapidfuzz opcodes": (by_rapidfuzz, 20_000),
    "fast-diff-match-patch, words": (by_fast_diff_match_patch_words, 20_000),
}
"""Peers of the growth table, and the length in words beyond which they would keep everybody waiting."""


def throughput() -> list[Row]:
    """All pairs of the corpus: the engine without kinds, and with them, beside each peer."""
    pairs = corpus_pairs()
    plain = best_of(ROUNDS, over(pairs, diff))
    name = f"diff of {len(pairs)} corpus pairs"
    rows = [
        Row(
            f"{name}, with kinds",
            best_of(ROUNDS, over(pairs, _with_kinds)),
            "ms",
            "without kinds",
            plain,
        )
    ]
    rows += [
        Row(name, plain, "ms", peer, best_of(ROUNDS, over(pairs, differ)))
        for peer, differ in DIFFERS.items()
    ]
    return rows + list(_beside_node(name, plain, pairs))


def growth() -> list[Row]:
    """Five edits in ever longer texts. Near linear, if time per word stays."""
    rows = []
    for words in LENGTHS:
        pair = [long_pair(words)]
        ours = best_of(ROUNDS, over(pair, diff))
        per_word = f"{ours / words * 1000:.2f} µs a word"
        rows += [
            Row(
                f"diff of {words:,} words",
                ours,
                "ms",
                peer,
                best_of(3, over(pair, differ)),
                per_word,
            )
            for peer, (differ, longest) in GROWING_PEERS.items()
            if words <= longest
        ]
    return rows


def many_variants() -> list[Row]:
    """Conflicts among 200 variants and the merge of 50, beside the diffs they need in any case."""
    base, rivals = clause_and_variants(words=75, variants=200, edits=3)
    long, partners = clause_and_disjoint_variants(words=300, variants=50)
    return [
        Row(
            "conflicts among 200 variants",
            best_of(ROUNDS, lambda: conflicts(base, rivals)),
            "ms",
            "their 200 diffs",
            best_of(ROUNDS, over([(base, text) for text in rivals.values()], diff)),
            "at most 1.5 times the diffs, so a ratio of at least 0.67",
        ),
        Row(
            "merge of 50 variants",
            best_of(ROUNDS, lambda: merge(long, partners)),
            "ms",
            "their 50 diffs",
            best_of(ROUNDS, over([(long, text) for text in partners.values()], diff)),
        ),
    ]


def over(pairs: list[Pair], differ: Differ) -> Callable[[], None]:
    """The differ at work on every pair."""

    def run() -> None:
        for old, new in pairs:
            differ(old, new)

    return run


def _with_kinds(old: str, new: str) -> object:
    return [change.kind for change in diff(old, new)]


def _beside_node(name: str, figure: float, pairs: list[Pair]) -> Iterator[Row]:
    try:
        with node_with_peers() as node:
            times = node.times([(tokenize(old), tokenize(new)) for old, new in pairs])
    except NodeIsAbsent as reason:
        yield Row(name, figure, "ms", "jsdiff, node-diff3", None, str(reason))
        return
    for peer, time in times.items():
        yield Row(name, figure, "ms", peer, time, "in node, warmed up")
