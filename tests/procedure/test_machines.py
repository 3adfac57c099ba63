"""The tables of states: obeyed, closed, safe when nothing is known."""

import inspect
from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from declaration.procedure import (
    AMENDMENT,
    BALLOT,
    CLAUSE,
    DECLARATION,
    ENDORSEMENT,
    MACHINES,
    PENDING,
    SITTING,
    Act,
    AmendmentState,
    BallotState,
    ClauseState,
    DeclarationState,
    EndorsementState,
    Facts,
    Fate,
    Machine,
    Method,
    Outcome,
    Question,
    SittingState,
    WrongState,
    after,
    conditions,
    possible,
)

A, B, C, D = AmendmentState, BallotState, ClauseState, DeclarationState
IN_NEGOTIATION = Facts(stage=D.NEGOTIATION)
ADOPTED = Facts(question=Question.AMENDMENT, outcome=Outcome.ADOPTED)
REJECTED = Facts(question=Question.AMENDMENT, outcome=Outcome.REJECTED)
VOID = Facts(question=Question.AMENDMENT, outcome=Outcome.VOID)
RECONSIDERED = Facts(question=Question.RECONSIDERATION, outcome=Outcome.ADOPTED)
NOT_RECONSIDERED = Facts(question=Question.RECONSIDERATION, outcome=Outcome.REJECTED)
OPEN_WINDOW = Facts(stage=D.NEGOTIATION, amendments_open=True, changes_something=True)
WAIVED = Facts(stage=D.NEGOTIATION, lateness_waived=True, changes_something=True)
ALONE = Facts(
    is_in_the_text=False, parent_awaits_its_vote=True, children_put=0, undecided_children=0
)
SCREENED = replace(ALONE, arabic_is_confirmed=True, scope_is_clear=True, changes_something=True)
READY = replace(ALONE, on_current_version=True, notice_is_over=True, adopted_rivals=0)
GONE = Facts(parent_is_gone=True)
BECAUSE = Facts(reason="سبب مكتوب")
QUIET = Facts(open_ballots=0, pending_amendments=0, unmerged_amendments=0)

