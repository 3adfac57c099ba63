"""Putting questions to the vote."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from sqlalchemy import func, or_, select, update

from declaration.amendments import steps as amendments
from declaration.amendments.facts import label, relations
from declaration.amendments.models import Amendment
from declaration.amendments.queries import newest
from declaration.drafting.models import Clause, ClauseVersion, Declaration, Revision, RevisionEntry
from declaration.drafting.operations import sha256_of
from declaration.drafting.queries import newest_serial
from declaration.extensions import db
from declaration.forums.models import Delegation, Forum, Sitting
from declaration.journal import Actor, Record, act
from declaration.procedure import MACHINES, Member, Rules, after, package_faults
from declaration.procedure.acts import Act
from declaration.procedure.deadlines import earliest_vote, has_passed
from declaration.procedure.facts import Facts
from declaration.procedure.majority import Majority
from declaration.procedure.refusals import Invalid, NotPermitted
from declaration.procedure.roll_call import draw_first, roll_call
from declaration.procedure.silence import earliest_end
from declaration.procedure.states import (
    AmendmentState,
    BallotState,
    ClauseState,
    Method,
    Outcome,
    Question,
)
from declaration.voting import steps
from declaration.voting.consequences import adopted_rivals
from declaration.voting.models import Ballot, BallotSubject, Elector

AMENDMENT: Final = MACHINES["amendment"]
IN_WRITING: Final = frozenset({Method.RECORDED, Method.SILENCE})

TOO_SOON: Final = "Silence must last longer than this."
NEEDS_A_DEADLINE: Final = "A ballot by silence needs a time at which it ends."
IN_THE_PAST: Final = "This time has passed already."
NOT_IN_WRITING: Final = "Only recorded votes and silence are taken in writing."
NO_SUCH_SUBJECT: Final = "There is no such question to put."
PUT_TOGETHER: Final = "It belongs to a package, which is put whole."
PACKAGE_NOT_READY: Final = "Every amendment of the package must be scheduled, on the current text."
NO_LONGER_CURRENT: Final = "The text has a newer version. Put that one."
NO_MAJORITY_LEFT: Final = "Every majority that the rules give for this question was tried in vain."
NO_SUCH_DELEGATION: Final = "This delegation has no vote here."
WRITE_THE_MOTION: Final = "Write the motion."


@dataclass(frozen=True, kw_only=True)
class Put:
    """A question to be put to the vote; exactly one of the subjects is named.

    `first` is the key of the delegation called first in a roll call; drawn when nobody is named.
    """

    question: Question
    method: Method
    amendments: tuple[int, ...] = ()
    version_id: int | None = None
    revision_id: int | None = None
    of_ballot_id: int | None = None
    motion: str | None = None
    closes: datetime | None = None
    written: bool = False
    first: str | None = None
    waives_notice: bool = False


def open_ballot(declaration_id: int, put: Put, by: Actor) -> int:
    """Put a question to the vote and fix who may vote; gives the ballot's number.

    Raises Invalid, NotPermitted, WrongState (the stage, a rival ballot, no electors, no sitting,
    an amendment that something comes before).
    """
    with act(Act.OPEN_BALLOT, by=by) as entry:
        by.must(Act.OPEN_BALLOT)
        forum, declaration = _locked(declaration_id, by)
        rules = Rules.of(forum.rules)
        put = replace(put, written=put.written or put.method is Method.SILENCE)
        _must_make_sense(put, declaration, entry.at, rules)
        sitting = None if put.written else steps.open_sitting(forum.id)
        ballot = _prepared(declaration, put, sitting, rules, entry.at)
        electors = steps.fix_electors(ballot, forum.id)
        facts = Facts(
            question=put.question,
            method=put.method,
            stage=declaration.state,
            rejected_clauses=_rejected_clauses(declaration.id),
            rival_ballots=_rivals(put),
            electors=len(electors),
            sitting_is_open=sitting is not None,
            written=ballot.written,
        )
        ballot.state = after(steps.BALLOT, ballot.state, Act.OPEN_BALLOT, facts)
        if put.method is Method.ROLL_CALL:
            _call(ballot, electors, put.first, seed=entry.nonce)
        subjects = _put(ballot, put, rules, entry.at)
        _say_opened(entry, declaration, ballot, electors, subjects)
        _say_more(entry, put, sitting)
    return ballot.number


def _locked(declaration_id: int, by: Actor) -> tuple[Forum, Declaration]:
    """The forum, which keeps its sitting open meanwhile, and the declaration; in this order."""
    forum_id = select(Declaration.forum_id).where(Declaration.id == declaration_id)
    if db.session.scalars(forum_id).one() != by.forum_id:
        raise NotPermitted(Act.OPEN_BALLOT)
    forum = db.session.get_one(Forum, by.forum_id, with_for_update={"read": True})
    return forum, db.session.get_one(Declaration, declaration_id, with_for_update=True)


def _must_make_sense(put: Put, declaration: Declaration, now: datetime, rules: Rules) -> None:
    errors: dict[str, list[str]] = {}
    if put.method is Method.SILENCE and put.closes is None:
        errors["closes"] = [NEEDS_A_DEADLINE]
    elif put.method is Method.SILENCE and put.closes and put.closes < earliest_end(now, rules):
        errors["closes"] = [TOO_SOON]
    elif has_passed(put.closes, now):
        errors["closes"] = [IN_THE_PAST]
    if put.written and put.method not in IN_WRITING:
        errors["written"] = [NOT_IN_WRITING]
    if put.question is Question.MOTION and not (put.motion or "").strip():
        errors["motion"] = [WRITE_THE_MOTION]
    if fault := _fault_of_subject(put, declaration):
        errors["subject"] = [fault]
    if errors:
        raise Invalid(errors)


def _fault_of_subject(put: Put, declaration: Declaration) -> str | None:
    """Why what is put cannot be: not of this declaration, half a package, an old text."""
    match put.question:
        case Question.AMENDMENT | Question.PACKAGE:
            return _fault_of_amendments(put, declaration.id)
        case Question.CLAUSE:
            return _fault_of_version(put.version_id, declaration.id)
        case Question.DECLARATION:
            revision = db.session.get(Revision, put.revision_id) if put.revision_id else None
            if revision is None or revision.declaration_id != declaration.id:
                return NO_SUCH_SUBJECT
            newer = revision.serial != newest_serial(declaration.id)
            return NO_LONGER_CURRENT if newer else None
        case Question.RECONSIDERATION:
            earlier = db.session.get(Ballot, put.of_ballot_id) if put.of_ballot_id else None
            decided = earlier is not None and earlier.state is BallotState.CLOSED
            mine = earlier is not None and earlier.declaration_id == declaration.id
            again = earlier is not None and earlier.question is Question.RECONSIDERATION
            return None if decided and mine and not again else NO_SUCH_SUBJECT
        case Question.MOTION:
            return None


def _fault_of_amendments(put: Put, declaration_id: int) -> str | None:
    query = select(Amendment).where(
        Amendment.id.in_(put.amendments), Amendment.declaration_id == declaration_id
    )
    rows = db.session.scalars(query).all()
    if not rows or len(rows) != len(put.amendments):
        return NO_SUCH_SUBJECT
    if put.question is Question.AMENDMENT:
        if len(rows) != 1:
            return NO_SUCH_SUBJECT
        return PUT_TOGETHER if rows[0].package is not None else None
    packages = {row.package for row in rows}
    whole = select(func.count()).where(
        Amendment.declaration_id == declaration_id,
        Amendment.package == rows[0].package,
        Amendment.state.in_([AmendmentState.ADMISSIBLE, AmendmentState.SCHEDULED]),
    )
    if len(packages) != 1 or None in packages:
        return NO_SUCH_SUBJECT
    members = [Member(row.state, not row.needs_rebasing) for row in rows]
    complete = db.session.scalars(whole).one() <= len(rows)
    return None if complete and not package_faults(members) else PACKAGE_NOT_READY


def _fault_of_version(version_id: int | None, declaration_id: int) -> str | None:
    """A clause is put as it stands in the newest revision."""
    query = (
        select(RevisionEntry.version_id)
        .join(Revision, Revision.id == RevisionEntry.revision_id)
        .where(
            Revision.declaration_id == declaration_id,
            Revision.serial == newest_serial(declaration_id),
            RevisionEntry.version_id == version_id,
        )
    )
    return None if db.session.scalars(query).first() is not None else NO_LONGER_CURRENT


def _prepared(
    declaration: Declaration, put: Put, sitting: Sitting | None, rules: Rules, now: datetime
) -> Ballot:
    try:
        rule = steps.rule_for(rules, put.question, put.method, _tried(declaration.id, put))
    except ValueError:
        raise Invalid({"method": [NO_MAJORITY_LEFT]}) from None
    declaration.last_ballot += 1
    ballot = Ballot(
        declaration_id=declaration.id,
        sitting_id=sitting.id if sitting else None,
        number=declaration.last_ballot,
        question=put.question,
        method=put.method,
        rule=rule,
        written=put.written,
        state=BallotState.PREPARED,
        opened_at=now,
        closes_at=put.closes,
        because={},
        totals={},
        reconsiders_id=put.of_ballot_id,
    )
    db.session.add(ballot)
    db.session.flush()
    return ballot


def _tried(declaration_id: int, put: Put) -> list[Majority]:
    """The majorities tried in vain on the declaration as a whole, in this revision."""
    if put.question is not Question.DECLARATION:
        return []
    query = (
        select(Ballot)
        .join(BallotSubject, BallotSubject.ballot_id == Ballot.id)
        .where(
            Ballot.declaration_id == declaration_id,
            Ballot.state == BallotState.CLOSED,
            BallotSubject.revision_id == put.revision_id,
        )
    )
    return [Majority(ballot.rule["majority"]) for ballot in db.session.scalars(query)]


def _rejected_clauses(declaration_id: int) -> int:
    """How many clauses of the newest text were put and not adopted."""
    query = (
        select(func.count())
        .select_from(RevisionEntry)
        .join(Revision, Revision.id == RevisionEntry.revision_id)
        .join(Clause, Clause.id == RevisionEntry.clause_id)
        .where(
            Revision.declaration_id == declaration_id,
            Revision.serial == newest_serial(declaration_id),
            Clause.state == ClauseState.NOT_ADOPTED,
        )
    )
    return db.session.scalars(query).one()


def _rivals(put: Put) -> int:
    """Other current ballots on the same question that are open or decided."""
    subject = BallotSubject
    same = {
        Question.AMENDMENT: subject.amendment_id.in_(put.amendments),
        Question.PACKAGE: subject.amendment_id.in_(put.amendments),
        Question.CLAUSE: subject.version_id == put.version_id,
        Question.DECLARATION: (subject.revision_id == put.revision_id)
        & or_(
            Ballot.state == BallotState.OPEN,
            (Ballot.state == BallotState.CLOSED) & (Ballot.result == Outcome.ADOPTED),
        ),
        Question.RECONSIDERATION: (subject.of_ballot_id == put.of_ballot_id)
        & (Ballot.state == BallotState.OPEN),
        Question.MOTION: (subject.motion == put.motion) & (Ballot.state == BallotState.OPEN),
    }[put.question]
    query = (
        select(func.count())
        .select_from(subject)
        .join(Ballot, Ballot.id == subject.ballot_id)
        .where(subject.current, same)
    )
    return db.session.scalars(query).one()


def _call(ballot: Ballot, electors: Sequence[Delegation], first: str | None, seed: str) -> None:
    """Fix the order of a roll call. The seed of the draw stands in the record, for everyone."""
    names = {each.key: each.names["ar"] for each in electors}
    if first is not None and first not in names:
        raise Invalid({"first": [NO_SUCH_DELEGATION]})
    order = roll_call(names, first or draw_first(names, seed))
    ids = {each.key: each.id for each in electors}
    ballot.first_called_id = ids[order[0]]
    db.session.execute(
        update(Elector),
        [
            {"ballot_id": ballot.id, "delegation_id": ids[key], "call_order": place}
            for place, key in enumerate(order, start=1)
        ],
    )


def _put(ballot: Ballot, put: Put, rules: Rules, now: datetime) -> list[dict[str, object]]:
    """Store what the ballot is about, and give it as the entry says it."""
    if put.amendments:
        return [_put_amendment(ballot, each, put, rules, now) for each in sorted(put.amendments)]
    subject = BallotSubject(
        ballot_id=ballot.id,
        version_id=put.version_id,
        revision_id=put.revision_id,
        of_ballot_id=put.of_ballot_id,
        motion=put.motion,
    )
    db.session.add(subject)
    db.session.flush()
    if put.version_id is not None:
        version = db.session.get_one(ClauseVersion, put.version_id)
        clause = db.session.get_one(Clause, version.clause_id)
        return [
            {
                "kind": "clause",
                "key": clause.key,
                "version": version.number,
                "sha256": sha256_of(version.text),
            }
        ]
    if put.revision_id is not None:
        revision = db.session.get_one(Revision, put.revision_id)
        return [{"kind": "declaration", "version": revision.serial}]
    if put.of_ballot_id is not None:
        earlier = db.session.get_one(Ballot, put.of_ballot_id)
        return [{"kind": "ballot", "key": str(earlier.number)}]
    return [{"kind": "motion"}]


def _put_amendment(
    ballot: Ballot, amendment_id: int, put: Put, rules: Rules, now: datetime
) -> dict[str, object]:
    amendment = amendments.locked(amendment_id)
    wording = newest(amendment)
    due = earliest_vote(amendment.submitted_at or amendment.drafted_at, rules)
    facts = replace(
        relations(amendment),
        notice_is_over=put.waives_notice or has_passed(due, now),
        adopted_rivals=len(adopted_rivals(amendment)),
    )
    amendment.state = after(AMENDMENT, amendment.state, Act.OPEN_BALLOT, facts)
    amendments.touch(amendment)
    db.session.add(
        BallotSubject(
            ballot_id=ballot.id, amendment_id=amendment.id, amendment_revision_id=wording.id
        )
    )
    said: dict[str, object] = {
        "kind": "amendment",
        "key": label(amendment),
        "version": wording.number,
    }
    if wording.text is not None:
        said["sha256"] = sha256_of(wording.text)
    return said


def _say_opened(
    entry: Record,
    declaration: Declaration,
    ballot: Ballot,
    electors: Sequence[Delegation],
    subjects: list[dict[str, object]],
) -> None:
    present = steps.present_in(ballot.sitting_id)
    quorum = ballot.rule["quorum"]
    first = next((each.key for each in electors if each.id == ballot.first_called_id), None)
    entry.about("ballot", ballot.number)
    entry.data(
        declaration=declaration.key,
        question=ballot.question.value,
        method=ballot.method.value,
        majority=ballot.rule["majority"],
        quorum=None
        if quorum is None
        else dict(zip(("numerator", "denominator", "more_than"), quorum, strict=True)),
        subjects=subjects,
        electors=[delegation.key for delegation in electors],
        present=[delegation.key for delegation in electors if delegation.id in present],
        written=ballot.written or None,
        closes=ballot.closes_at.isoformat() if ballot.closes_at else None,
        first=first,
    )


def _say_more(entry: Record, put: Put, sitting: Sitting | None) -> None:
    earlier = db.session.get(Ballot, put.of_ballot_id) if put.of_ballot_id else None
    entry.data(
        sitting=sitting.number if sitting else None,
        reconsiders=earlier.number if earlier else None,
        notice_waived=put.waives_notice or None,
    )
    entry.seal(motion=put.motion)
