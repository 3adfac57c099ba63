"""How a proposal stands to the amendments already made: what clashes, and what says the same."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from declaration.amendments.facts import SCREENED, label
from declaration.amendments.models import Amendment
from declaration.amendments.permissions import stands_behind
from declaration.amendments.queries import main_sponsor, newest
from declaration.amendments.wording import proposed_text
from declaration.forums.models import Delegation
from declaration.journal import Actor
from declaration.procedure.states import AmendmentState
from declaration.procedure.visibility import enters_warnings
from declaration.text import (
    Add,
    Arrangement,
    Id,
    Key,
    Move,
    Rearrangement,
    Reason,
    Remove,
    Said,
    arrange,
    conflicts,
    relation,
)

PROPOSED: Final = 0
"""How the proposal under discussion is named among the others, which go by their ids."""
IN_ORDER: Final = (*SCREENED, AmendmentState.PUT)
"""The states of what an order of voting is made of."""
NOT_THERE_YET: Final = -1
"""The key of a clause that a draft would add."""


@dataclass(frozen=True)
class Clash:
    """Another amendment that cannot stand beside a proposal as written, or that says the same."""

    other: Amendment
    said: Said
    is_same: bool = False

    @property
    def label(self) -> str:
        """The other's number with its part; nothing for a draft of one's own."""
        return label(self.other) if self.other.number is not None else ""

    @property
    def sponsor(self) -> Delegation | None:
        """Whose amendment the other is."""
        main = main_sponsor(self.other)
        return main.delegation if main else None


def compared_for(by: Actor, amendments: Iterable[Amendment]) -> list[Amendment]:
    """Those that this reader's warnings are made from: admissible ones, and one's own.

    What must be restated first is left out: nobody knows yet what it will say.
    """
    return [
        each
        for each in amendments
        if not each.needs_rebasing
        and enters_warnings(each.state, by.roles, own=stands_behind(by, each))
    ]


def clashes_of_words(base: str, text: str | None, others: Iterable[Amendment]) -> list[Clash]:
    """The others on the same base whose words clash with `text`, or say the same.

    A text of None removes the clause.
    """
    found = []
    for other in others:
        latest = newest(other)
        if latest.base_text != base or (latest.text is None and not latest.removes):
            continue
        between = relation(base, text or "", proposed_text(latest, base) or "")
        if between.reason is Reason.IDENTICAL and not latest.moves:
            found.append(Clash(other, between.said, is_same=True))
        elif between.reason.conflicts:
            found.append(Clash(other, between.said))
    return found


def clashes_of_places(
    order: Sequence[Key], change: Rearrangement, others: Iterable[Amendment]
) -> list[Clash]:
    """The others that put a clause where `change` puts one, or move and remove the same clause."""
    by_id = {each.id: each for each in others}
    changes: dict[Id, Rearrangement] = {
        id_: made for id_, each in by_id.items() if (made := rearrangement(each)) is not None
    }
    arranged: Arrangement = arrange(order, {**changes, PROPOSED: change})
    return [
        Clash(by_id[int(id_)], misfit.said)
        for misfit in arranged.misfits
        if PROPOSED in misfit.ids
        for id_ in misfit.ids
        if id_ != PROPOSED
    ]


def rearrangement(amendment: Amendment) -> Rearrangement | None:
    """What an amendment does to the order of clauses, if anything."""
    latest = newest(amendment)
    key = NOT_THERE_YET if amendment.clause_id is None else amendment.clause_id
    if amendment.parent_id is not None:
        return None
    if amendment.adds_clause:
        return Add(key, after=latest.after_clause_id)
    if latest.removes:
        return Remove(key)
    if latest.moves:
        return Move(key, after=latest.after_clause_id)
    return None


def confronted(amendments: Iterable[Amendment]) -> list[Amendment]:
    """Those that are held against each other on their clause: admissible, as they are written.

    What must be restated first is left out, and what would amend another amendment.
    """
    return [
        each
        for each in amendments
        if each.state in IN_ORDER and not each.needs_rebasing and each.parent_id is None
    ]


def matrix(base: str, amendments: Sequence[Amendment]) -> list[tuple[Amendment, Amendment, str]]:
    """Every pair of amendments to one text that «clash» or say the «same»."""
    by_id = {each.id: each for each in amendments}
    texts: dict[Id, str] = {
        each.id: proposed_text(newest(each), base) or ""
        for each in amendments
        if newest(each).base_text == base and (newest(each).text or newest(each).removes)
    }
    return [
        (by_id[int(one)], by_id[int(other)], "same" if reason is Reason.IDENTICAL else "clash")
        for one, other, reason in conflicts(base, texts)
    ]
