"""Which proposals contradict each other, pair by pair, without merging anything."""

from collections.abc import Mapping
from dataclasses import dataclass

from declaration.text.merging import Id
from declaration.text.reasons import Reason, Said, explain, reason_between
from declaration.text.script import Edit, Script, script
from declaration.text.tokens import Tokens, parse


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
    scripts = [script(tokens, variants[id_]) for id_ in ids]
    found: list[tuple[Id, Id, Reason]] = []
    for second, other in enumerate(scripts):
        for first in range(second):
            reason = _reason(tokens, scripts[first], other)[0]
            if reason.conflicts or reason is Reason.IDENTICAL:
                found.append((ids[first], ids[second], reason))
    return found


def relation(base: str, one: str, other: str) -> Relation:
    """How two proposals for the same base relate, with the words that show it.

    `IDENTICAL` only when both say the same throughout; proposals that share one edit and differ
    elsewhere are `NONE` or `TOUCHING`, since they merge.
    """
    tokens = parse(base)
    reason, left, right = _reason(tokens, script(tokens, one), script(tokens, other))
    if left is None or right is None:
        return Relation(reason, (0, 0), "", _shown(left), _shown(right))
    start, end = min(left.start, right.start), max(left.end, right.end)
    return Relation(
        reason, tokens.span(start, end), tokens.between(start, end), _shown(left), _shown(right)
    )


def _shown(edit: Edit | None) -> str:
    return edit.text if edit else ""


def _reason(base: Tokens, one: Script, other: Script) -> tuple[Reason, Edit | None, Edit | None]:
    """The weightiest reason among the edits of two scripts, with the edits it lies between."""
    if [edit.key for edit in one.edits] == [edit.key for edit in other.edits]:
        first = one.edits[0] if one.edits else None
        return Reason.IDENTICAL if first else Reason.NONE, first, first
    best: tuple[Reason, Edit | None, Edit | None] = (
        Reason.NONE,
        one.edits[0] if one.edits else None,
        other.edits[0] if other.edits else None,
    )
    if not one.edits or not other.edits:
        return best
    whole = (0, len(base.words))
    if any(
        len(made.edits) == 1
        and (made.edits[0].start, made.edits[0].end) == whole
        and not made.edits[0].words
        and whole[1]
        for made in (one, other)
    ):
        return Reason.DELETION, one.edits[0], other.edits[0]
    for left in one.edits:
        for right in other.edits:
            reason = reason_between(left, right)
            if reason is not Reason.IDENTICAL and _WEIGHT[reason] < _WEIGHT[best[0]]:
                best = (reason, left, right)
    return best


_WEIGHT = {reason: weight for weight, reason in enumerate(Reason)}
