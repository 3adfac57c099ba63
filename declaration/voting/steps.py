"""Parts of acts on ballots, with no permission, no entry, no transaction."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import exists, func, insert, select, update
from sqlalchemy.orm import selectinload

from declaration.amendments.models import Amendment, AmendmentRevision
from declaration.drafting.models import ClauseVersion, Declaration, Revision
from declaration.drafting.queries import newest_version
from declaration.extensions import db
from declaration.forums.models import Delegation, Forum, Presence, Sitting
from declaration.journal import Record
from declaration.procedure import MACHINES, Rules, after
from declaration.procedure.acts import Act
from declaration.procedure.ballots import majority_for, quorum_for
from declaration.procedure.facts import Facts
from declaration.procedure.majority import Majority, Tally
from declaration.procedure.silence import successor_closes
from declaration.procedure.states import (
    BallotState,
    CredentialsState,
    Method,
    Question,
    SittingState,
)
from declaration.voting.models import (
    Ballot,
    BallotSubject,
    Elector,
)

BALLOT = MACHINES["ballot"]


def locked(ballot_id: int) -> Ballot:
    """The ballot, locked alone, with its subjects. Raises NoResultFound. Two statements."""
    query = (
        select(Ballot)
        .where(Ballot.id == ballot_id)
        .options(selectinload(Ballot.subjects))
        .with_for_update(of=Ballot)
        .execution_options(populate_existing=True)
    )
    return db.session.scalars(query).one()


def rule_for(
    rules: Rules, question: Question, method: Method, tried: Sequence[Majority] = ()
) -> dict[str, Any]:
    """The rule a ballot will be decided by, copied into it. Raises ValueError when none is left."""
    majority = majority_for(rules, question, method, tried)
    if majority is None:
        raise ValueError(f"no majority is left to try for {question}")
    quorum = quorum_for(rules, method)
    return {
        "majority": majority.value,
        "quorum": None
        if quorum is None
        else [quorum.numerator, quorum.denominator, quorum.more_than],
    }


def open_sitting(forum_id: int) -> Sitting | None:
    """The sitting that is open now. One statement."""
    query = (
        select(Sitting)
        .where(Sitting.forum_id == forum_id, Sitting.state == SittingState.OPEN)
        .order_by(Sitting.number)
        .limit(1)
    )
    return db.session.scalars(query).one_or_none()


def present_in(sitting_id: int | None) -> set[int]:
    """The delegations present in a sitting now. One statement."""
    if sitting_id is None:
        return set()
    query = select(Presence.delegation_id).where(
        Presence.sitting_id == sitting_id, Presence.until.is_(None)
    )
    return set(db.session.scalars(query))


def fix_electors(ballot: Ballot, forum_id: int) -> list[Delegation]:
    """Entitle every accredited voting delegation, each present or not; gives them."""
    query = (
        select(Delegation)
        .where(
            Delegation.forum_id == forum_id,
            Delegation.votes,
            Delegation.credentials == CredentialsState.ACCEPTED,
        )
        .order_by(Delegation.sort_key, Delegation.id)
    )
    entitled = list(db.session.scalars(query))
    present = present_in(ballot.sitting_id)
    rows = [
        {
            "ballot_id": ballot.id,
            "delegation_id": delegation.id,
            "present_at_opening": delegation.id in present,
        }
        for delegation in entitled
    ]
    if rows:
        db.session.execute(insert(Elector), rows)
    return entitled


def electors_present(ballot: Ballot) -> int:
    """How many electors of the ballot are present in its sitting now. One statement."""
    query = (
        select(func.count())
        .select_from(Elector)
        .join(Presence, Presence.delegation_id == Elector.delegation_id)
        .where(
            Elector.ballot_id == ballot.id,
            Presence.sitting_id == ballot.sitting_id,
            Presence.until.is_(None),
        )
    )
    return db.session.scalars(query).one()


def as_numbers(tally: Tally) -> dict[str, int]:
    """A tally as the record and the ballot's row keep it."""
    return {
        "for": tally.in_favour,
        "against": tally.against,
        "abstaining": tally.abstaining,
    }


def note_presence_at_closing(ballot: Ballot) -> None:
    """Write down again who is present. One statement."""
    present = exists().where(
        Presence.sitting_id == ballot.sitting_id,
        Presence.delegation_id == Elector.delegation_id,
        Presence.until.is_(None),
    )
    db.session.execute(
        update(Elector).where(Elector.ballot_id == ballot.id).values(present_at_closing=present)
    )


