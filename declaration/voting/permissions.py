"""Who may do what with a ballot: asked by the act and by the page."""

from collections.abc import Iterable
from typing import Final

from declaration.journal import Actor, Channel
from declaration.procedure import MACHINES, Role, possible
from declaration.procedure.acts import Act
from declaration.procedure.conditions import BY_NAME, BY_OBJECTION
from declaration.procedure.states import BallotState, Method
from declaration.voting.models import Ballot, Elector

ENTERED: Final = frozenset({Channel.ON_BEHALF, Channel.ROLL_CALL})
"""The ways by which somebody else writes down what a delegation says."""

PRESIDING: Final = frozenset({Role.SECRETARIAT, Role.CHAIR})

_TAKEN_BY: Final[dict[Act, frozenset[Method]]] = {
    Act.CAST_VOTE: BY_NAME,
    Act.TAKE_VOTE_BACK: BY_NAME,
    Act.OBJECT: BY_OBJECTION,
    Act.ENTER_TOTALS: frozenset({Method.SHOW_OF_HANDS}),
}


def answers_for(by: Actor) -> bool:
    """Whether the person may answer for the delegation named: a delegate for their own, the
    secretariat for any when it says so.
    """
    if by.delegation_id is None:
        return False
    return by.holds(Role.SECRETARIAT if by.channel in ENTERED else Role.DELEGATE)


def may_vote(by: Actor, ballot: Ballot, elector: Elector | None, *, is_present: bool) -> bool:
    """Whether the delegation the person answers for can vote or object now, time aside."""
    return answers_for(by) and elector is not None and (ballot.written or is_present)


def enters_answers(by: Actor, ballot: Ballot) -> bool:
    """Whether the person may write down what delegations say in this ballot."""
    return (
        by.holds(Role.SECRETARIAT)
        and ballot.state is BallotState.OPEN
        and ballot.method is not Method.SHOW_OF_HANDS
    )


def presides(by: Actor) -> bool:
    """Whether the person sees the ballot from the platform: who has not voted, what follows."""
    return bool(by.roles & PRESIDING)


def open_acts(by: Actor, ballot: Ballot) -> list[Act]:
    """What this person can do with the ballot now, its electors aside: the buttons of the page."""
    acts: Iterable[Act] = possible(MACHINES["ballot"], ballot.state)
    return [
        act
        for act in acts
        if by.can(act) and ballot.method in _TAKEN_BY.get(act, frozenset(Method))
    ]
