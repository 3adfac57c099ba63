"""The rolling text: what is not agreed in square brackets, and whether there is less of it.

A revision is measured by what was asked of it while it stood: the places that amendments, once
found admissible, wanted changed, and the clauses that were agreed by the time the next came.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from flask_babel import gettext as _
from sqlalchemy import func, select

from declaration.amendments.models import Amendment, AmendmentRevision
from declaration.amendments.queries import amendments_of, newest
from declaration.amendments.shown import ShownAmendment, shown
from declaration.amendments.wording import proposed_text
from declaration.drafting.models import Declaration
from declaration.drafting.queries import PlacedClause, RevisionText, revision_text, revisions_of
from declaration.extensions import db
from declaration.formats import current_writing, hand_of
from declaration.journal.models import JournalEntry, Log
from declaration.journal.queries import extent_of
from declaration.pictures import ConvergenceWords, Picture, Standing
from declaration.pictures import convergence as draw_convergence
from declaration.procedure import Act
from declaration.procedure.amendment_life import PENDING
from declaration.procedure.rolling import Bracket, RollingText, rolling_text
from declaration.procedure.states import AmendmentState, BallotState, Outcome
from declaration.proof import read_entry
from declaration.reading.remembered import kept
from declaration.text import Id
from declaration.voting.models import Ballot, BallotSubject

ADMITTED: Final = (AmendmentState.ADMISSIBLE, AmendmentState.SCHEDULED, AmendmentState.PUT)
"""What is in question now, and everyone's to see."""

STILL: Final = datetime.max.replace(tzinfo=UTC)
"""When the newest revision ends."""

DECIDED_BY_A_BALLOT: Final = frozenset(
    {AmendmentState.ADOPTED, AmendmentState.REJECTED, AmendmentState.MERGED}
)


@dataclass(frozen=True)
class RollingClause:
    """A clause as it stands in negotiation, and who asks for what."""

    clause: PlacedClause
    rolling: RollingText
    deleted_by: Sequence[ShownAmendment]
    moved_by: Sequence[ShownAmendment]
    to_restate: Sequence[ShownAmendment]
    """Amendments that speak of an earlier version, and stand in no bracket before they are
    restated."""


@dataclass(frozen=True)
class Rolling:
    """The newest revision with its brackets. `by_id` holds the amendments they name."""

    text: RevisionText
    clauses: Sequence[RollingClause]
    added: Sequence[ShownAmendment]
    """Amendments that would add a clause."""
    by_id: Mapping[object, ShownAmendment]


def rolling_of(declaration_id: int) -> Rolling:
    """The newest revision in brackets. Six statements."""
    text = revision_text(declaration_id)
    rows = amendments_of(declaration_id, states=ADMITTED)
    top = [each for each in rows if each.state in ADMITTED and each.parent_id is None]
    by_id: dict[object, ShownAmendment] = {each.id: shown(each) for each in top}
    by_clause: dict[int | None, list[Amendment]] = defaultdict(list)
    for each in top:
        by_clause[each.clause_id].append(each)
    return Rolling(
        text=text,
        clauses=[_rolled(clause, by_clause[clause.clause_id], by_id) for clause in text.clauses],
        added=[by_id[each.id] for each in top if text.by_id(each.clause_id or 0) is None],
        by_id=by_id,
    )


def _rolled(
    clause: PlacedClause, rows: Sequence[Amendment], by_id: Mapping[object, ShownAmendment]
) -> RollingClause:
    proposals: dict[Id, str | None] = {}
    moved, late = [], []
    for each in rows:
        latest = newest(each)
        is_late = each.needs_rebasing or each.awaits_removal
        if is_late or latest.base_version_id != clause.version_id:
            late.append(by_id[each.id])
            continue
        if latest.moves:
            moved.append(by_id[each.id])
        if latest.text is not None or latest.removes:
            proposals[each.id] = proposed_text(latest, clause.text)
    rolling = rolling_text(clause.text, proposals)
    deleted = [by_id[id_] for id_ in rolling.deleted_by]
    return RollingClause(clause, rolling, deleted, moved, late)


@dataclass(frozen=True)
class Measure:
    """How far one revision was from agreement. All numbers are counts."""

    serial: int
    symbol: str | None
    published_at: datetime
    brackets: int
    options: int
    """Wordings proposed inside the brackets."""
    agreed: int
    """Clauses agreed provisionally, or adopted, in the version they have in this revision."""
    clauses: int


def convergence(declaration: Declaration, log: str) -> list[Measure]:
    """Every revision measured, the first first. Remembered while the record has not grown."""
    key = ("convergence", extent_of(log), declaration.id)
    return kept(key, lambda: list(_measured(declaration.id, log)))


def convergence_picture(measures: Sequence[Measure]) -> Picture:
    """The measures as a picture, each revision by its symbol or its serial."""
    hand = hand_of(current_writing())
    words = ConvergenceWords(
        title=_("Does the text converge?"),
        revision=_("Revision"),
        brackets=_("Brackets"),
        options=_("Wordings proposed"),
        agreed=_("Clauses agreed"),
        clauses=_("Clauses"),
    )
    return draw_convergence(
        [
            Standing(
                each.symbol or hand.number(each.serial),
                each.brackets,
                each.options,
                each.agreed,
                each.clauses,
            )
            for each in measures
        ],
        words,
        hand,
    )