def about(entry: Record, ballot: Ballot) -> None:
    """Name the ballot in the entry of an act: its number, in its declaration."""
    declaration = db.session.get_one(Declaration, ballot.declaration_id)
    entry.about("ballot", ballot.number)
    entry.data(declaration=declaration.key)


def free_subjects(ballot: Ballot) -> None:
    """Let the question be put again: the ballot no longer counts as its current one."""
    for subject in ballot.subjects:
        subject.current = False


def amendments_put(ballot: Ballot) -> list[Amendment]:
    """The amendments a ballot asks about, locked. One statement."""
    ids = [s.amendment_id for s in ballot.subjects if s.amendment_id is not None]
    query = select(Amendment).where(Amendment.id.in_(ids)).order_by(Amendment.id).with_for_update()
    return list(db.session.scalars(query))


def restart_silence(declaration_id: int, clause_ids: Iterable[int], at: datetime) -> list[Ballot]:
    """Void the silence procedures whose text has changed, and open a successor of each.

    A new revision changes the text of the whole, whatever it is that changed. Gives the
    successors; each names the one it restarts.
    """
    ids = list(clause_ids)
    versions = select(ClauseVersion.id).where(ClauseVersion.clause_id.in_(ids))
    asked = (
        select(BallotSubject.ballot_id)
        .outerjoin(Amendment, Amendment.id == BallotSubject.amendment_id)
        .where(
            Amendment.clause_id.in_(ids)
            | BallotSubject.version_id.in_(versions)
            | BallotSubject.revision_id.is_not(None)
        )
    )
    query = (
        select(Ballot)
        .where(
            Ballot.declaration_id == declaration_id,
            Ballot.state == BallotState.OPEN,
            Ballot.method == Method.SILENCE,
            Ballot.id.in_(asked),
        )
        .order_by(Ballot.id)
        .options(selectinload(Ballot.subjects))
    )
    return [_restart(ballot, at) for ballot in db.session.scalars(query).all()]


def _restart(ballot: Ballot, at: datetime) -> Ballot:
    facts = Facts(method=ballot.method, text_put_changed=True)
    ballot.state = after(BALLOT, ballot.state, Act.PUBLISH, facts)
    ballot.closed_at = at
    ballot.because = {"ground": "text-changed"}
    free_subjects(ballot)
    db.session.flush()
    declaration = db.session.get_one(Declaration, ballot.declaration_id)
    forum = db.session.get_one(Forum, declaration.forum_id)
    declaration.last_ballot += 1
    assert ballot.closes_at is not None
    successor = Ballot(
        declaration_id=ballot.declaration_id,
        number=declaration.last_ballot,
        question=ballot.question,
        method=ballot.method,
        rule=ballot.rule,
        written=True,
        state=BallotState.OPEN,
        opened_at=at,
        closes_at=successor_closes(ballot.opened_at, ballot.closes_at, at),
        because={},
        totals={},
        restarts_id=ballot.id,
    )
    db.session.add(successor)
    db.session.flush()
    for subject in ballot.subjects:
        db.session.add(_again(subject, successor))
    fix_electors(successor, forum.id)
    return successor


def _again(subject: BallotSubject, ballot: Ballot) -> BallotSubject:
    """The same question about the newest words of what it asked about."""
    again = BallotSubject(ballot_id=ballot.id)
    if subject.amendment_id is not None:
        again.amendment_id = subject.amendment_id
        again.amendment_revision_id = db.session.scalars(
            select(AmendmentRevision.id)
            .where(AmendmentRevision.amendment_id == subject.amendment_id)
            .order_by(AmendmentRevision.number.desc())
            .limit(1)
        ).one()
    elif subject.revision_id is not None:
        again.revision_id = db.session.scalars(
            select(Revision.id)
            .where(Revision.declaration_id == ballot.declaration_id)
            .order_by(Revision.serial.desc())
            .limit(1)
        ).one()
    else:
        assert subject.version_id is not None
        asked = db.session.get_one(ClauseVersion, subject.version_id)
        version = newest_version(asked.clause_id)
        assert version is not None
        again.version_id = version.id
    return again
