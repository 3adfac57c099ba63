"""Ending ballots: by the chair, by the clock, without a result."""

from dataclasses import replace
from datetime import datetime
from typing import Final

from sqlalchemy import Select, bindparam, case, func, select

from declaration import clock
from declaration.amendments import steps as amendments
from declaration.drafting.models import Declaration
from declaration.extensions import db
from declaration.forums.models import Forum
from declaration.journal import SYSTEM, Actor, Record, act
from declaration.procedure import MACHINES, after
from declaration.procedure.acts import Act
from declaration.procedure.ballots import BallotRecord, result, tally_of
from declaration.procedure.conditions import BY_OBJECTION
from declaration.procedure.deadlines import has_passed
from declaration.procedure.decision import Decision
from declaration.procedure.facts import Facts
from declaration.procedure.refusals import WrongState
from declaration.procedure.states import BallotState, Method, Outcome
from declaration.voting import steps
from declaration.voting.following import follow
from declaration.voting.models import Ballot, Objection
from declaration.voting.operations import typed
from declaration.voting.recording import record_of
from declaration.voting.ruling import rule_consequence

__all__ = ["close", "declare", "rule_consequence", "tick", "void"]

AMENDMENT: Final = MACHINES["amendment"]


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
        record = record_of(ballot, entry.at)
        facts = Facts(
            method=ballot.method,
            question=ballot.question,
            deadline_passed=has_passed(ballot.closes_at, entry.at),
            silence_is_broken=bool(record.objections),
            totals_entered=record.totals is not None,
        )
        decision = _decided(ballot, record, facts)
        facts = replace(facts, outcome=decision.outcome)
        ballot.state = after(steps.BALLOT, ballot.state, Act.CLOSE_BALLOT, facts)
        totals = steps.as_numbers(tally_of(record))
        _write_result(ballot, decision, entry.at)
        if ballot.written or ballot.method in BY_OBJECTION:
            # «I see no objection: it is so decided» is both; what is written is told by letter.
            ballot.declared_at = entry.at
        ballot.totals = {**ballot.totals, **totals, "present": record.present}
        follow(ballot, decision.outcome, facts)
        _say_closed(entry, ballot, record, decision, totals)
    return decision.outcome


def declare(ballot_id: int, by: Actor) -> None:
    """Tell the meeting how a ballot ended, once the chair has read it out.

    The record has the result from the closing on; the hall's screen waits for this.
    Raises NotPermitted, WrongState.
    """
    with act(Act.DECLARE_RESULT, by=by) as entry:
        by.must(Act.DECLARE_RESULT)
        ballot = steps.locked(ballot_id)
        facts = Facts(result_declared=ballot.declared_at is not None)
        ballot.state = after(steps.BALLOT, ballot.state, Act.DECLARE_RESULT, facts)
        ballot.declared_at = entry.at
        steps.about(entry, ballot)
        assert ballot.result is not None
        entry.data(outcome=ballot.result.value)


def _decided(ballot: Ballot, record: BallotRecord, facts: Facts) -> Decision:
    """The decision that the record leads to. Raises WrongState while there cannot be one."""
    unmet = []
    if ballot.method is Method.SHOW_OF_HANDS and not facts.totals_entered:
        unmet.append("the_hands_were_counted")
    if ballot.method is Method.SILENCE and not (facts.deadline_passed or facts.silence_is_broken):
        unmet.append("silence_has_run_its_time")
    if ballot.state is not BallotState.OPEN or unmet:
        raise WrongState(Act.CLOSE_BALLOT, ballot.state, unmet=tuple(unmet))
    return result(record)


def _write_result(ballot: Ballot, decision: Decision, at: datetime) -> None:
    ballot.closed_at = at
    ballot.result = decision.outcome
    ballot.because = {"ground": decision.ground.value, "needed": decision.needed}
    if decision.outcome is Outcome.VOID:
        steps.free_subjects(ballot)


def _say_closed(
    entry: Record,
    ballot: Ballot,
    record: BallotRecord,
    decision: Decision,
    totals: dict[str, int],
) -> None:
    answered = record.votes.keys() | {each.delegation for each in record.objections}
    attending = [each.delegation for each in record.electors if each.present_at_closing]
    steps.about(entry, ballot)
    entry.data(
        totals=totals,
        outcome=decision.outcome.value,
        ground=decision.ground.value,
        needed=decision.needed,
        present=sorted(answered) if ballot.written else attending,
    )


def void(ballot_id: int, reason: str, by: Actor) -> None:
    """End a ballot without a result, which frees its question.

    Raises Invalid, NotPermitted, WrongState.
    """
    reason = typed(reason)
    with act(Act.VOID_BALLOT, by=by) as entry:
        by.must(Act.VOID_BALLOT)
        ballot = steps.locked(ballot_id)
        ballot.state = after(steps.BALLOT, ballot.state, Act.VOID_BALLOT, Facts(reason=reason))
        ballot.closed_at = entry.at
        ballot.declared_at = entry.at
        ballot.result = Outcome.VOID
        ballot.because = {"ground": "chair", "reason": reason}
        steps.free_subjects(ballot)
        for amendment in steps.amendments_put(ballot):
            amendment.state = after(AMENDMENT, amendment.state, Act.VOID_BALLOT)
            amendments.touch(amendment)
        steps.about(entry, ballot)
        entry.seal(reason=reason)


def tick(now: datetime | None = None) -> int:
    """End the ballots in writing whose end has come; gives how many.

    At their deadline, or silence at the objection that broke it, and dated so. A ballot in a
    sitting is closed by who presides. Two ticks at once close each ballot once: the slower finds
    it closed.
    """
    closed = 0
    for ballot_id, ended, forum_id, log in _due(now or clock.now()):
        by = replace(SYSTEM, forum_id=forum_id, log=log)
        try:
            close(ballot_id, by, at=ended)
        except WrongState:
            continue
        closed += 1
    return closed


def _due(now: datetime) -> list[tuple[int, datetime, int, str]]:
    """The ballots to end: each with when it ended, its forum and its log. One statement."""
    found = db.session.connection().execute(_DUE, {"now": now})
    return [(ballot_id, ended, forum_id, log) for ballot_id, ended, forum_id, log in found]


def _due_query() -> Select[int, datetime, int, str]:
    broken = (
        select(func.min(Objection.raised_at))
        .where(Objection.ballot_id == Ballot.id)
        .correlate(Ballot)
        .scalar_subquery()
    )
    ended = case((Ballot.method == Method.SILENCE, broken))
    return (
        select(Ballot.id, func.coalesce(ended, Ballot.closes_at), Forum.id, Forum.log)
        .join(Declaration, Declaration.id == Ballot.declaration_id)
        .join(Forum, Forum.id == Declaration.forum_id)
        .where(
            Ballot.state == BallotState.OPEN,
            Ballot.written,
            (Ballot.closes_at <= bindparam("now")) | ended.is_not(None),
        )
        .order_by(Ballot.id)
    )


_DUE: Final = _due_query()
"""Made once: whatever changes anything asks it first."""
