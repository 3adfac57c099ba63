"""The engine and its peers as mergers, each at its best: a base and its variants become one text or a conflict.

None but the engine merges many variants at once, so each peer takes them one after another. A merger answers
each draw with the merged text, or with None where it reports that the variants contradict each other.
"""

import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import Final

from cydifflib import SequenceMatcher
from diff_match_patch import diff_match_patch
from merge3 import Merge3

from declaration.text import merge
from tests.benchmarks.text.node import Node
from tests.text.draws import Draw

Merger = Callable[[Sequence[Draw]], list[str | None]]

BATCH: Final = 50
"""Draws that one run of git takes in one file; more would make its own diff cut corners."""

FENCE: Final = 3
"""Unchanged lines between two draws of one file, so that their hunks stay apart."""


def by_engine(draws: Sequence[Draw]) -> list[str | None]:
    """All variants at once."""
    return [merge(draw.base, draw.variants).text for draw in draws]


def by_patches(draws: Sequence[Draw]) -> list[str | None]:
    """Diff-match-patch as its documentation shows: each variant's patches applied to what came before."""
    return _patched(draws, diff_match_patch())


def by_strict_patches(draws: Sequence[Draw]) -> list[str | None]:
    """Diff-match-patch told to accept the very words alone, wherever earlier patches have pushed them."""
    engine = diff_match_patch()
    engine.Match_Threshold = 0.01
    engine.Match_Distance = 100_000
    engine.Patch_DeleteThreshold = 0.0
    return _patched(draws, engine)


def by_merge3(draws: Sequence[Draw]) -> list[str | None]:
    """The merge library of Breezy on words, its conflicts reduced to what really differs."""
    return [_merge3(draw) for draw in draws]


def by_git(draws: Sequence[Draw]) -> list[str | None]:
    """`git merge-file` on one word a line, many draws in a file, fenced off from each other."""
    return [
        text
        for first in range(0, len(draws), BATCH)
        for text in _git_batch(draws[first : first + BATCH])
    ]


def by_node_diff3(node: Node) -> Merger:
    """node-diff3 on words, false conflicts excluded."""

    def merger(draws: Sequence[Draw]) -> list[str | None]:
        answers = node.merge(
            [(list(d.words), [text.split() for text in d.variants.values()]) for d in draws]
        )
        return [None if words is None else " ".join(words) for words in answers]

    return merger


def _patched(draws: Sequence[Draw], engine: diff_match_patch) -> list[str | None]:
    engine.Diff_Timeout = 0
    return [_patch(draw, engine) for draw in draws]


def _patch(draw: Draw, engine: diff_match_patch) -> str | None:
    text: str = draw.base
    for variant in draw.variants.values():
        text, accepted = engine.patch_apply(engine.patch_make(draw.base, variant), text)
        if not all(accepted):
            return None
    return text


def _merge3(draw: Draw) -> str | None:
    words: list[str] = list(draw.words)
    for variant in draw.variants.values():
        merging = Merge3(list(draw.words), words, variant.split(), sequence_matcher=SequenceMatcher)
        merged: list[str] = []
        for region in merging.reprocess_merge_regions(merging.merge_regions()):
            if region[0] == "conflict":
                return None
            source = {"unchanged": merging.base, "b": merging.b}.get(region[0], merging.a)
            merged += source[region[1] : region[2]]
        words = merged
    return " ".join(words)


def _git_batch(draws: Sequence[Draw]) -> list[str | None]:
    """Each draw merged as far as it goes; one in conflict takes no part in the later rounds."""
    bases = [list(draw.words) for draw in draws]
    texts: list[list[str] | None] = list(bases)
    for round_ in zip_longest(*(draw.variants.values() for draw in draws)):
        merged = _git_merge_file(
            ours=[words or base for words, base in zip(texts, bases, strict=True)],
            base=bases,
            theirs=[
                base if variant is None or words is None else variant.split()
                for variant, words, base in zip(round_, texts, bases, strict=True)
            ],
        )
        texts = [None if before is None else now for before, now in zip(texts, merged, strict=True)]
    return [None if words is None else " ".join(words) for words in texts]


def _git_merge_file(
    ours: list[list[str]], base: list[list[str]], theirs: list[list[str]]
) -> Iterator[list[str] | None]:
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / name for name in ("ours", "base", "theirs")]
        for file, clauses in zip(files, (ours, base, theirs), strict=True):
            file.write_text(_fenced(clauses), "utf-8")
        reply = subprocess.run(
            ["git", "merge-file", "-p", "-q", *files], capture_output=True, check=False
        )
    sections = reply.stdout.decode("utf-8").split(_fence())[:-1]
    if len(sections) != len(ours) and len(ours) > 1:
        # git took a fence for part of a conflict: fewer clauses at once leave it no room for that
        half = len(ours) // 2
        for part in (slice(half), slice(half, None)):
            yield from _git_merge_file(ours[part], base[part], theirs[part])
        return
    for section in sections:
        lines = section.splitlines()
        yield None if any(line.startswith("<<<<<<<") for line in lines) else lines


def _fenced(clauses: list[list[str]]) -> str:
    return "".join("".join(f"{word}\n" for word in words) + _fence() for words in clauses)


def _fence() -> str:
    return "".join(f"§{line}\n" for line in range(FENCE))
