"""What follows for the other amendments when one is adopted: a proposal for the chair to confirm.

Nothing falls by itself. Source: GA rule 90: where adopting one necessarily implies the rejection
of another, the latter is not put.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, TypeVar

from declaration.procedure.states import Fate
from declaration.text import Conflict, Merge, Reason, Said, diff, explain, merge

A = TypeVar("A")

FATES: Final[Mapping[Reason, Fate]] = {
    Reason.DELETION: Fate.FALLS,
    Reason.CONTRADICTION: Fate.FALLS,
    Reason.SAME_WORDS: Fate.FALLS,
    Reason.OVERLAP: Fate.FALLS,
    Reason.DEPENDS: Fate.STAYS,
    Reason.SAME_PLACE: Fate.STAYS,
    Reason.IDENTICAL: Fate.SATISFIED,
    Reason.TOUCHING: Fate.STAYS,
    Reason.NONE: Fate.STAYS,
}
"""What each relation to the adopted amendment entails, the weightiest relation deciding.

One that depends on the other's insertion is decided as an amendment to it; of two additions at
one place, and of changes that meet, the merge desk settles order and seam.
"""

_WEIGHTIEST_FIRST: Final = tuple(FATES)


@dataclass(frozen=True)
class Consequence:
    """What is proposed to become of an amendment, and why."""

    fate: Fate
    reason: Reason
    said: Said
    """The reason in one sentence that names the words."""
    base_words: str = ""
    """The words of the clause at stake; empty where nothing clashes."""
    adopted_words: str = ""
    other_words: str = ""


def consequences(base: str, proposals: Mapping[A, str | None], adopted: A) -> dict[A, Consequence]:
    """What the adoption of one proposal does to each of the others on the same base.

    None is a deletion of the clause. Raises KeyError when `adopted` is not among the proposals.
    """
    text = proposals[adopted]
    return {
        other: consequence(base, text, proposed)
        for other, proposed in proposals.items()
        if other != adopted
    }


def excluded_by(base: str, proposal: str | None, adopted: Mapping[A, str | None]) -> list[A]:
    """The adopted amendments to this version that leave no room for the proposal.

    Asked before a vote opens: an amendment may have been scheduled after the adoption that
    excludes it, when nobody was asked whether it falls.
    """
    return [
        one for one, text in adopted.items() if consequence(base, text, proposal).fate is Fate.FALLS
    ]


def consequence(base: str, adopted: str | None, other: str | None) -> Consequence:
    """What adopting one text does to another, both made from the same base."""
    if (adopted or "") == (other or ""):
        return _said(Reason.IDENTICAL, "", adopted or "", other or "", gone=base)
    if not adopted or not other:
        return _said(Reason.DELETION, base, adopted or "", other or "")
    together = merge(base, {_ADOPTED: adopted, _OTHER: other})
    if together.conflicts:
        return _of_conflict(_weightiest(together))
    if together.text == adopted:
        words = _new_words(base, other)
        return _said(Reason.IDENTICAL, "", words, words)
    meets = Reason.TOUCHING if together.touching else Reason.NONE
    return _said(meets, "", _new_words(base, adopted), _new_words(base, other))


_ADOPTED: Final = "adopted"
_OTHER: Final = "other"


def _weightiest(together: Merge) -> Conflict:
    return min(together.conflicts, key=lambda c: _WEIGHTIEST_FIRST.index(c.reason))


def _of_conflict(conflict: Conflict) -> Consequence:
    options = conflict.options
    return _said(
        conflict.reason, conflict.base_words, options.get(_ADOPTED, ""), options.get(_OTHER, "")
    )


def _said(
    reason: Reason, base: str, adopted: str, other: str, gone: str | None = None
) -> Consequence:
    lost = None if gone is None else (gone, gone)
    said = explain(reason, base, adopted, other, gone=lost)
    return Consequence(FATES[reason], reason, said, base, adopted, other)


def _new_words(base: str, text: str) -> str:
    changed = (change.new or change.old for change in diff(base, text) if change.op != "equal")
    return " … ".join(words.strip() for words in changed)
