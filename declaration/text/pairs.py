"""Which proposals contradict each other, pair by pair, without merging anything."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from declaration.text.layout import Id
from declaration.text.merging import merge
from declaration.text.reasons import Reason, Said, explain, reason_between
from declaration.text.script import Edit, EditKey, edit_keys, script
from declaration.text.tokens import Tokens, parse


@dataclass(frozen=True, slots=True)
class Relation:
    """How two proposals relate, with the base's words at stake and what each makes of them.

    Where they do not clash, `one` and `other` are the words each puts in, and `gone` the base's
    words it takes away for them.
    """

    reason: Reason
    span: tuple[int, int]
    base_words: str
    one: str
    other: str
    gone: tuple[str, str] = ("", "")

    @property
    def said(self) -> Said:
        """The relation in one sentence, also when it is none."""
        gone = None if self.reason.conflicts else self.gone
        return explain(self.reason, self.base_words, self.one, self.other, gone=gone)


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
    clashes = merge(base, {0: one, 1: other}).conflicts
    if clashes:
        clash = min(clashes, key=lambda each: _WEIGHT[each.reason])
        return Relation(
            clash.reason, clash.span, clash.base_words, clash.options[0], clash.options[1]
        )
    tokens = parse(base)
    edits, others = script(tokens, one).edits, script(tokens, other).edits
    reason, left, right = _nearest(edits, others)
    shown = [edit for edit in (left, right) if edit]
    start = min((edit.start for edit in shown), default=0)
    end = max((edit.end for edit in shown), default=0)
    return Relation(
        reason,
        tokens.span(start, end),
        tokens.between(start, end),
        left.text if left else "",
        right.text if right else "",
        (_gone(tokens, left), _gone(tokens, right)),
    )


_REASONS: Final = tuple(Reason)
_WEIGHT: Final = {reason: weight for weight, reason in enumerate(_REASONS)}


def _nearest(
    edits: Sequence[Edit], others: Sequence[Edit]
) -> tuple[Reason, Edit | None, Edit | None]:
    """How two scripts without a clash relate, and the first edits that show it."""
    keys, other_keys = ({edit.key for edit in made} for made in (edits, others))
    if edits and keys == other_keys:
        return Reason.IDENTICAL, edits[0], others[0]
    own = [edit for edit in edits if edit.key not in other_keys] or edits
    theirs = [edit for edit in others if edit.key not in keys] or others
    for left in own:
        for right in theirs:
            if left.key != right.key and (left.end == right.start or right.end == left.start):
                return Reason.TOUCHING, left, right
    return Reason.NONE, next(iter(own), None), next(iter(theirs), None)


def _gone(base: Tokens, edit: Edit | None) -> str:
    return base.between(edit.start, edit.end) if edit else ""


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
