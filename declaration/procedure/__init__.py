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
from declaration.procedure.ballots import (
    BallotRecord,
    Elector,
    is_elector,
    majority_for,
    quorum_for,
    result,
    tally_of,
)
from declaration.procedure.compromise import Agreement, Consent, agreement
from declaration.procedure.consequences import (
    Consequence,
    consequence,
    consequences,
    excluded_by,
)
from declaration.procedure.deadlines import Window, earliest_vote, extends, has_passed
from declaration.procedure.decision import Decision, Ground, decide
from declaration.procedure.declaration_life import CLAUSE, DECLARATION
from declaration.procedure.division import divide, every_part_is_rejected, part_letter
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
from declaration.procedure.packages import Member, PackageFault, package_faults
from declaration.procedure.permissions import BY_THE_CLOCK, FOR_A_DELEGATION, MAY, is_on_behalf, may
from declaration.procedure.reconsideration import End, can_be_reconsidered, returned_by
from declaration.procedure.record import (
    FORMAT,
    read_record,
    recomputed,
    record_of,
    voting_record,
)
from declaration.procedure.refusals import Invalid, NotPermitted, Refusal, Stale, WrongState
from declaration.procedure.rehearsal import Call, rehearse
from declaration.procedure.roll_call import draw_first, roll_call
from declaration.procedure.rolling import (
    Bracket,
    BracketKind,
    Option,
    RollingText,
    rolling_text,
)
from declaration.procedure.rules import AMERICAN_STATES, FORUM, GENERAL_ASSEMBLY, Rules
from declaration.procedure.silence import (
    Objection,
    SilenceEnd,
    earliest_end,
    silence_ends,
    successor_closes,
)
from declaration.procedure.speakers import Floor, Request, overtime, speakers
from declaration.procedure.sponsors import (
    Sponsor,
    are_enough,
    may_take_over,
    standing,
    to_reconfirm,
)
from declaration.procedure.statements import StatementKind, statement_faults
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
from declaration.procedure.sub_amendments import children_first, depth, fall_with, may_be_amended
from declaration.procedure.substance import Assessment, Substance, assess, substance
from declaration.procedure.visibility import enters_warnings, may_see
from declaration.procedure.voting_order import Placed, voting_order

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
    "FORMAT",
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
    "Agreement",
    "AmendmentState",
    "Assessment",
    "BallotRecord",
    "BallotState",
    "Bracket",
    "BracketKind",
    "Call",
    "Choice",
    "ClauseState",
    "Consent",
    "Consequence",
    "CredentialsState",
    "Decision",
    "DeclarationState",
    "Elector",
    "End",
    "EndorsementState",
    "Facts",
    "Fate",
    "Floor",
    "Fork",
    "Ground",
    "Invalid",
    "Machine",
    "Majority",
    "MandateState",
    "Member",
    "Method",
    "NotPermitted",
    "Objection",
    "Option",
    "Outcome",
    "PackageFault",
    "Placed",
    "Question",
    "Refusal",
    "Request",
    "Role",
    "RollingText",
    "Rules",
    "Share",
    "SilenceEnd",
    "SittingState",
    "Sponsor",
    "Stale",
    "StatementKind",
    "Step",
    "Substance",
    "Tally",
    "Window",
    "WrongState",
    "after",
    "agreement",
    "are_enough",
    "assess",
    "can_be_reconsidered",
    "carries",
    "children_first",
    "consequence",
    "consequences",
    "decide",
    "depth",
    "divide",
    "draw",
    "draw_first",
    "earliest_end",
    "earliest_vote",
    "enters_warnings",
    "every_part_is_rejected",
    "excluded_by",
    "extends",
    "fall_with",
    "has_passed",
    "is_elector",
    "is_on_behalf",
    "majority_for",
    "may",
    "may_be_amended",
    "may_see",
    "may_take_over",
    "needed",
    "overtime",
    "package_faults",
    "part_letter",
    "possible",
    "quorum_for",
    "read_record",
    "recomputed",
    "record_of",
    "rehearse",
    "result",
    "returned_by",
    "roll_call",
    "rolling_text",
    "silence_ends",
    "speakers",
    "standing",
    "statement_faults",
    "substance",
    "successor_closes",
    "tally_of",
    "to_reconfirm",
    "voting_order",
    "voting_record",
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