LIVES = [
    # the declaration
    ("negotiation opens on a text", DECLARATION, D.DRAFTING, Act.OPEN_NEGOTIATION, Facts(clauses=24), D.NEGOTIATION),
    ("adoption begins when nobody votes", DECLARATION, D.NEGOTIATION, Act.BEGIN_ADOPTION, QUIET, D.ADOPTION),
    ("what lapses was listed first", DECLARATION, D.NEGOTIATION, Act.BEGIN_ADOPTION, Facts(open_ballots=0, unmerged_amendments=0, pending_amendments=3, lapsing_was_listed=True), D.ADOPTION),
    ("practice has a way back", DECLARATION, D.ADOPTION, Act.RESUME_NEGOTIATION, Facts(open_ballots=0, reason="بند مرفوض"), D.NEGOTIATION),
    ("the whole is adopted", DECLARATION, D.ADOPTION, Act.ADOPT_DECLARATION, Facts(open_ballots=0, open_clauses=0, rejected_clauses=0, whole_is_adopted=True), D.ADOPTED),
    ("editing after adoption changes typography alone", DECLARATION, D.ADOPTED, Act.PUBLISH, Facts(editorial=True), D.ADOPTED),
    ("everything decided, it is frozen", DECLARATION, D.ADOPTED, Act.FREEZE, Facts(open_ballots=0, pending_amendments=0, undecided_clauses=0), D.FROZEN),
    ("the forum ends", DECLARATION, D.FROZEN, Act.CLOSE_DECLARATION, Facts(), D.CLOSED),
    # a clause
    ("a clause is settled", CLAUSE, C.OPEN, Act.SETTLE_CLAUSE, QUIET, C.SETTLED),
    ("and reopened with a reason", CLAUSE, C.SETTLED, Act.REOPEN_CLAUSE, BECAUSE, C.OPEN),
    ("adopted as amended", CLAUSE, C.OPEN, Act.CLOSE_BALLOT, Facts(question=Question.CLAUSE, outcome=Outcome.ADOPTED, was_amended=True), C.ADOPTED),
    ("rejected as amended, it returns to open", CLAUSE, C.OPEN, Act.CLOSE_BALLOT, Facts(question=Question.CLAUSE, outcome=Outcome.REJECTED, was_amended=True), C.OPEN),
    ("rejected as it was drafted", CLAUSE, C.SETTLED, Act.CLOSE_BALLOT, Facts(question=Question.CLAUSE, outcome=Outcome.REJECTED), C.NOT_ADOPTED),
    ("a void ballot decides nothing", CLAUSE, C.SETTLED, Act.CLOSE_BALLOT, VOID, C.SETTLED),
    ("a correction keeps the decision", CLAUSE, C.ADOPTED, Act.PUBLISH, Facts(editorial=True), C.ADOPTED),
    ("any other version opens it again", CLAUSE, C.ADOPTED, Act.PUBLISH, Facts(), C.OPEN),
    ("what was settled is adopted with the whole", CLAUSE, C.SETTLED, Act.ADOPT_DECLARATION, Facts(whole_is_adopted=True), C.ADOPTED),
    ("reconsideration reopens it", CLAUSE, C.ADOPTED, Act.CLOSE_BALLOT, RECONSIDERED, C.OPEN),
    # an amendment
    ("submitted in time", AMENDMENT, A.DRAFT, Act.SUBMIT, OPEN_WINDOW, A.SUBMITTED),
    ("a late one waived", AMENDMENT, A.DRAFT, Act.SUBMIT, WAIVED, A.SUBMITTED),
    ("a compromise has no deadline but the stage", AMENDMENT, A.DRAFT, Act.PROPOSE_COMPROMISE, Facts(stage=D.NEGOTIATION, changes_something=True), A.SUBMITTED),
    ("admitted", AMENDMENT, A.SUBMITTED, Act.ADMIT, SCREENED, A.ADMISSIBLE),
    ("refused with a reason", AMENDMENT, A.SUBMITTED, Act.REFUSE, BECAUSE, A.INADMISSIBLE),
    ("revised, it stays admissible", AMENDMENT, A.ADMISSIBLE, Act.REVISE, SCREENED, A.ADMISSIBLE),
    ("revised in English, it is screened again", AMENDMENT, A.SCHEDULED, Act.REVISE, replace(SCREENED, arabic_is_confirmed=False), A.SUBMITTED),
    ("scheduled", AMENDMENT, A.ADMISSIBLE, Act.SCHEDULE, replace(ALONE, stage=D.NEGOTIATION, on_current_version=True), A.SCHEDULED),
    ("put to the vote", AMENDMENT, A.SCHEDULED, Act.OPEN_BALLOT, READY, A.PUT),
    ("adopted", AMENDMENT, A.PUT, Act.CLOSE_BALLOT, ADOPTED, A.ADOPTED),
    ("rejected", AMENDMENT, A.PUT, Act.CLOSE_BALLOT, REJECTED, A.REJECTED),
    ("a void ballot is put again", AMENDMENT, A.PUT, Act.CLOSE_BALLOT, VOID, A.SCHEDULED),
    ("merged", AMENDMENT, A.ADOPTED, Act.PUBLISH, Facts(), A.MERGED),
    ("merged into its parent's new wording", AMENDMENT, A.ADOPTED, Act.REVISE, Facts(), A.MERGED),
    ("the chair rules it falls", AMENDMENT, A.SCHEDULED, Act.RULE_CONSEQUENCE, replace(ALONE, fate=Fate.FALLS), A.FALLEN),
    ("the chair rules it satisfied", AMENDMENT, A.ADMISSIBLE, Act.RULE_CONSEQUENCE, replace(ALONE, fate=Fate.SATISFIED), A.SATISFIED),
    ("the chair rules otherwise, with a reason", AMENDMENT, A.SCHEDULED, Act.RULE_CONSEQUENCE, Facts(fate=Fate.STAYS, reason="يُطرح"), A.SCHEDULED),
    ("withdrawn", AMENDMENT, A.SCHEDULED, Act.WITHDRAW, ALONE, A.WITHDRAWN),
    ("gone with what it amends, withdrawn", AMENDMENT, A.SCHEDULED, Act.WITHDRAW, GONE, A.FALLEN),
    ("gone with what it amends, refused", AMENDMENT, A.ADMISSIBLE, Act.REFUSE, GONE, A.FALLEN),
    ("gone with what it amends, rejected", AMENDMENT, A.SUBMITTED, Act.CLOSE_BALLOT, GONE, A.FALLEN),
    ("gone with what it amends, fallen", AMENDMENT, A.SCHEDULED, Act.RULE_CONSEQUENCE, GONE, A.FALLEN),
    ("back with what it amends, taken over", AMENDMENT, A.FALLEN, Act.TAKE_OVER, Facts(was_admissible=True), A.ADMISSIBLE),
    ("taken over where it stood", AMENDMENT, A.WITHDRAWN, Act.TAKE_OVER, replace(ALONE, stage=D.NEGOTIATION, was_admissible=True), A.ADMISSIBLE),
    ("taken over before the screening", AMENDMENT, A.WITHDRAWN, Act.TAKE_OVER, replace(ALONE, stage=D.NEGOTIATION), A.SUBMITTED),
    ("divided", AMENDMENT, A.SCHEDULED, Act.DIVIDE, replace(ALONE, parts=2), A.DIVIDED),
    ("all its parts rejected", AMENDMENT, A.DIVIDED, Act.CLOSE_BALLOT, Facts(every_part_rejected=True), A.REJECTED),
    ("one of its parts adopted", AMENDMENT, A.DIVIDED, Act.CLOSE_BALLOT, ADOPTED, A.DIVIDED),
    ("replaced when all consent", AMENDMENT, A.ADMISSIBLE, Act.GIVE_CONSENT, replace(ALONE, replaced_by_compromise=True), A.REPLACED),
    ("not yet", AMENDMENT, A.SCHEDULED, Act.GIVE_CONSENT, Facts(replaced_by_compromise=False), A.SCHEDULED),
    ("consent taken back", AMENDMENT, A.REPLACED, Act.TAKE_CONSENT_BACK, Facts(), A.ADMISSIBLE),
    ("the compromise rejected", AMENDMENT, A.REPLACED, Act.CLOSE_BALLOT, Facts(compromise_is_lost=True), A.ADMISSIBLE),
    ("the compromise adopted", AMENDMENT, A.REPLACED, Act.CLOSE_BALLOT, ADOPTED, A.REPLACED),
    ("the compromise revised asks again", AMENDMENT, A.REPLACED, Act.REVISE, Facts(), A.ADMISSIBLE),
    ("never considered", AMENDMENT, A.SUBMITTED, Act.BEGIN_ADOPTION, Facts(), A.LAPSED),
    ("negotiation resumed, it waits again", AMENDMENT, A.LAPSED, Act.RESUME_NEGOTIATION, Facts(), A.SUBMITTED),
    ("reconsidered after merging", AMENDMENT, A.MERGED, Act.CLOSE_BALLOT, RECONSIDERED, A.ADMISSIBLE),
    ("what fell by it comes back", AMENDMENT, A.FALLEN, Act.CLOSE_BALLOT, Facts(question=Question.RECONSIDERATION, outcome=Outcome.ADOPTED, was_admissible=True), A.ADMISSIBLE),
    ("but not past the screening", AMENDMENT, A.FALLEN, Act.CLOSE_BALLOT, RECONSIDERED, A.SUBMITTED),
    ("a divided whole waits for its parts again", AMENDMENT, A.REJECTED, Act.CLOSE_BALLOT, Facts(question=Question.RECONSIDERATION, outcome=Outcome.ADOPTED, was_divided=True), A.DIVIDED),
    # a ballot
    ("opened in a sitting", BALLOT, B.PREPARED, Act.OPEN_BALLOT, Facts(question=Question.AMENDMENT, stage=D.NEGOTIATION, rival_ballots=0, electors=30, sitting_is_open=True), B.OPEN),
    ("silence needs no sitting", BALLOT, B.PREPARED, Act.OPEN_BALLOT, Facts(question=Question.CLAUSE, stage=D.ADOPTION, rival_ballots=0, electors=30, method=Method.SILENCE), B.OPEN),
    ("a vote is cast", BALLOT, B.OPEN, Act.CAST_VOTE, Facts(method=Method.ROLL_CALL, deadline_passed=False, elector_may_vote=True), B.OPEN),
    ("an objection in the hall", BALLOT, B.OPEN, Act.OBJECT, Facts(method=Method.CONSENSUS, deadline_passed=False, elector_may_vote=True), B.OPEN),
    ("decided", BALLOT, B.OPEN, Act.CLOSE_BALLOT, Facts(method=Method.RECORDED, outcome=Outcome.REJECTED), B.CLOSED),
    ("the hands were counted", BALLOT, B.OPEN, Act.CLOSE_BALLOT, Facts(method=Method.SHOW_OF_HANDS, outcome=Outcome.ADOPTED, totals_entered=True), B.CLOSED),
    ("without a quorum it is void", BALLOT, B.OPEN, Act.CLOSE_BALLOT, Facts(method=Method.RECORDED, outcome=Outcome.VOID), B.VOID),
    ("silence closes at its deadline", BALLOT, B.OPEN, Act.CLOSE_BALLOT, Facts(method=Method.SILENCE, outcome=Outcome.ADOPTED, deadline_passed=True), B.CLOSED),
    ("broken silence closes at once", BALLOT, B.OPEN, Act.CLOSE_BALLOT, Facts(method=Method.SILENCE, outcome=Outcome.REJECTED, silence_is_broken=True), B.CLOSED),
    ("a changed text voids silence", BALLOT, B.OPEN, Act.PUBLISH, Facts(method=Method.SILENCE, text_put_changed=True), B.VOID),
    ("a decision is set aside", BALLOT, B.CLOSED, Act.CLOSE_BALLOT, RECONSIDERED, B.SET_ASIDE),
    # a signature, a sitting
    ("endorsed", ENDORSEMENT, EndorsementState.AWAITED, Act.ENDORSE, Facts(stage=D.FROZEN, fingerprint_matches=True, mandate_is_accepted=True, signed_in_again=True), EndorsementState.GIVEN),
    ("acceding is the same act, later", ENDORSEMENT, EndorsementState.AWAITED, Act.ENDORSE, Facts(stage=D.CLOSED, fingerprint_matches=True, mandate_is_accepted=True, signed_in_again=True), EndorsementState.GIVEN),
    ("signed on paper", ENDORSEMENT, EndorsementState.AWAITED, Act.RECORD_PAPER_SIGNATURE, Facts(stage=D.FROZEN, fingerprint_matches=True, mandate_is_accepted=True, scan_is_lodged=True), EndorsementState.GIVEN),
    ("a sitting opens with its quorum", SITTING, SittingState.PLANNED, Act.OPEN_SITTING, Facts(quorum_to_open=True, other_open_sittings=0), SittingState.OPEN),
]  # fmt: skip


