"""Amendments to an amendment: one level deep, decided before their parent, gone with it."""

from collections.abc import Mapping, Sequence
from typing import Final, TypeVar

from declaration.procedure.rules import Rules
from declaration.procedure.states import AmendmentState

A = TypeVar("A")

STILL_AMENDABLE: Final = frozenset({AmendmentState.ADMISSIBLE, AmendmentState.SCHEDULED})
"""A parent can be amended once it is public, and until its own vote opens."""

GONE: Final = frozenset(
    {
        AmendmentState.REJECTED,
        AmendmentState.FALLEN,
        AmendmentState.SATISFIED,
        AmendmentState.WITHDRAWN,
        AmendmentState.LAPSED,
        AmendmentState.INADMISSIBLE,
    }
)


def depth(amendment: A, parents: Mapping[A, A]) -> int:
    """How many amendments this one is an amendment to: 0 for one to the text itself.

    Raises ValueError when the parents run in a circle.
    """
    steps, here = 0, amendment
    while here in parents:
        here, steps = parents[here], steps + 1
        if steps > len(parents):
            raise ValueError(f"{amendment!r} is its own ancestor")
    return steps


def may_be_amended(parent: A, state: AmendmentState, parents: Mapping[A, A], rules: Rules) -> bool:
    """Whether an amendment to this amendment can be submitted."""
    return state in STILL_AMENDABLE and depth(parent, parents) < rules.amendment_depth


def children_first(order: Sequence[A], parents: Mapping[A, A]) -> list[A]:
    """The same amendments with those to an amendment right before it, each in the given order.

    Raises ValueError when the parents run in a circle. Source: General Assembly practice, by
    analogy with GA rule 90.
    """
    for amendment in order:
        depth(amendment, parents)
    listed = set(order)
    sequence: list[A] = []

    def put(amendment: A) -> None:
        for child in order:
            if parents.get(child) == amendment:
                put(child)
        sequence.append(amendment)

    for amendment in order:
        if parents.get(amendment) not in listed:
            put(amendment)
    return sequence


def fall_with(parent: A, states: Mapping[A, AmendmentState], parents: Mapping[A, A]) -> list[A]:
    """The undecided amendments to a parent that has met its end without being adopted."""
    if states[parent] not in GONE:
        return []
    undecided = STILL_AMENDABLE | {AmendmentState.SUBMITTED}
    return [child for child, of in parents.items() if of == parent and states[child] in undecided]
