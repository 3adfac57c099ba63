"""The life of an amendment, from a draft nobody sees to a place in the text."""

from collections.abc import Iterable
from typing import Final

from declaration.procedure import conditions as c
from declaration.procedure.acts import Act
from declaration.procedure.machine import Fork, Machine, Moves, Step
from declaration.procedure.states import AmendmentState as State

PENDING: Final = frozenset({State.SUBMITTED, State.ADMISSIBLE, State.SCHEDULED, State.PUT})
"""Submitted and undecided: what the record still owes an answer."""

_UNDECIDED: Final = (State.SUBMITTED, State.ADMISSIBLE, State.SCHEDULED)


def _stay(states: Iterable[State], *acts: Act) -> Moves[State]:
    return {(state, act): Step(state) for state in states for act in acts}


_DRAFTING: Final[Moves[State]] = {
    (State.DRAFT, Act.SAVE_DRAFT): Step(State.DRAFT),
    (State.DRAFT, Act.DISCARD_DRAFT): Step(State.DISCARDED),
    (State.DRAFT, Act.SPLIT): Step(State.DRAFT, when=(c.it_has_separable_parts,)),
    (State.DRAFT, Act.SUBMIT): Step(
        State.SUBMITTED, when=(c.amendments_are_open, c.it_changes_something)
    ),
    (State.DRAFT, Act.PROPOSE_COMPROMISE): Step(
        State.SUBMITTED, when=(c.the_declaration_is_in_negotiation, c.it_changes_something)
    ),
}

_SCREENING: Final[Moves[State]] = {
    (State.SUBMITTED, Act.ADMIT): Step(
        State.ADMISSIBLE, when=(c.its_arabic_is_confirmed, c.the_scope_is_clear)
    ),
    (State.SUBMITTED, Act.REFUSE): Fork(
        (
            Step(State.INADMISSIBLE, when=(c.a_reason_is_given,)),
            Step(State.FALLEN, when=(c.what_it_amends_is_gone,)),
        )
    ),
    **_stay((State.SUBMITTED,), Act.ENTER_ARABIC, Act.CONFIRM_ARABIC),
    (State.SUBMITTED, Act.RULE_ON_SCOPE): Step(State.SUBMITTED, when=(c.a_reason_is_given,)),
    (State.INADMISSIBLE, Act.REVISE): Step(
        State.SUBMITTED, when=(c.amendments_are_open, c.it_changes_something)
    ),
}


_WITH_ITS_PARENT: Final = Step(State.FALLEN, when=(c.what_it_amends_is_gone,))
_FREE: Final = (c.no_amendment_to_it_is_put, c.it_is_out_of_the_text)
"""Its words may change."""
_REWORDED: Final = (c.it_changes_something, *_FREE)


def _revised(kept: State) -> Fork[State]:
    """A new wording that touches what the screening looked at is screened again.

    Of which an adopted amendment leaves nothing, nothing is left to be put.
    """
    passed = (*_REWORDED, c.its_arabic_is_confirmed, c.the_scope_is_clear)
    emptied = (c.an_adoption_left_nothing_of_it, *_FREE)
    return Fork(
        (
            Step(kept, when=passed),
            Step(State.SUBMITTED, when=_REWORDED),
            Step(State.FALLEN, when=emptied),
            _WITH_ITS_PARENT,
        )
    )


_SPONSORS: Final[Moves[State]] = {
    **_stay(_UNDECIDED, Act.CO_SPONSOR, Act.LEAVE_SPONSORS, Act.CONFIRM_SPONSORSHIP),
    **_stay(_UNDECIDED, Act.RECOMMEND),
    **{
        (state, Act.CORRECT_SUBSTANCE): Step(state, when=(c.a_reason_is_given,))
        for state in _UNDECIDED
    },
    **{(state, Act.RESTATE): Step(state, when=_FREE) for state in _UNDECIDED},
    **{
        (state, Act.WITHDRAW): Fork(
            (
                Step(State.WITHDRAWN, when=(c.no_amendment_to_it_is_put,)),
                Step(State.FALLEN, when=(c.what_it_amends_is_gone,)),
            )
        )
        for state in _UNDECIDED
    },
    (State.SUBMITTED, Act.REVISE): Fork((Step(State.SUBMITTED, when=_REWORDED), _WITH_ITS_PARENT)),
    (State.ADMISSIBLE, Act.REVISE): _revised(State.ADMISSIBLE),
    (State.SCHEDULED, Act.REVISE): _revised(State.SCHEDULED),
    (State.WITHDRAWN, Act.TAKE_OVER): Fork(
        (
            Step(
                State.ADMISSIBLE,
                when=(
                    c.the_declaration_is_in_negotiation,
                    c.what_it_amends_awaits_its_vote,
                    c.it_was_admissible,
                ),
            ),
            Step(
                State.SUBMITTED,
                when=(c.the_declaration_is_in_negotiation, c.what_it_amends_awaits_its_vote),
            ),
        )
    ),
}

_TOGETHER: Final[Moves[State]] = {
    **_stay((State.SUBMITTED, State.ADMISSIBLE), Act.PACK, Act.UNPACK),
    (State.SUBMITTED, Act.SPLIT): Step(State.SUBMITTED, when=(c.it_has_separable_parts,)),
    **{
        (state, Act.DIVIDE): Step(
            State.DIVIDED,
            when=(
                c.it_has_separable_parts,
                c.its_own_amendments_are_decided,
                c.it_is_out_of_the_text,
            ),
        )
        for state in (State.ADMISSIBLE, State.SCHEDULED)
    },
    **{
        (state, Act.GIVE_CONSENT): Fork(
            (
                Step(
                    State.REPLACED,
                    when=(c.the_compromise_replaces_it, c.no_amendment_to_it_is_put),
                ),
                Step(state, when=(c.the_compromise_awaits_consent,)),
            )
        )
        for state in (State.ADMISSIBLE, State.SCHEDULED)
    },
    (State.REPLACED, Act.TAKE_CONSENT_BACK): Step(State.ADMISSIBLE),
}