@pytest.mark.parametrize(("because", "machine", "state", "act", "facts", "to"), LIVES)
def test_an_act_leads_on(
    because: str, machine: Machine[Any], state: Any, act: Act, facts: Facts, to: Any
) -> None:
    assert after(machine, state, act, facts) is to, because


REFUSALS = [
    ("the window is closed", AMENDMENT, A.DRAFT, Act.SUBMIT, Facts(stage=D.NEGOTIATION, changes_something=True), ("amendments_are_open",)),
    ("nothing is changed", AMENDMENT, A.DRAFT, Act.SUBMIT, Facts(stage=D.NEGOTIATION, amendments_open=True), ("it_changes_something",)),
    ("open, but adoption has begun", AMENDMENT, A.DRAFT, Act.SUBMIT, Facts(stage=D.ADOPTION, amendments_open=True, changes_something=True), ("amendments_are_open",)),
    ("refused without a reason", AMENDMENT, A.SUBMITTED, Act.REFUSE, Facts(reason="  "), ("a_reason_is_given",)),
    ("its Arabic is not confirmed", AMENDMENT, A.SUBMITTED, Act.ADMIT, Facts(scope_is_clear=True), ("its_arabic_is_confirmed",)),
    ("it replaces the whole clause, unruled", AMENDMENT, A.SUBMITTED, Act.ADMIT, Facts(arabic_is_confirmed=True), ("the_scope_is_clear",)),
    ("its vote has opened", AMENDMENT, A.PUT, Act.WITHDRAW, Facts(), ()),
    ("its vote has opened", AMENDMENT, A.PUT, Act.REVISE, SCREENED, ()),
    ("it waits for rebasing", AMENDMENT, A.SCHEDULED, Act.OPEN_BALLOT, replace(READY, on_current_version=False), ("it_is_on_the_current_version",)),
    ("delegations had no time to consider it", AMENDMENT, A.SCHEDULED, Act.OPEN_BALLOT, replace(READY, notice_is_over=False), ("its_notice_is_over",)),
    ("what amends it comes first", AMENDMENT, A.SCHEDULED, Act.OPEN_BALLOT, replace(READY, undecided_children=1), ("its_own_amendments_are_decided",)),
    ("an adopted one leaves it no room", AMENDMENT, A.SCHEDULED, Act.OPEN_BALLOT, replace(READY, adopted_rivals=1), ("nothing_adopted_excludes_it",)),
    ("nobody asked whether an adopted one does", AMENDMENT, A.SCHEDULED, Act.OPEN_BALLOT, replace(READY, adopted_rivals=None), ("nothing_adopted_excludes_it",)),
    ("one change cannot be divided", AMENDMENT, A.SCHEDULED, Act.DIVIDE, replace(ALONE, parts=1), ("it_has_separable_parts",)),
    ("what amends it is decided before its parts", AMENDMENT, A.SCHEDULED, Act.DIVIDE, replace(ALONE, parts=2, undecided_children=1), ("its_own_amendments_are_decided",)),
    ("an amendment to it is being voted", AMENDMENT, A.SCHEDULED, Act.WITHDRAW, replace(ALONE, children_put=1), ("no_amendment_to_it_is_put",)),
    ("an amendment to it is being voted", AMENDMENT, A.ADMISSIBLE, Act.REVISE, replace(SCREENED, children_put=1), ("no_amendment_to_it_is_put",)),
    ("an amendment to it is being voted", AMENDMENT, A.ADMISSIBLE, Act.GIVE_CONSENT, replace(ALONE, replaced_by_compromise=True, children_put=1), ("no_amendment_to_it_is_put",)),
    ("an amendment to it is being voted", AMENDMENT, A.SCHEDULED, Act.RULE_CONSEQUENCE, replace(ALONE, fate=Fate.FALLS, children_put=1), ("no_amendment_to_it_is_put",)),
    ("what it amends was decided", AMENDMENT, A.SCHEDULED, Act.OPEN_BALLOT, replace(READY, parent_awaits_its_vote=False), ("what_it_amends_awaits_its_vote",)),
    ("reconsidered, its words are in the text still", AMENDMENT, A.ADMISSIBLE, Act.SCHEDULE, replace(READY, stage=D.NEGOTIATION, is_in_the_text=True), ("it_is_out_of_the_text",)),
    ("a failed reconsideration changes nothing", AMENDMENT, A.MERGED, Act.CLOSE_BALLOT, NOT_RECONSIDERED, ("a_reconsideration_is_carried",)),
    ("an adopted one does not fall", AMENDMENT, A.ADOPTED, Act.RULE_CONSEQUENCE, Facts(fate=Fate.FALLS), ()),
    ("somebody is voting", DECLARATION, D.NEGOTIATION, Act.BEGIN_ADOPTION, Facts(open_ballots=1, pending_amendments=0, unmerged_amendments=0), ("no_ballot_is_open",)),
    ("an adopted one is not in the text", DECLARATION, D.NEGOTIATION, Act.BEGIN_ADOPTION, Facts(open_ballots=0, pending_amendments=0, unmerged_amendments=1), ("nothing_adopted_awaits_merging",)),
    ("what lapses was not listed", DECLARATION, D.NEGOTIATION, Act.BEGIN_ADOPTION, Facts(open_ballots=0, pending_amendments=2, unmerged_amendments=0), ("what_lapses_was_listed",)),
    ("a clause is open", DECLARATION, D.ADOPTION, Act.ADOPT_DECLARATION, Facts(open_ballots=0, open_clauses=1, rejected_clauses=0, whole_is_adopted=True), ("no_clause_is_open",)),
    ("what was voted down is in the text still", DECLARATION, D.ADOPTION, Act.ADOPT_DECLARATION, Facts(open_ballots=0, open_clauses=0, rejected_clauses=1, whole_is_adopted=True), ("what_was_not_adopted_is_out_of_the_text",)),
    ("the whole is not put with what was voted down", BALLOT, B.PREPARED, Act.OPEN_BALLOT, Facts(question=Question.DECLARATION, stage=D.ADOPTION, rival_ballots=0, electors=30, sitting_is_open=True, rejected_clauses=1), ("what_was_not_adopted_is_out_of_the_text",)),
    ("a clause is undecided", DECLARATION, D.ADOPTED, Act.FREEZE, Facts(open_ballots=0, pending_amendments=0, undecided_clauses=1), ("every_clause_is_decided",)),
    ("an amendment is pending", DECLARATION, D.ADOPTED, Act.FREEZE, Facts(open_ballots=0, pending_amendments=1, undecided_clauses=0), ("no_amendment_is_pending",)),
    ("a change of substance after adoption", DECLARATION, D.ADOPTED, Act.PUBLISH, Facts(), ("the_change_is_editorial",)),
    ("after the freeze the text cannot change", DECLARATION, D.FROZEN, Act.PUBLISH, Facts(editorial=True), ()),
    ("nor negotiation resume", DECLARATION, D.FROZEN, Act.RESUME_NEGOTIATION, BECAUSE, ()),
    ("another ballot asks the same", BALLOT, B.PREPARED, Act.OPEN_BALLOT, Facts(question=Question.CLAUSE, stage=D.ADOPTION, rival_ballots=1, electors=30, sitting_is_open=True), ("no_other_ballot_asks_it",)),
    ("the whole is not put in negotiation", BALLOT, B.PREPARED, Act.OPEN_BALLOT, Facts(rejected_clauses=0, question=Question.DECLARATION, stage=D.NEGOTIATION, rival_ballots=0, electors=30, sitting_is_open=True), ("the_stage_allows_the_question",)),
    ("nobody can vote", BALLOT, B.PREPARED, Act.OPEN_BALLOT, Facts(rejected_clauses=0, question=Question.DECLARATION, stage=D.ADOPTION, rival_ballots=0, electors=0, written=True), ("there_are_electors",)),
    ("a vote after the deadline", BALLOT, B.OPEN, Act.CAST_VOTE, Facts(method=Method.RECORDED, deadline_passed=True, elector_may_vote=True), ("the_deadline_has_not_passed",)),
    ("a vote by one who is absent", BALLOT, B.OPEN, Act.CAST_VOTE, Facts(method=Method.RECORDED, deadline_passed=False), ("the_elector_may_vote",)),
    ("nobody counted the hands", BALLOT, B.OPEN, Act.CLOSE_BALLOT, Facts(method=Method.SHOW_OF_HANDS, outcome=Outcome.REJECTED), ("the_hands_were_counted",)),
    ("a vote in a show of hands", BALLOT, B.OPEN, Act.CAST_VOTE, Facts(method=Method.SHOW_OF_HANDS, deadline_passed=False, elector_may_vote=True), ("votes_are_by_name",)),
    ("a vote after closing", BALLOT, B.CLOSED, Act.CAST_VOTE, Facts(method=Method.RECORDED, deadline_passed=False, elector_may_vote=True), ()),
    ("silence broken without a reason", BALLOT, B.OPEN, Act.OBJECT, Facts(method=Method.SILENCE, deadline_passed=False, elector_may_vote=True), ("an_objection_to_silence_has_a_reason",)),
    ("silence closed before its time", BALLOT, B.OPEN, Act.CLOSE_BALLOT, Facts(method=Method.SILENCE, outcome=Outcome.ADOPTED, deadline_passed=False), ("silence_has_run_its_time",)),
    ("more hands than delegations", BALLOT, B.OPEN, Act.ENTER_TOTALS, Facts(method=Method.SHOW_OF_HANDS), ("the_totals_fit",)),
    ("voided without a reason", BALLOT, B.OPEN, Act.VOID_BALLOT, Facts(), ("a_reason_is_given",)),
    ("a void ballot is not reconsidered", BALLOT, B.VOID, Act.CLOSE_BALLOT, RECONSIDERED, ()),
    ("signed without a mandate", ENDORSEMENT, EndorsementState.AWAITED, Act.ENDORSE, Facts(stage=D.FROZEN, fingerprint_matches=True, signed_in_again=True), ("the_mandate_is_accepted",)),
    ("another text's fingerprint", ENDORSEMENT, EndorsementState.AWAITED, Act.ENDORSE, Facts(stage=D.FROZEN, mandate_is_accepted=True, signed_in_again=True), ("the_fingerprint_is_the_frozen_one",)),
    ("before the freeze", ENDORSEMENT, EndorsementState.AWAITED, Act.ENDORSE, Facts(stage=D.ADOPTED, fingerprint_matches=True, mandate_is_accepted=True, signed_in_again=True), ("the_text_is_frozen",)),
    ("no quorum to open", SITTING, SittingState.PLANNED, Act.OPEN_SITTING, Facts(other_open_sittings=0), ("the_quorum_to_open_is_present",)),
    ("another sitting goes on", SITTING, SittingState.PLANNED, Act.OPEN_SITTING, Facts(quorum_to_open=True, other_open_sittings=1), ("no_other_sitting_is_open",)),
]  # fmt: skip