def _measured(declaration_id: int, log: str) -> Iterator[Measure]:
    revisions = list(reversed(revisions_of(declaration_id)))
    ends = [*(each.published_at for each in revisions[1:]), STILL]
    lives = _lives(declaration_id)
    adopted, said = _adopted_versions(declaration_id), _settlements(log)
    since: dict[int, datetime] = {}
    for revision, until in zip(revisions, ends, strict=True):
        text = revision_text(declaration_id, revision.serial)
        for clause in text.clauses:
            since.setdefault(clause.version_id, revision.published_at)
        brackets = list(_brackets(text, lives, revision.published_at, until))
        yield Measure(
            serial=revision.serial,
            symbol=revision.symbol,
            published_at=revision.published_at,
            brackets=len(brackets),
            options=sum(brackets),
            agreed=sum(
                adopted.get(each.version_id, until) < until
                or _is_settled(said.get(each.key, ()), since[each.version_id], until)
                for each in text.clauses
            ),
            clauses=len(text.clauses),
        )


@dataclass(frozen=True)
class _Life:
    """An amendment that everybody saw: since when it was asked, and until when."""

    amendment: Amendment
    since: datetime
    until: datetime | None

    def wording_in(self, start: datetime, end: datetime) -> AmendmentRevision | None:
        """What it said while a revision stood; nothing when it was not in question then."""
        if self.since >= end or (self.until is not None and self.until <= start):
            return None
        said = [each for each in self.amendment.revisions if each.created_at < end]
        return said[-1] if said else None


def _lives(declaration_id: int) -> list[_Life]:
    rows = amendments_of(declaration_id)
    closed = closings([each.id for each in rows])
    return [
        _Life(each, each.submitted_at, ended(each, closed))
        for each in rows
        if each.submitted_at is not None and each.parent_id is None
    ]


def ended(amendment: Amendment, closed: Mapping[int, datetime]) -> datetime | None:
    """When it was decided; None while it is not. What no ballot ended, ended at its last act."""
    if amendment.state in PENDING:
        return None
    if amendment.state in DECIDED_BY_A_BALLOT:
        return closed.get(amendment.id, amendment.changed_at)
    return amendment.changed_at


def closings(ids: Sequence[int]) -> dict[int, datetime]:
    """When the ballot on each of these amendments closed, if one that stands did. One statement."""
    query = (
        select(BallotSubject.amendment_id, func.max(Ballot.closed_at))
        .join(Ballot, Ballot.id == BallotSubject.ballot_id)
        .where(
            BallotSubject.amendment_id.in_(ids),
            BallotSubject.current,
            Ballot.state == BallotState.CLOSED,
        )
        .group_by(BallotSubject.amendment_id)
    )
    return {id_: at for id_, at in db.session.execute(query) if id_ is not None and at is not None}


def _brackets(
    text: RevisionText, lives: Sequence[_Life], start: datetime, end: datetime
) -> Iterator[int]:
    """Each place that was not agreed in a revision: how many wordings were proposed for it."""
    asked: dict[int, dict[Id, str | None]] = defaultdict(dict)
    versions = {clause.version_id: clause for clause in text.clauses}
    for life in lives:
        wording = life.wording_in(start, end)
        if wording is None:
            continue
        if life.amendment.adds_clause and text.by_id(life.amendment.clause_id or 0) is None:
            yield 1
        elif wording.base_version_id in versions and (wording.text or wording.removes):
            clause = versions[wording.base_version_id]
            asked[clause.version_id][life.amendment.id] = proposed_text(wording, clause.text)
    for version_id, proposals in asked.items():
        rolling = rolling_text(versions[version_id].text, proposals)
        yield from (len(part.options) for part in rolling.parts if isinstance(part, Bracket))
        if rolling.deleted_by:
            yield 1


def _adopted_versions(declaration_id: int) -> dict[int, datetime]:
    """When each clause version was adopted by a ballot that stands. One statement."""
    query = (
        select(BallotSubject.version_id, Ballot.closed_at)
        .join(Ballot, Ballot.id == BallotSubject.ballot_id)
        .where(
            Ballot.declaration_id == declaration_id,
            BallotSubject.current,
            BallotSubject.version_id.is_not(None),
            Ballot.state == BallotState.CLOSED,
            Ballot.result == Outcome.ADOPTED,
        )
    )
    return {id_: at for id_, at in db.session.execute(query) if id_ is not None and at is not None}


def _settlements(log: str) -> dict[str, list[tuple[datetime, bool]]]:
    """By clause, when it was agreed provisionally and when taken up again. One statement.

    The rows keep only how it stands now; how it stood is in the record.
    """
    query = (
        select(JournalEntry.body)
        .join(Log, Log.id == JournalEntry.log_id)
        .where(Log.origin == log)
        .order_by(JournalEntry.id)
    )
    found: dict[str, list[tuple[datetime, bool]]] = defaultdict(list)
    acts = (Act.SETTLE_CLAUSE, Act.REOPEN_CLAUSE)
    names = [f'"{each.value}"'.encode() for each in acts]
    for body in db.session.scalars(query.execution_options(yield_per=500)):
        if any(name in body for name in names):
            entry = read_entry(body)
            if entry.act in acts:
                found[entry.key].append((entry.at, entry.act is Act.SETTLE_CLAUSE))
    return found


def _is_settled(said: Sequence[tuple[datetime, bool]], since: datetime, until: datetime) -> bool:
    """Whether the last word on a version before a moment was that it is agreed."""
    words = [settled for at, settled in said if since <= at < until]
    return bool(words) and words[-1]
