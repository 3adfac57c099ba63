"""Who may move the declaration and its clauses on: asked by the acts and by the pages."""

from typing import Final

from declaration.drafting.models import Clause, Declaration
from declaration.journal import Actor
from declaration.procedure import MACHINES, possible
from declaration.procedure.acts import Act, Role

STAGES: Final = frozenset(
    {
        Act.OPEN_NEGOTIATION,
        Act.BEGIN_ADOPTION,
        Act.RESUME_NEGOTIATION,
        Act.ADOPT_DECLARATION,
        Act.CLOSE_DECLARATION,
    }
)

SPEAKING: Final = frozenset({Role.DELEGATE, Role.SIGNATORY})
"""Who asks for the floor."""


def open_stages(by: Actor, declaration: Declaration) -> list[Act]:
    """The moves that this person can make with the declaration now; freezing has its own page."""
    acts = possible(MACHINES["declaration"], declaration.state)
    return [act for act in acts if act in STAGES and by.can(act)]


def open_acts_of_clause(by: Actor, clause: Clause) -> list[Act]:
    """What this person can do to the clause now, its ballots apart."""
    acts = possible(MACHINES["clause"], clause.state)
    return [act for act in acts if act in (Act.SETTLE_CLAUSE, Act.REOPEN_CLAUSE) and by.can(act)]


def may_ask_for_the_floor(by: Actor) -> bool:
    """A delegate or a signatory, for their own delegation."""
    return by.delegation_id is not None and bool(by.roles & SPEAKING)


def may_take_up(by: Actor) -> bool:
    """Who presides puts clauses before the meeting, and gives the floor."""
    return by.can(Act.TAKE_UP_ITEM)