@pytest.mark.parametrize(("because", "machine", "state", "act", "facts", "unmet"), REFUSALS)
def test_an_act_is_refused_and_says_what_was_missing(
    because: str, machine: Machine[Any], state: Any, act: Act, facts: Facts, unmet: tuple[str, ...]
) -> None:
    with pytest.raises(WrongState) as refused:
        after(machine, state, act, facts)
    assert refused.value.unmet == unmet, because
    assert refused.value.possible == possible(machine, state)


machines = pytest.mark.parametrize("machine", MACHINES.values(), ids=MACHINES.keys())


@machines
def test_no_step_stands_twice(machine: Machine[Any]) -> None:
    assert not machine.moves.keys() & machine.follows.keys()


@machines
def test_every_state_can_be_reached(machine: Machine[Any]) -> None:
    reached = {machine.start}
    for _ in type(machine.start):
        reached |= {step.to for start, _, step in machine.arrows() if start in reached}
    assert reached == set(type(machine.start))


@machines
def test_of_a_fork_the_open_step_is_the_last(machine: Machine[Any]) -> None:
    for start, act in (*machine.moves, *machine.follows):
        *earlier, _ = machine.steps(start, act)
        assert all(step.when for step in earlier), (start, act)


@machines
def test_when_nothing_is_known_no_condition_holds(machine: Machine[Any]) -> None:
    asked = {condition for _, _, step in machine.arrows() for condition in step.when}
    assert [c.__name__ for c in asked if c(Facts())] == []


