"""The stages of a declaration, and what is decided about each clause."""

from typing import Final

from declaration.procedure import conditions as c
from declaration.procedure.acts import Act
from declaration.procedure.machine import Fork, Machine, Step
from declaration.procedure.states import ClauseState, DeclarationState

DECLARATION: Final = Machine(
    "declaration",
    DeclarationState.DRAFTING,
    moves={
        (DeclarationState.DRAFTING, Act.SET_WINDOW): Step(DeclarationState.DRAFTING),
        (DeclarationState.DRAFTING, Act.PUBLISH): Step(DeclarationState.DRAFTING),
        (DeclarationState.DRAFTING, Act.OPEN_NEGOTIATION): Step(
            DeclarationState.NEGOTIATION, when=(c.the_text_has_clauses,)
        ),
        (DeclarationState.NEGOTIATION, Act.SET_WINDOW): Step(DeclarationState.NEGOTIATION),
        (DeclarationState.NEGOTIATION, Act.PUBLISH): Step(DeclarationState.NEGOTIATION),
        (DeclarationState.NEGOTIATION, Act.BEGIN_ADOPTION): Step(
            DeclarationState.ADOPTION,
            when=(
                c.no_ballot_is_open,
                c.nothing_adopted_awaits_merging,
                c.what_lapses_was_listed,
            ),
        ),
        (DeclarationState.ADOPTION, Act.PUBLISH): Step(DeclarationState.ADOPTION),
        (DeclarationState.ADOPTION, Act.RESUME_NEGOTIATION): Step(
            DeclarationState.NEGOTIATION, when=(c.no_ballot_is_open, c.a_reason_is_given)
        ),
        (DeclarationState.ADOPTION, Act.ADOPT_DECLARATION): Step(
            DeclarationState.ADOPTED,
            when=(
                c.no_ballot_is_open,
                c.no_clause_is_open,
                c.what_was_not_adopted_is_out_of_the_text,
                c.the_whole_is_adopted,
            ),
        ),
        (DeclarationState.ADOPTED, Act.PUBLISH): Step(
            DeclarationState.ADOPTED, when=(c.the_change_is_editorial,)
        ),
        (DeclarationState.ADOPTED, Act.RESUME_NEGOTIATION): Step(
            DeclarationState.NEGOTIATION,
            when=(c.no_ballot_is_open, c.a_reconsideration_is_carried, c.a_reason_is_given),
        ),
        (DeclarationState.ADOPTED, Act.FREEZE): Step(
            DeclarationState.FROZEN,
            when=(c.no_ballot_is_open, c.no_amendment_is_pending, c.every_clause_is_decided),
        ),
        (DeclarationState.FROZEN, Act.CLOSE_DECLARATION): Step(DeclarationState.CLOSED),
    },
)


def _unless_editorial(kept: ClauseState) -> Fork[ClauseState]:
    return Fork((Step(kept, when=(c.the_change_is_editorial,)), Step(ClauseState.OPEN)))


_DECIDED: Final = Fork(
    (
        Step(ClauseState.ADOPTED, when=(c.the_question_is_adopted,)),
        Step(ClauseState.OPEN, when=(c.the_question_is_rejected, c.it_was_amended)),
        Step(ClauseState.NOT_ADOPTED, when=(c.the_question_is_rejected,)),
    )
)

CLAUSE: Final = Machine(
    "clause",
    ClauseState.OPEN,
    moves={
        (ClauseState.OPEN, Act.SETTLE_CLAUSE): Step(
            ClauseState.SETTLED, when=(c.no_ballot_is_open, c.no_amendment_is_pending)
        ),
        (ClauseState.SETTLED, Act.REOPEN_CLAUSE): Step(
            ClauseState.OPEN, when=(c.a_reason_is_given,)
        ),
    },
    follows={
        (ClauseState.OPEN, Act.CLOSE_BALLOT): Fork(
            (*_DECIDED.steps, Step(ClauseState.OPEN, when=(c.the_ballot_is_void,)))
        ),
        (ClauseState.SETTLED, Act.CLOSE_BALLOT): Fork(
            (*_DECIDED.steps, Step(ClauseState.SETTLED, when=(c.the_ballot_is_void,)))
        ),
        (ClauseState.ADOPTED, Act.CLOSE_BALLOT): Step(
            ClauseState.OPEN, when=(c.a_reconsideration_is_carried,)
        ),
        (ClauseState.NOT_ADOPTED, Act.CLOSE_BALLOT): Step(
            ClauseState.OPEN, when=(c.a_reconsideration_is_carried,)
        ),
        (ClauseState.OPEN, Act.PUBLISH): Step(ClauseState.OPEN),
        (ClauseState.SETTLED, Act.PUBLISH): _unless_editorial(ClauseState.SETTLED),
        (ClauseState.ADOPTED, Act.PUBLISH): _unless_editorial(ClauseState.ADOPTED),
        (ClauseState.NOT_ADOPTED, Act.PUBLISH): _unless_editorial(ClauseState.NOT_ADOPTED),
        (ClauseState.SETTLED, Act.ADOPT_DECLARATION): Step(
            ClauseState.ADOPTED, when=(c.the_whole_is_adopted,)
        ),
    },
)
