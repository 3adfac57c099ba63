"""Deciding once more: a ballot of its own, with the majority the rules ask for.

Carried, it sets the earlier ballot aside (both stay on record), reopens the clause, and returns
the amendment with all that fell or was satisfied by it. Source: GA rule 81.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from declaration.procedure.states import AmendmentState, BallotState

A = TypeVar("A")

_BECAUSE: Final = frozenset({AmendmentState.FALLEN, AmendmentState.SATISFIED})


@dataclass(frozen=True)
class End(Generic[A]):
    """How an amendment ended; `by` names the adopted one that it fell or was satisfied by."""

    state: AmendmentState
    by: A | None = None


def returned_by(reconsidered: A, ends: Mapping[A, End[A]]) -> list[A]:
    """What becomes admissible again: the amendment itself, then what ended because of it.

    What some other adoption felled stays down. In the order of `ends`.
    """
    followers = [a for a, end in ends.items() if end.state in _BECAUSE and end.by == reconsidered]
    return [reconsidered, *followers]


def can_be_reconsidered(ballot: BallotState) -> bool:
    """Whether there is a decision to reconsider: a closed ballot, not a void one."""
    return ballot is BallotState.CLOSED
