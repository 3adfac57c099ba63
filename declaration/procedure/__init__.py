"""The rules of procedure, as pure functions and tables.

Whoever keeps the records asks here: `after` for the next state, `may` for permission, `decide`
for a result, `voting_order` and `consequences` for what to put to the vote. Nothing here knows
a database or a page.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from declaration.procedure.acts import EVERYONE, Act, Role
from declaration.procedure.amendment_life import AMENDMENT, PENDING
from declaration.procedure.ballot_life import (
    BALLOT,
    CREDENTIALS,
    ENDORSEMENT,
    MANDATE,
    SITTING,
)
from declaration.procedure.decision import Decision, Ground, decide
from declaration.procedure.declaration_life import CLAUSE, DECLARATION
from declaration.procedure.facts import NO_FACTS, Facts
from declaration.procedure.machine import Fork, Machine, Step, after, draw, possible
from declaration.procedure.majority import (
    MORE_THAN_HALF,
    ONE_THIRD,
    Majority,
    Share,
    Tally,
    carries,
    needed,
)
from declaration.procedure.permissions import BY_THE_CLOCK, FOR_A_DELEGATION, MAY, is_on_behalf, may
from declaration.procedure.refusals import Invalid, NotPermitted, Refusal, Stale, WrongState
from declaration.procedure.rules import AMERICAN_STATES, FORUM, GENERAL_ASSEMBLY, Rules
from declaration.procedure.states import (
    AmendmentState,
    BallotState,
    Choice,
    ClauseState,
    CredentialsState,
    DeclarationState,
    EndorsementState,
    Fate,
    MandateState,
    Method,
    Outcome,
    Question,
    SittingState,
)

__all__ = [
    "AMENDMENT",
    "AMERICAN_STATES",
    "BALLOT",
    "BY_THE_CLOCK",
    "CLAUSE",
    "CREDENTIALS",
    "DECLARATION",
    "ENDORSEMENT",
    "EVERYONE",
    "FORUM",
    "FOR_A_DELEGATION",
    "GENERAL_ASSEMBLY",
    "MACHINES",
    "MANDATE",
    "MAY",
    "MORE_THAN_HALF",
    "NO_FACTS",
    "ONE_THIRD",
    "PENDING",
    "SITTING",
    "Act",
    "AmendmentState",
    "BallotState",
    "Choice",
    "ClauseState",
    "CredentialsState",
    "Decision",
    "DeclarationState",
    "EndorsementState",
    "Facts",
    "Fate",
    "Fork",
    "Ground",
    "Invalid",
    "Machine",
    "Majority",
    "MandateState",
    "Method",
    "NotPermitted",
    "Outcome",
    "Question",
    "Refusal",
    "Role",
    "Rules",
    "Share",
    "SittingState",
    "Stale",
    "Step",
    "Tally",
    "WrongState",
    "after",
    "carries",
    "decide",
    "draw",
    "is_on_behalf",
    "may",
    "needed",
    "possible",
]


MACHINES: Final[Mapping[str, Machine[Any]]] = MappingProxyType(
    {
        machine.name: machine
        for machine in (
            DECLARATION,
            CLAUSE,
            AMENDMENT,
            BALLOT,
            ENDORSEMENT,
            MANDATE,
            CREDENTIALS,
            SITTING,
        )
    }
)
"""Every machine by the name of what it moves."""
