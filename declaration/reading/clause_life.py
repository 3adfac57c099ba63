"""The life of a clause as a picture: its versions, what was asked of it, how it was decided."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import zip_longest
from typing import Final

from flask_babel import gettext as _
from sqlalchemy import func, select

from declaration.amendments.facts import label
from declaration.amendments.models import Amendment
from declaration.amendments.queries import main_sponsor
from declaration.drafting.models import Clause, ClauseVersion, Revision, RevisionEntry
from declaration.extensions import db
from declaration.formats import (
    Writing,
    current_writing,
    digits,
    hand_of,
    moment,
    name_in,
    number,
    state_word,
)
from declaration.pictures import LifeWords, Picture, Span, Tone, life
from declaration.procedure.amendment_life import PENDING
from declaration.procedure.states import AmendmentState, BallotState, Outcome
from declaration.reading.rolling import closings, ended
from declaration.voting.models import Ballot, BallotSubject

_TAKEN_UP: Final = frozenset(
    {AmendmentState.ADOPTED, AmendmentState.MERGED, AmendmentState.SATISFIED}
)
_TONES: Final = {
    Outcome.ADOPTED: Tone.FOR,
    Outcome.REJECTED: Tone.AGAINST,
    Outcome.VOID: Tone.ABSTAIN,
}


def life_of(
    clause: Clause,
    versions: Sequence[ClauseVersion],
    amendments: Sequence[Amendment],
    *,
    stands: bool,
) -> Picture | None:
    """The clause's life: its versions, the newest first, and the amendments a reader may read.

    None where there is nothing to draw. Three statements at most.
    """
    writing = current_writing()
    gone = None if stands else _gone(clause.id)
    closed = closings([each.id for each in amendments])
    spans = [
        *_versions(versions[::-1], gone, writing),
        *_amendments(amendments, closed, writing),
        *_ballots([each.id for each in versions], writing),
    ]
    if not spans:
        return None
    words = LifeWords(
        title=_("The life of the clause"),
        says=_("Its versions, the amendments to it and the ballots on it, in their order in time."),
        what=_("What"),
        became=_("What became of it"),
        since=_("From"),
        until=_("Until"),
        now=_("Now"),
    )
    return life(spans, words, hand_of(writing))


def _span(
    name: str, became: str, since: datetime, until: datetime | None, tone: Tone, writing: Writing
) -> Span:
    until = None if until is None else max(since, until)
    ends = str(_("not over")) if until is None else moment(until, writing)
    return Span(name, became, since, until, moment(since, writing), ends, tone)


def _versions(
    versions: Sequence[ClauseVersion], gone: datetime | None, writing: Writing
) -> Iterator[Span]:
    for version, later in zip_longest(versions, versions[1:]):
        until = gone if later is None else later.created_at
        stands = _("stands in the text") if until is None else _("replaced by the next")
        if later is None and gone is not None:
            stands = _("taken out of the text")
        name = _("Version %(number)s", number=number(version.number, writing))
        yield _span(name, stands, version.created_at, until, Tone.FIRST, writing)


def _amendments(
    amendments: Sequence[Amendment], closed: dict[int, datetime], writing: Writing
) -> Iterator[Span]:
    for each in amendments:
        if each.submitted_at is None:
            continue
        sponsor = main_sponsor(each)
        name = _("Amendment %(number)s", number=digits(label(each), writing))
        if sponsor is not None:
            name += f" · {name_in(sponsor.delegation.names, writing.language)}"
        tone = Tone.SECOND if each.state in PENDING else Tone.ABSTAIN
        tone = Tone.FOR if each.state in _TAKEN_UP else tone
        became = str(state_word("amendment", each.state).word)
        yield _span(name, became, each.submitted_at, ended(each, closed), tone, writing)


def _ballots(version_ids: Sequence[int], writing: Writing) -> Iterator[Span]:
    """The ballots on the clause itself."""
    query = (
        select(Ballot.number, Ballot.state, Ballot.result, Ballot.opened_at, Ballot.closed_at)
        .join(BallotSubject, BallotSubject.ballot_id == Ballot.id)
        .where(BallotSubject.version_id.in_(version_ids), Ballot.state != BallotState.PREPARED)
        .order_by(Ballot.number)
    )
    for count, state, result, opened, closed in db.session.execute(query):
        word, tone = state_word("ballot", state), Tone.ABSTAIN
        if result is not None and state is BallotState.CLOSED:
            word, tone = state_word("outcome", result), _TONES[result]
        name = _("Ballot %(number)s", number=number(count, writing))
        yield _span(name, str(word.word), opened, closed, tone, writing)


def _gone(clause_id: int) -> datetime | None:
    """When the first revision without the clause was published, after those that had it."""
    last = (
        select(func.max(Revision.serial))
        .join(RevisionEntry, RevisionEntry.revision_id == Revision.id)
        .where(RevisionEntry.clause_id == clause_id)
        .scalar_subquery()
    )
    of = select(Clause.declaration_id).where(Clause.id == clause_id).scalar_subquery()
    query = select(func.min(Revision.published_at)).where(
        Revision.declaration_id == of, Revision.serial > last
    )
    return db.session.scalars(query).one_or_none()
