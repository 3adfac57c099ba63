"""Which proposals contradict each other, pair by pair, without merging anything."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from declaration.text.layout import Id
from declaration.text.reasons import Reason, Said, explain, reason_between
from declaration.text.script import Edit, EditKey, edit_keys, script
from declaration.text.tokens import parse


@dataclass(frozen=True, slots=True)
class Relation:
    """How two proposals relate, with the base's words at stake and what each makes of them."""

    reason: Reason
    span: tuple[int, int]
    base_words: str
    one: str
    other: str

    @property
    def said(self) -> Said:
        """The relation in one sentence, also when it is none."""
        return explain(self.reason, self.base_words, self.one, self.other)


def conflicts(base: str, variants: Mapping[Id, str]) -> list[tuple[Id, Id, Reason]]:
    """Every pair of variants that cannot both be applied as written, or that say the same.

    Each with its weightiest reason; the pairs are in the order of the mapping. Touching pairs are
    no conflict and are not listed. Costs little more than the edit scripts of the variants.
    """
    tokens = parse(base)
    ids = list(variants)
    scripts = [edit_keys(tokens, text) for text in variants.values()]
    weights = _weights_of_clashes(scripts, len(tokens.words))
    weights.update(dict.fromkeys(_equal_pairs(scripts), _WEIGHT[Reason.IDENTICAL]))
    pairs = [(divmod(pair, len(ids)), weights[pair]) for pair in sorted(weights)]
    return [(ids[first], ids[second], _REASONS[weight]) for (first, second), weight in pairs]


def relation(base: str, one: str, other: str) -> Relation:
    """How two proposals for the same base relate, with the words that show it.

    `IDENTICAL` only when both say the same throughout; proposals that share one edit and differ
    elsewhere are `NONE` or `TOUCHING`, since they merge.
    """
    tokens = parse(base)
    edits, others = script(tokens, one).edits, script(tokens, other).edits
    same = [edit.key for edit in edits] == [edit.key for edit in others]
    reason, left, right = _weightiest(edits, others, len(tokens.words))
    if same and edits:
        reason, left, right = Reason.IDENTICAL, edits[0], others[0]
    if left is None or right is None:
        shown = left or right
        return Relation(reason, (0, 0), "", shown.text if shown else "", "")
    start, end = min(left.start, right.start), max(left.end, right.end)
    return Relation(
        reason, tokens.span(start, end), tokens.between(start, end), left.text, right.text
    )


_REASONS: Final = tuple(Reason)
_WEIGHT: Final = {reason: weight for weight, reason in enumerate(_REASONS)}


def _weightiest(
    edits: Sequence[Edit], others: Sequence[Edit], length: int
) -> tuple[Reason, Edit | None, Edit | None]:
    """The weightiest relation between two scripts, and the edits that show it."""
    found = [
        (reason_between(left.key, right.key, length), left, right)
        for left in edits
        for right in others
        if left.key != right.key
    ]
    if not found:
        return Reason.NONE, next(iter(edits), None), next(iter(others), None)
    return min(found, key=lambda each: _WEIGHT[each[0]])


def _weights_of_clashes(scripts: Sequence[tuple[EditKey, ...]], length: int) -> dict[int, int]:
    """The weightiest clash of each pair that has one; of n, pair i < j has the number i * n + j."""
    holders: dict[EditKey, list[int]] = {}
    for number, made in enumerate(scripts):
        for key in made:
            holders.setdefault(key, []).append(number)
    count = len(scripts)
    weights: dict[int, int] = {}
    for one, other in _meetings(sorted(holders), length):
        weight = _WEIGHT[reason_between(one, other, length)]
        for left in holders[one]:
            for right in holders[other]:
                pair = left * count + right if left < right else right * count + left
                if weight < weights.get(pair, weight + 1):
                    weights[pair] = weight
    return weights


def _meetings(keys: Sequence[EditKey], length: int) -> Iterator[tuple[EditKey, EditKey]]:
    """Every two different edits that clash, found by a sweep over the base's words."""
    whole = (0, length, ())
    if length and whole in keys:
        yield from ((whole, key) for key in keys if key != whole)
    reaching: list[EditKey] = []
    for key in keys:
        if key == whole and length:
            continue
        start, end, _ = key
        reaching = [
            other for other in reaching if other[1] > start or other[0] == other[1] == start == end
        ]
        for other in reaching:
            yield other, key
        reaching.append(key)


def _equal_pairs(scripts: Sequence[tuple[EditKey, ...]]) -> Iterator[int]:
    """The pairs of variants that make the same edits, if any, numbered as above."""
    alike: dict[tuple[EditKey, ...], list[int]] = {}
    for number, made in enumerate(scripts):
        if made:
            alike.setdefault(made, []).append(number)
    for numbers in alike.values():
        for left, right in combinations(numbers, 2):
            yield left * len(scripts) + right