_DECISION: Final[Moves[State]] = {
    (State.ADMISSIBLE, Act.SCHEDULE): Step(
        State.SCHEDULED,
        when=(
            c.the_declaration_is_in_negotiation,
            c.it_is_on_the_current_version,
            c.it_is_out_of_the_text,
            c.what_it_amends_awaits_its_vote,
        ),
    ),
    (State.SCHEDULED, Act.UNSCHEDULE): Step(State.ADMISSIBLE),
    (State.SCHEDULED, Act.REORDER): Step(State.SCHEDULED, when=(c.a_reason_is_given,)),
    (State.SCHEDULED, Act.OPEN_BALLOT): Step(
        State.PUT,
        when=(
            c.it_is_on_the_current_version,
            c.its_notice_is_over,
            c.its_own_amendments_are_decided,
            c.nothing_adopted_excludes_it,
            c.what_it_amends_awaits_its_vote,
        ),
    ),
    **{
        (state, Act.RULE_CONSEQUENCE): Fork(
            (
                Step(
                    State.FALLEN,
                    when=(c.the_chair_rules_it_falls, c.no_amendment_to_it_is_put),
                ),
                Step(
                    State.SATISFIED,
                    when=(c.the_chair_rules_it_satisfied, c.no_amendment_to_it_is_put),
                ),
                Step(state, when=(c.the_chair_rules_it_stays, c.a_reason_is_given)),
                Step(State.FALLEN, when=(c.what_it_amends_is_gone,)),
            )
        )
        for state in _UNDECIDED
    },
}


def _returned(state: State, cause: Act) -> Moves[State]:
    """What a compromise replaced comes back when the compromise is lost."""
    lost = Step(State.ADMISSIBLE, when=(c.the_compromise_is_lost,))
    return {(state, cause): Fork((lost, Step(state)))}


_FOLLOWING: Final[Moves[State]] = {
    (State.PUT, Act.CLOSE_BALLOT): Fork(
        (
            Step(State.ADOPTED, when=(c.the_question_is_adopted,)),
            Step(State.REJECTED, when=(c.the_question_is_rejected,)),
            Step(State.SCHEDULED, when=(c.the_ballot_is_void,)),
        )
    ),
    (State.PUT, Act.VOID_BALLOT): Step(State.SCHEDULED),
    (State.DIVIDED, Act.CLOSE_BALLOT): Fork(
        (Step(State.REJECTED, when=(c.every_part_is_rejected,)), Step(State.DIVIDED))
    ),
    (State.ADOPTED, Act.PUBLISH): Step(State.MERGED),
    (State.ADOPTED, Act.REVISE): Step(State.MERGED),
    **{
        (state, Act.CLOSE_BALLOT): Step(State.ADMISSIBLE, when=(c.a_reconsideration_is_carried,))
        for state in (State.ADOPTED, State.MERGED)
    },
    **{
        (state, Act.CLOSE_BALLOT): Fork(
            (
                Step(State.ADMISSIBLE, when=(c.a_reconsideration_is_carried, c.it_was_admissible)),
                Step(State.SUBMITTED, when=(c.a_reconsideration_is_carried,)),
            )
        )
        for state in (State.FALLEN, State.SATISFIED)
    },
    (State.REJECTED, Act.CLOSE_BALLOT): Fork(
        (
            Step(State.DIVIDED, when=(c.a_reconsideration_is_carried, c.it_was_divided)),
            Step(State.ADMISSIBLE, when=(c.a_reconsideration_is_carried,)),
        )
    ),
    **{
        (state, cause): Step(State.FALLEN, when=(c.what_it_amends_is_gone,))
        for state, cause in (
            (State.ADMISSIBLE, Act.REFUSE),
            (State.SCHEDULED, Act.REFUSE),
            *((state, Act.CLOSE_BALLOT) for state in _UNDECIDED),
        )
    },
    (State.FALLEN, Act.TAKE_OVER): Fork(
        (Step(State.ADMISSIBLE, when=(c.it_was_admissible,)), Step(State.SUBMITTED))
    ),
    **_returned(State.REPLACED, Act.CLOSE_BALLOT),
    **_returned(State.REPLACED, Act.RULE_CONSEQUENCE),
    **_returned(State.REPLACED, Act.WITHDRAW),
    **_returned(State.REPLACED, Act.REFUSE),
    (State.REPLACED, Act.REVISE): Step(State.ADMISSIBLE),
    **{(state, Act.BEGIN_ADOPTION): Step(State.LAPSED) for state in _UNDECIDED},
    (State.REPLACED, Act.BEGIN_ADOPTION): Fork(
        (Step(State.LAPSED, when=(c.the_compromise_is_lost,)), Step(State.REPLACED))
    ),
    (State.LAPSED, Act.RESUME_NEGOTIATION): Step(State.SUBMITTED),
}

AMENDMENT: Final = Machine(
    "amendment",
    State.DRAFT,
    moves={**_DRAFTING, **_SCREENING, **_SPONSORS, **_TOGETHER, **_DECISION},
    follows=_FOLLOWING,
)
