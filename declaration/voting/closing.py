"""Ending ballots: closing, voiding, what follows for amendments and clauses; the clock's part."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from sqlalchemy import select

from declaration import clock
from declaration.amendments.models import Amendment, Replaces
from declaration.amendments.operations import label
from declaration.amendments.steps import locked
from declaration.drafting.models import Clause, ClauseVersion, Declaration, Origin
from declaration.extensions import db
from declaration.forums.models import Forum
from declaration.journal import SYSTEM, Actor, Record, act
from declaration.procedure import MACHINES, after
from declaration.procedure.acts import Act
from declaration.procedure.ballots import result, tally_of
from declaration.procedure.deadlines import has_passed
from declaration.procedure.decision import Decision
from declaration.procedure.facts import Facts
from declaration.procedure.reconsideration import End, returned_by
from declaration.procedure.refusals import WrongState
from declaration.procedure.silence import silence_ends
from declaration.procedure.states import (
    AmendmentState,
    BallotState,
    Fate,
    Method,
    Outcome,
    Question,
)
from declaration.voting import steps
from declaration.voting.models import Ballot, BallotSubject

AMENDMENT: Final = MACHINES["amendment"]
CLAUSE: Final = MACHINES["clause"]


def close(ballot_id: int, by: Actor, *, at: datetime | None = None) -> Outcome:
    """Close a ballot, count it, and let the result follow for what it asked about.

    `at` dates a closing that the clock brought about. Raises NotPermitted, WrongState.
    """
    with act(Act.CLOSE_BALLOT, by=by, at=at) as entry:
        by.must(Act.CLOSE_BALLOT)
        ballot = steps.locked(ballot_id)
        if not ballot.written:
            steps.note_presence_at_closing(ballot)
            db.session.flush()
        record = steps.record_of(ballot, entry.at)
        if ballot.method is Method.SILENCE:
            _must_have_ended(ballot, entry.at)
        decision, tally = result(record), tally_of(record)
        facts = Facts(
            method=ballot.method,
            outcome=decision.outcome,
            deadline_passed=has_passed(ballot.closes_at, entry.at),
            silence_is_broken=bool(record.objections),
            question=ballot.question,
        )
        ballot.state = after(steps.BALLOT, ballot.state, Act.CLOSE_BALLOT, facts)
        ballot.closed_at = entry.at
        ballot.result = decision.outcome
        ballot.because = {"ground": decision.ground.value, "needed": decision.needed}
        totals = {
            "for": tally.in_favour,
            "against": tally.against,
            "abstaining": tally.abstaining,
        }
        ballot.totals = {**ballot.totals, **totals, "present": record.present}
        if decision.outcome is Outcome.VOID:
            steps.free_subjects(ballot)
        _follow(ballot, decision, facts)
        _say_closed(entry, ballot, decision, totals)
    return decision.outcome


def _must_have_ended(ballot: Ballot, at: datetime) -> None:
    record = steps.record_of(ballot, at)
    assert ballot.closes_at is not None
    if silence_ends(ballot.closes_at, record.objections, at) is None:
        raise WrongState(Act.CLOSE_BALLOT, ballot.state, unmet=("silence_has_run_its_time",))


def _say_closed(entry: Record, ballot: Ballot, decision: Decision, totals: dict[str, int]) -> None:
    record = steps.record_of(ballot, entry.at)
    present = (
        sorted(record.votes.keys() | {o.delegation for o in record.objections})
        if ballot.written
        else [e.delegation for e in record.electors if e.present_at_closing]
    )
    entry.about("ballot", ballot.number)
    entry.data(
        totals=totals,
        outcome=decision.outcome.value,
        ground=decision.ground.value,
        needed=decision.needed,
        present=present,
    )


def _follow(ballot: Ballot, decision: Decision, facts: Facts) -> None:
    """Move what the ballot asked about."""
    match ballot.question:
        case Question.AMENDMENT | Question.PACKAGE:
            for amendment in steps.amendments_put(ballot):
                amendment.state = after(AMENDMENT, amendment.state, Act.CLOSE_BALLOT, facts)
                amendment.changed_at = clock.now()
                _after_compromise(amendment, decision.outcome)
                _after_part(amendment)
        case Question.CLAUSE:
            _follow_clause(ballot, facts)
        case Question.RECONSIDERATION if decision.outcome is Outcome.ADOPTED:
            _reconsider(ballot)
        case _:
            pass


def _follow_clause(ballot: Ballot, facts: Facts) -> None:
    for subject in ballot.subjects:
        if subject.version_id is None:
            continue
        version = db.session.get_one(ClauseVersion, subject.version_id)
        clause = db.session.get_one(Clause, version.clause_id)
        amended = replace(facts, was_amended=version.origin is Origin.MERGE)
        clause.state = after(CLAUSE, clause.state, Act.CLOSE_BALLOT, amended)


def _after_compromise(amendment: Amendment, outcome: Outcome) -> None:
    """What a lost compromise had replaced becomes admissible again."""
    if outcome is not Outcome.REJECTED:
        return
    return_replaced(amendment, Act.CLOSE_BALLOT)


def return_replaced(compromise: Amendment, because: Act) -> list[Amendment]:
    """Bring back the amendments that a lost compromise stood for; gives them."""
    query = (
        select(Amendment)
        .join(Replaces, Replaces.amendment_id == Amendment.id)
        .where(Replaces.compromise_id == compromise.id, Amendment.state == AmendmentState.REPLACED)
        .order_by(Amendment.id)
        .with_for_update(of=Amendment)
    )
    returned = list(db.session.scalars(query))
    for amendment in returned:
        facts = Facts(compromise_is_lost=True)
        amendment.state = after(AMENDMENT, amendment.state, because, facts)
    return returned


def _after_part(amendment: Amendment) -> None:
    """The whole of a divided amendment is rejected when all its parts are."""
    if amendment.divided_from_id is None:
        return
    whole = db.session.get_one(Amendment, amendment.divided_from_id, with_for_update=True)
    db.session.flush()
    states = db.session.scalars(
        select(Amendment.state).where(Amendment.divided_from_id == whole.id)
    ).all()
    rejected = all(state is AmendmentState.REJECTED for state in states)
    facts = Facts(every_part_rejected=rejected)
    whole.state = after(AMENDMENT, whole.state, Act.CLOSE_BALLOT, facts)


def _reconsider(ballot: Ballot) -> None:
    """Set the earlier ballot aside, reopen its clause, return what it had decided."""
    assert ballot.reconsiders_id is not None
    earlier = steps.locked(ballot.reconsiders_id)
    facts = Facts(question=Question.RECONSIDERATION, outcome=Outcome.ADOPTED)
    earlier.state = after(steps.BALLOT, earlier.state, Act.CLOSE_BALLOT, facts)
    earlier.set_aside_by_id = ballot.id
    steps.free_subjects(earlier)
    clause_ids: set[int] = set()
    for subject in earlier.subjects:
        if subject.version_id is not None:
            clause_ids.add(db.session.get_one(ClauseVersion, subject.version_id).clause_id)
        if subject.amendment_id is not None:
            clause_ids.update(_return_decided(subject.amendment_id, facts))
    for clause_id in sorted(clause_ids):
        clause = db.session.get_one(Clause, clause_id)
        if (clause.state, Act.CLOSE_BALLOT) in CLAUSE.follows and clause.state.value != "open":
            clause.state = after(CLAUSE, clause.state, Act.CLOSE_BALLOT, facts)


def _return_decided(amendment_id: int, facts: Facts) -> set[int]:
    amendment = db.session.get_one(Amendment, amendment_id)
    query = select(Amendment).where(Amendment.clause_id == amendment.clause_id).with_for_update()
    rows = {row.id: row for row in db.session.scalars(query)}
    ends = {row.id: End(row.state, row.because.get("by")) for row in rows.values()}
    for each in returned_by(amendment_id, ends):
        rows[each].state = after(AMENDMENT, rows[each].state, Act.CLOSE_BALLOT, facts)
        rows[each].because = {}
    return {amendment.clause_id} if amendment.clause_id is not None else set()


def void(ballot_id: int, reason: str, by: Actor) -> None:
    """End a ballot without a result, which frees its question. Raises NotPermitted, WrongState."""
    with act(Act.VOID_BALLOT, by=by) as entry:
        by.must(Act.VOID_BALLOT)
        ballot = steps.locked(ballot_id)
        facts = Facts(reason=reason.strip())
        ballot.state = after(steps.BALLOT, ballot.state, Act.VOID_BALLOT, facts)
        ballot.closed_at = entry.at
        ballot.result = Outcome.VOID
        ballot.because = {"ground": "chair", "reason": reason.strip()}
        steps.free_subjects(ballot)
        for amendment in steps.amendments_put(ballot):
            amendment.state = after(AMENDMENT, amendment.state, Act.VOID_BALLOT)
        entry.about("ballot", ballot.number)
        entry.seal(reason=reason.strip())


def rule_consequence(
    amendment_id: int, fate: Fate, adopted_id: int, by: Actor, *, reason: str = ""
) -> None:
    """Let an amendment fall, be satisfied, or stay, because another was adopted.

    Raises NotPermitted; WrongState when it stays against the proposal and no reason is given.
    """
    with act(Act.RULE_CONSEQUENCE, by=by) as entry:
        by.must(Act.RULE_CONSEQUENCE)
        amendment = locked(amendment_id)
        adopted = db.session.get_one(Amendment, adopted_id)
        facts = Facts(fate=fate, reason=reason.strip(), compromise_is_lost=True)
        amendment.state = after(AMENDMENT, amendment.state, Act.RULE_CONSEQUENCE, facts)
        amendment.because = {"by": adopted.id, "number": label(adopted), "reason": reason.strip()}
        if amendment.state in (AmendmentState.FALLEN, AmendmentState.SATISFIED):
            return_replaced(amendment, Act.RULE_CONSEQUENCE)
        entry.about("amendment", label(amendment), amendment.revisions[-1].number)
        entry.data(fate=fate.value, because_of=label(adopted))
        if reason.strip():
            entry.seal(reason=reason.strip())


def tick(now: datetime | None = None) -> int:
    """Close the silence procedures whose end has come, each dated at its end; gives how many.

    Two ticks at once close each ballot once: the slower finds it closed.
    """
    now = now or clock.now()
    due = db.session.execute(
        select(Ballot.id, Ballot.closes_at, Forum.id, Forum.log)
        .join(Declaration, Declaration.id == Ballot.declaration_id)
        .join(Forum, Forum.id == Declaration.forum_id)
        .where(
            Ballot.state == BallotState.OPEN,
            Ballot.method == Method.SILENCE,
            Ballot.closes_at <= now,
        )
        .order_by(Ballot.closes_at, Ballot.id)
    ).all()
    closed = 0
    for ballot_id, closes_at, forum_id, log in due:
        by = replace(SYSTEM, forum_id=forum_id, log=log)
        try:
            close(ballot_id, by, at=closes_at)
            closed += 1
        except WrongState:
            continue
    return closed


def decided_by(amendment_ids: Sequence[int]) -> dict[int, Ballot]:
    """The current ballot of each amendment. One statement."""
    query = (
        select(BallotSubject.amendment_id, Ballot)
        .join(Ballot, Ballot.id == BallotSubject.ballot_id)
        .where(BallotSubject.amendment_id.in_(list(amendment_ids)), BallotSubject.current)
    )
    return {amendment: ballot for amendment, ballot in db.session.execute(query) if amendment}
