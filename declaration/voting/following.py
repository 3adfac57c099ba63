"""What a result does to the amendments, clauses and ballots it was about. No act of its own."""

from dataclasses import replace
from typing import Final

from sqlalchemy import select

from declaration.amendments import steps as amendments
from declaration.amendments.facts import label, was_admissible
from declaration.amendments.models import Amendment
from declaration.drafting.models import Clause, ClauseVersion
from declaration.extensions import db
from declaration.procedure import MACHINES, after
from declaration.procedure.acts import Act
from declaration.procedure.facts import Facts
from declaration.procedure.reconsideration import End, returned_by
from declaration.procedure.states import AmendmentState, ClauseState, Outcome, Question
from declaration.voting import steps
from declaration.voting.models import Ballot

AMENDMENT: Final = MACHINES["amendment"]
CLAUSE: Final = MACHINES["clause"]


def follow(ballot: Ballot, outcome: Outcome, facts: Facts) -> None:
    """Move what the ballot asked about."""
    match ballot.question:
        case Question.AMENDMENT | Question.PACKAGE:
            for amendment in steps.amendments_put(ballot):
                amendment.state = after(AMENDMENT, amendment.state, Act.CLOSE_BALLOT, facts)
                amendments.touch(amendment)
                if outcome is Outcome.REJECTED:
                    amendments.return_replaced(amendment, Act.CLOSE_BALLOT)
                    because = {"by": amendment.id, "number": label(amendment), "reason": ""}
                    amendments.let_children_fall(amendment, Act.CLOSE_BALLOT, because)
                _after_part(amendment)
        case Question.CLAUSE:
            _follow_clause(ballot, facts)
        case Question.RECONSIDERATION if outcome is Outcome.ADOPTED:
            _reconsider(ballot)
        case _:
            pass


def _follow_clause(ballot: Ballot, facts: Facts) -> None:
    for subject in ballot.subjects:
        if subject.version_id is None:
            continue
        version = db.session.get_one(ClauseVersion, subject.version_id)
        clause = db.session.get_one(Clause, version.clause_id)
        amended = replace(facts, was_amended=_was_amended(clause.id))
        clause.state = after(CLAUSE, clause.state, Act.CLOSE_BALLOT, amended)


def _was_amended(clause_id: int) -> bool:
    """Whether words of an adopted amendment stand in the clause, so that there is a text before."""
    query = select(Amendment.id).where(
        Amendment.clause_id == clause_id, Amendment.merged_version_id.is_not(None)
    )
    return db.session.scalars(query.limit(1)).first() is not None


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
        if clause.state in (ClauseState.ADOPTED, ClauseState.NOT_ADOPTED):
            clause.state = after(CLAUSE, clause.state, Act.CLOSE_BALLOT, facts)


def _return_decided(amendment_id: int, facts: Facts) -> set[int]:
    """Return an amendment, and what fell or was satisfied by it; gives the clauses concerned."""
    amendment = db.session.get_one(Amendment, amendment_id)
    query = (
        select(Amendment)
        .where(Amendment.clause_id == amendment.clause_id)
        .order_by(Amendment.id)
        .with_for_update()
    )
    rows = {row.id: row for row in db.session.scalars(query)}
    wholes = {row.divided_from_id for row in rows.values()}
    ends = {row.id: End(row.state, row.because.get("by")) for row in rows.values()}
    for each in returned_by(amendment_id, ends):
        _return(rows[each], facts, was_divided=each in wholes)
    whole = rows.get(amendment.divided_from_id or 0)
    if whole is not None and whole.state is AmendmentState.REJECTED:
        _return(whole, facts, was_divided=True)
    return {amendment.clause_id} if amendment.clause_id is not None else set()


def _return(amendment: Amendment, facts: Facts, *, was_divided: bool) -> None:
    """Give an amendment back to the meeting.

    One that was merged stands in the text until the desk restores it; one that was merged into
    another amendment is to be restated on the wording which that has now.
    """
    told = replace(facts, was_admissible=was_admissible(amendment), was_divided=was_divided)
    was_merged = amendment.state is AmendmentState.MERGED
    amendment.state = after(AMENDMENT, amendment.state, Act.CLOSE_BALLOT, told)
    amendment.because = {}
    if was_merged and amendment.parent_id is None:
        amendment.awaits_removal = True
    elif was_merged:
        amendment.needs_rebasing = True
    amendments.touch(amendment)