def test_every_condition_stands_in_a_table() -> None:
    written = {
        name
        for name, value in inspect.getmembers(conditions, inspect.isfunction)
        if value.__module__ == conditions.__name__
    }
    asked = {
        condition.__name__
        for machine in MACHINES.values()
        for _, _, step in machine.arrows()
        for condition in step.when
    }
    assert written == asked


def test_every_fact_is_asked_for() -> None:
    source = inspect.getsource(conditions)
    assert [f.name for f in fields(Facts) if f"facts.{f.name}" not in source] == []


@machines
@given(data=st.data())
def test_only_acts_that_are_offered_or_follow_have_a_step(
    machine: Machine[Any], data: st.DataObject
) -> None:
    state = data.draw(st.sampled_from(list(type(machine.start))))
    act = data.draw(st.sampled_from(Act))
    if machine.steps(state, act):
        assert act in possible(machine, state) or (state, act) in machine.follows
    else:
        with pytest.raises(WrongState):
            after(machine, state, act)


def test_once_put_an_amendment_is_out_of_its_sponsors_hands() -> None:
    assert possible(AMENDMENT, A.PUT) == ()


def test_pending_is_what_the_record_still_owes_an_answer() -> None:
    lapsing = {
        start
        for start, act, step in AMENDMENT.arrows()
        if act is Act.BEGIN_ADOPTION and start is not A.REPLACED
    }
    assert lapsing | {A.PUT} == PENDING
