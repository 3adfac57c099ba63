"""The vote on a clause played through beforehand: what is put, and what each outcome entails."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from declaration.procedure.consequences import Consequence, consequences
from declaration.procedure.states import Fate
from declaration.procedure.substance import Substance
from declaration.procedure.voting_order import Placed, voting_order

A = TypeVar("A")


@dataclass(frozen=True)
class Call(Generic[A]):
    """One amendment as the chair calls it."""

    placed: Placed[A]
    if_adopted: Mapping[A, Consequence]
    """What its adoption entails for those still to be called. Rejected, it entails nothing."""

    @property
    def not_put_if_adopted(self) -> list[A]:
        """Those that would fall or be satisfied, in the order they would have been called."""
        return [one for one, found in self.if_adopted.items() if found.fate is not Fate.STAYS]


def rehearse(
    base: str,
    proposals: Mapping[A, str | None],
    corrected: Mapping[A, Substance] | None = None,
) -> list[Call[A]]:
    """The order of voting, each amendment with what its adoption would leave of the later ones."""
    order = voting_order(base, proposals, corrected)
    calls = []
    for place, placed in enumerate(order):
        to_come = {one.id: proposals[one.id] for one in order[place:]}
        calls.append(Call(placed, consequences(base, to_come, placed.id)))
    return calls
