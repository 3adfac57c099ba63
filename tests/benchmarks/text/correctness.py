"""How often the engine and its peers merge rightly: the same draws, judged by what was drawn by hand."""

from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack
from enum import StrEnum
from typing import Final

from declaration.text import merge
from tests.benchmarks.rows import Row
from tests.benchmarks.text.mergers import (
    Merger,
    by_engine,
    by_git,
    by_merge3,
    by_node_diff3,
    by_patches,
    by_strict_patches,
)
from tests.benchmarks.text.node import NodeIsAbsent, node_with_peers
from tests.text.draws import Draw, Meeting, draws, explained

SEED: Final = 217


class Judgement(StrEnum):
    """What became of a draw."""

    BY_HAND = "as by hand"
    OTHERWISE = "as another minimal script has it"
    REPORTED = "reported as a conflict"
    WRONG = "wrong without a word"


RIGHT: Final = {
    Meeting.DISJOINT: {Judgement.BY_HAND},
    Meeting.TOUCH: {Judgement.BY_HAND},
    Meeting.OVERLAP: {Judgement.REPORTED},
}
PROMISE: Final = {
    Meeting.DISJOINT: "disjoint edits merged as by hand",
    Meeting.TOUCH: "touching edits merged as by hand",
    Meeting.OVERLAP: "overlaps reported",
}


def correctness(count: int = 10_000) -> list[Row]:
    """Merges of each meeting, words all different and words a quarter repeated, by the engine and each peer."""
    with ExitStack() as stack:
        peers: dict[str, Merger] = {
            "diff-match-patch patches": by_patches,
            "diff-match-patch patches, strict": by_strict_patches,
            "git merge-file": by_git,
            "merge3": by_merge3,
        }
        try:
            peers["node-diff3"] = by_node_diff3(stack.enter_context(node_with_peers()))
            absent = ""
        except NodeIsAbsent as reason:
            absent = str(reason)
        rows = [
            row
            for repeated in (False, True)
            for meeting in Meeting
            for row in _beside_peers(meeting, count, repeated, peers)
        ]
    if absent:
        rows.append(Row("merges", None, "%", "node-diff3", None, absent))
    return [*rows, touches_told(count)]


def touches_told(count: int) -> Row:
    """How many merges of touching edits say that they touch."""
    told = sum(
        bool(merge(draw.base, draw.variants).touching)
        for draw in draws(Meeting.TOUCH, count, seed=SEED)
    )
    return Row("touching edits told as touching", 100 * told / count, "%", "draws", 100.0)


def judged(draw: Draw, text: str | None) -> Judgement:
    """What a merger's answer to the draw is worth."""
    if text is None:
        return Judgement.REPORTED
    if text == draw.by_hand:
        return Judgement.BY_HAND
    if draw.ambiguous and explained(draw, text):
        return Judgement.OTHERWISE
    return Judgement.WRONG


def _beside_peers(
    meeting: Meeting, count: int, repeated: bool, peers: dict[str, Merger]
) -> list[Row]:
    drawn = list(draws(meeting, count, seed=SEED, repeated=repeated))
    plain = [draw for draw in drawn if not draw.ambiguous]
    doubtful = [draw for draw in drawn if draw.ambiguous]
    name = f"{PROMISE[meeting]}{', a quarter of the words repeated' if repeated else ''}"
    rows = _rows(name, plain, RIGHT[meeting], peers)
    if doubtful:
        share = f"{100 * len(doubtful) / count:.0f} % of the draws"
        allowed = set(Judgement) - {Judgement.WRONG}
        rows += _rows(
            f"{meeting} draws of two readings not wrong, {share}", doubtful, allowed, peers
        )
    return rows


def _rows(
    name: str,
    drawn: Sequence[Draw],
    right: set[Judgement],
    peers: dict[str, Merger],
) -> list[Row]:
    ours, told = _share(by_engine, drawn, right)
    rows = [Row(name, ours, "%", "application by hand", 100.0, f"ours of {told}")]
    for peer, merger in peers.items():
        share, found = _share(merger, drawn, right)
        rows.append(Row(name, ours, "%", peer, share, found))
    return rows


def _share(merger: Merger, drawn: Sequence[Draw], right: set[Judgement]) -> tuple[float, str]:
    """The share of right answers in per cent, and what all answers were."""
    found = Counter(judged(draw, text) for draw, text in zip(drawn, merger(drawn), strict=True))
    share = 100 * sum(found[judgement] for judgement in right) / len(drawn)
    told = ", ".join(f"{number:,} {judgement}" for judgement, number in found.most_common())
    return share, f"{len(drawn):,} draws: {told}"
