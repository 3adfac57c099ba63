"""The life of a ballot, of a signature, and of the papers that give the right to either."""

from typing import Final

from declaration.procedure import conditions as c
from declaration.procedure.acts import Act
from declaration.procedure.machine import Fork, Machine, Step
from declaration.procedure.states import (
    BallotState,
    CredentialsState,
    EndorsementState,
    MandateState,
    SittingState,
)

BALLOT: Final = Machine(
    "ballot",
    BallotState.PREPARED,
    moves={
        (BallotState.PREPARED, Act.OPEN_BALLOT): Step(
            BallotState.OPEN,
            when=(
                c.the_stage_allows_the_question,
                c.no_other_ballot_asks_it,
                c.there_are_electors,
                c.a_sitting_is_open_or_the_ballot_is_written,
                c.what_was_not_adopted_is_out_of_the_text,
            ),
        ),
        (BallotState.OPEN, Act.CAST_VOTE): Step(
            BallotState.OPEN,
            when=(c.votes_are_by_name, c.the_deadline_has_not_passed, c.the_elector_may_vote),
        ),
        (BallotState.OPEN, Act.TAKE_VOTE_BACK): Step(
            BallotState.OPEN,
            when=(c.votes_are_by_name, c.the_deadline_has_not_passed, c.the_elector_may_vote),
        ),
        (BallotState.OPEN, Act.OBJECT): Step(
            BallotState.OPEN,
            when=(
                c.objections_decide,
                c.the_deadline_has_not_passed,
                c.the_elector_may_vote,
                c.an_objection_to_silence_has_a_reason,
            ),
        ),
        (BallotState.OPEN, Act.ENTER_TOTALS): Step(
            BallotState.OPEN, when=(c.hands_are_counted, c.the_totals_fit)
        ),
        (BallotState.OPEN, Act.EXTEND_BALLOT): Step(
            BallotState.OPEN, when=(c.the_deadline_has_not_passed, c.it_closes_later_than_before)
        ),
        (BallotState.OPEN, Act.CLOSE_BALLOT): Fork(
            (
                Step(
                    BallotState.CLOSED,
                    when=(
                        c.silence_has_run_its_time,
                        c.the_hands_were_counted,
                        c.the_ballot_is_decided,
                    ),
                ),
                Step(
                    BallotState.VOID,
                    when=(
                        c.silence_has_run_its_time,
                        c.the_hands_were_counted,
                        c.the_ballot_is_void,
                    ),
                ),
            )
        ),
        (BallotState.OPEN, Act.VOID_BALLOT): Step(BallotState.VOID, when=(c.a_reason_is_given,)),
        (BallotState.CLOSED, Act.DECLARE_RESULT): Step(
            BallotState.CLOSED, when=(c.the_result_is_not_declared_yet,)
        ),
        (BallotState.VOID, Act.DECLARE_RESULT): Step(
            BallotState.VOID, when=(c.the_result_is_not_declared_yet,)
        ),
        (BallotState.OPEN, Act.MAKE_STATEMENT): Step(BallotState.OPEN),
        (BallotState.CLOSED, Act.MAKE_STATEMENT): Step(BallotState.CLOSED),
    },
    follows={
        (BallotState.OPEN, Act.PUBLISH): Fork(
            (
                Step(BallotState.VOID, when=(c.it_is_by_silence_and_its_text_changed,)),
                Step(BallotState.OPEN),
            )
        ),
        (BallotState.CLOSED, Act.CLOSE_BALLOT): Step(
            BallotState.SET_ASIDE, when=(c.a_reconsideration_is_carried,)
        ),
    },
)

ENDORSEMENT: Final = Machine(
    "endorsement",
    EndorsementState.AWAITED,
    moves={
        (EndorsementState.AWAITED, Act.ENDORSE): Step(
            EndorsementState.GIVEN,
            when=(
                c.the_text_is_frozen,
                c.the_fingerprint_is_the_frozen_one,
                c.the_mandate_is_accepted,
                c.the_signatory_signed_in_again,
            ),
        ),
        (EndorsementState.AWAITED, Act.RECORD_PAPER_SIGNATURE): Step(
            EndorsementState.GIVEN,
            when=(
                c.the_text_is_frozen,
                c.the_fingerprint_is_the_frozen_one,
                c.the_mandate_is_accepted,
                c.a_scan_is_lodged,
            ),
        ),
        (EndorsementState.GIVEN, Act.WITHDRAW_ENDORSEMENT): Step(EndorsementState.WITHDRAWN),
    },
)

MANDATE: Final = Machine(
    "mandate",
    MandateState.AWAITED,
    moves={
        (MandateState.AWAITED, Act.LODGE_MANDATE): Step(MandateState.LODGED),
        (MandateState.LODGED, Act.ACCEPT_MANDATE): Step(MandateState.ACCEPTED),
        (MandateState.LODGED, Act.REFUSE_MANDATE): Step(
            MandateState.REFUSED, when=(c.a_reason_is_given,)
        ),
    },
)

CREDENTIALS: Final = Machine(
    "credentials",
    CredentialsState.AWAITED,
    moves={
        (CredentialsState.AWAITED, Act.ACCEPT_CREDENTIALS): Step(CredentialsState.ACCEPTED),
        (CredentialsState.AWAITED, Act.REFUSE_CREDENTIALS): Step(
            CredentialsState.REFUSED, when=(c.a_reason_is_given,)
        ),
        (CredentialsState.ACCEPTED, Act.REFUSE_CREDENTIALS): Step(
            CredentialsState.REFUSED, when=(c.a_reason_is_given,)
        ),
        (CredentialsState.REFUSED, Act.ACCEPT_CREDENTIALS): Step(CredentialsState.ACCEPTED),
    },
)

SITTING: Final = Machine(
    "sitting",
    SittingState.PLANNED,
    moves={
        (SittingState.PLANNED, Act.OPEN_SITTING): Step(
            SittingState.OPEN, when=(c.no_other_sitting_is_open, c.the_quorum_to_open_is_present)
        ),
        (SittingState.PLANNED, Act.NOTE_PRESENCE): Step(SittingState.PLANNED),
        (SittingState.PLANNED, Act.END_PRESENCE): Step(SittingState.PLANNED),
        (SittingState.OPEN, Act.NOTE_PRESENCE): Step(SittingState.OPEN),
        (SittingState.OPEN, Act.END_PRESENCE): Step(SittingState.OPEN),
        (SittingState.OPEN, Act.TAKE_UP_ITEM): Step(SittingState.OPEN),
        (SittingState.OPEN, Act.REQUEST_FLOOR): Step(
            SittingState.OPEN,
            when=(
                c.the_delegation_is_present,
                c.the_list_takes_the_request,
                c.a_turn_is_left,
                c.no_such_request_waits,
            ),
        ),
        (SittingState.OPEN, Act.WITHDRAW_REQUEST): Step(
            SittingState.OPEN, when=(c.a_request_waits,)
        ),
        (SittingState.OPEN, Act.GIVE_FLOOR): Step(SittingState.OPEN, when=(c.it_is_next_to_speak,)),
        (SittingState.OPEN, Act.END_TURN): Step(
            SittingState.OPEN, when=(c.somebody_has_the_floor,)
        ),
        (SittingState.OPEN, Act.CLOSE_SPEAKERS_LIST): Step(
            SittingState.OPEN, when=(c.the_list_is_open,)
        ),
        (SittingState.OPEN, Act.CLOSE_SITTING): Step(
            SittingState.CLOSED, when=(c.no_ballot_is_open,)
        ),
    },
)
