"""Filling the documents' values from the rooms: what a file will say, as of now."""

import hashlib
from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from declaration import clock
from declaration.amendments.models import Amendment
from declaration.amendments.queries import amendments_of, main_sponsor, newest
from declaration.documents.values import (
    Addition,
    BilingualText,
    Change,
    ClauseText,
    Cover,
    EndorsedText,
    Imprint,
    MarkedText,
    Proposal,
    RecordedBallot,
    RecordedVote,
    Removal,
    Rewording,
    Signature,
    Statement,
    VotingRecord,
    WorkingCopy,
)
from declaration.drafting.models import Declaration, Revision
from declaration.drafting.queries import RevisionText, revision_text
from declaration.endorsement.queries import freeze_of, signatories, statements_on
from declaration.extensions import db
from declaration.formats import (
    Writing,
    day,
    hijri_day,
    moment,
    name_in,
    state_word,
    term,
)
from declaration.forums.models import Forum
from declaration.procedure.majority import Share
from declaration.procedure.states import AmendmentState, BallotState, Choice
from declaration.voting.models import Ballot, Elector, Vote


def writing_of(forum: Forum, language: str) -> Writing:
    """How a file of this forum is written in a language."""
    return Writing(language=language, digits=str(forum.digits), zone=forum.zone)


def clause_texts(text: RevisionText, language: str = "ar") -> tuple[ClauseText, ...]:
    """The clauses as a file prints them; one without the language stands in Arabic."""
    return tuple(
        ClauseText(
            key=clause.key,
            kind=clause.kind,
            number=clause.number,
            text=clause.translations.get(language, clause.text),
        )
        for clause in text.clauses
    )


def title_of(text: RevisionText, language: str = "ar") -> str:
    """The declaration's title."""
    return next(
        (c.translations.get(language, c.text) for c in text.clauses if c.kind.value == "title"), ""
    )


def imprint_of(forum: Forum, text: RevisionText, language: str, issued: datetime) -> Imprint:
    """What a file says about itself."""
    return Imprint(
        title=title_of(text, language),
        issued=issued,
        authors=(name_in(forum.names, language),),
        subject=name_in(forum.names, language),
        language="ar" if language == "ar" else "en",
        digits=forum.digits,
    )


def cover_of(forum: Forum, language: str, status: str = "") -> Cover:
    """The lines above the title."""
    writing = writing_of(forum, language)
    days: list[date] = [each for each in (forum.starts, forum.ends) if each is not None]
    return Cover(
        forum=name_in(forum.names, language),
        place=name_in(forum.place, language),
        dates="، ".join(day(each, writing) for each in days)
        if language == "ar"
        else " and ".join(day(each, writing) for each in days),
        hijri_dates="، ".join(hijri_day(each, writing) for each in days)
        if language == "ar"
        else "",
        status=status,
    )


def endorsed_text(forum: Forum, declaration: Declaration, address: str = "") -> EndorsedText:
    """The frozen text with its signatures. Raises LookupError before the freeze."""
    frozen = freeze_of(declaration.id)
    if frozen is None:
        raise LookupError(declaration.key)
    text = _revision(declaration, frozen.revision_id)
    writing = writing_of(forum, "ar")
    numbers = {clause.clause_id: clause.number for clause in text.clauses}
    return EndorsedText(
        imprint=imprint_of(forum, text, "ar", frozen.frozen_at),
        cover=cover_of(forum, "ar", _status(declaration)),
        clauses=clause_texts(text),
        signatures=tuple(
            Signature(
                city=name_in(signed.delegation.names, "ar"),
                name=signed.name,
                office=signed.office,
                date=day(signed.given_at, writing),
            )
            for signed in signatories(frozen.id)
        ),
        statements=tuple(
            Statement(
                city=name_in(each.delegation.names, "ar"),
                kind=state_word("statement", each.kind).word,
                text=each.text,
                clause=numbers.get(each.clause_id or 0, ""),
            )
            for each in statements_on(frozen.id)
        ),
        fingerprint=frozen.fingerprint,
        verification_address=address,
    )


def _revision(declaration: Declaration, revision_id: int) -> RevisionText:
    serial = db.session.get_one(Revision, revision_id).serial
    return revision_text(declaration.id, serial)


def _status(declaration: Declaration) -> str:
    return str(state_word("declaration", declaration.state).word)


def texts_sha256(text: RevisionText) -> str:
    """The hash over the clauses' words, in order, by which a working copy is recognised."""
    return hashlib.sha256("\n\n".join(c.text for c in text.clauses).encode()).hexdigest()


def working_copy(forum: Forum, declaration: Declaration) -> WorkingCopy:
    """The newest revision, to be edited away from here."""
    text = revision_text(declaration.id)
    return WorkingCopy(
        imprint=imprint_of(forum, text, "ar", clock.now()),
        cover=cover_of(forum, "ar", _status(declaration)),
        clauses=clause_texts(text),
        declaration=declaration.key,
        revision=text.symbol or f"#{text.serial}",
        fingerprint=texts_sha256(text),
    )


def bilingual_text(forum: Forum, declaration: Declaration) -> BilingualText:
    """The newest revision in both languages."""
    text = revision_text(declaration.id)
    return BilingualText(
        imprint=imprint_of(forum, text, "ar", clock.now()),
        cover=cover_of(forum, "ar", _status(declaration)),
        clauses=clause_texts(text),
        translations={
            clause.key: clause.translations["en"]
            for clause in text.clauses
            if "en" in clause.translations
        },
    )


def marked_text(
    forum: Forum, declaration: Declaration, chosen: Sequence[Amendment] | None = None
) -> MarkedText:
    """The newest revision with amendments as tracked changes: those given, else all adopted.

    Each names its main sponsor and its submission. Its rows must be loaded.
    """
    text = revision_text(declaration.id)
    if chosen is None:
        chosen = amendments_of(declaration.id, states=[AmendmentState.ADOPTED])
    keys = {clause.clause_id: clause.key for clause in text.clauses}
    return MarkedText(
        imprint=imprint_of(forum, text, "ar", clock.now()),
        cover=cover_of(forum, "ar", _status(declaration)),
        clauses=clause_texts(text),
        changes=tuple(
            change for amendment in chosen if (change := _change(amendment, keys)) is not None
        ),
    )


def _change(amendment: Amendment, keys: dict[int, str]) -> Change | None:
    wording = newest(amendment)
    sponsor = main_sponsor(amendment)
    by = Proposal(
        sponsor=name_in(sponsor.delegation.names, "ar") if sponsor else "",
        at=amendment.submitted_at or amendment.drafted_at,
        rationale=wording.rationale,
    )
    clause = amendment.clause
    if clause is None:
        return None
    if amendment.adds_clause:
        added = ClauseText(key=clause.key, kind=wording.kind, number="", text=wording.text or "")
        after = keys.get(wording.after_clause_id) if wording.after_clause_id else None
        return Addition(by=by, after=after, clause=added)
    if clause.id not in keys:
        return None
    if wording.removes:
        return Removal(by=by, clause=clause.key)
    if wording.text is not None:
        return Rewording(by=by, clause=clause.key, text=wording.text)
    return None


def voting_record(forum: Forum, declaration: Declaration) -> VotingRecord:
    """Every closed ballot with each elector's vote. Four statements."""
    text = revision_text(declaration.id)
    writing = writing_of(forum, "ar")
    ballots = db.session.scalars(
        select(Ballot)
        .where(
            Ballot.declaration_id == declaration.id,
            Ballot.state.in_([BallotState.CLOSED, BallotState.SET_ASIDE, BallotState.VOID]),
        )
        .options(
            selectinload(Ballot.electors).joinedload(Elector.delegation),
            selectinload(Ballot.subjects),
        )
        .order_by(Ballot.number)
    ).all()
    votes = {
        (vote.ballot_id, vote.delegation_id): vote.choice
        for vote in db.session.scalars(
            select(Vote).where(Vote.ballot_id.in_([ballot.id for ballot in ballots]))
        )
    }
    return VotingRecord(
        imprint=imprint_of(forum, text, "ar", clock.now()),
        cover=cover_of(forum, "ar", _status(declaration)),
        ballots=tuple(_ballot(ballot, votes, writing) for ballot in ballots),
    )


def _ballot(
    ballot: Ballot, votes: dict[tuple[int, int], Choice | None], writing: Writing
) -> RecordedBallot:
    electors = sorted(ballot.electors, key=lambda e: e.delegation.sort_key)
    quorum = ballot.rule.get("quorum")
    return RecordedBallot(
        number=str(ballot.number),
        question=str(term("question", ballot.question)),
        rule=str(term("majority", ballot.rule["majority"])),
        closed=moment(ballot.closed_at, writing) if ballot.closed_at else "",
        outcome=str(state_word("outcome", ballot.result).word) if ballot.result else "",
        quorum=Share(*quorum).least(len(electors)) if quorum else 0,
        present=int(ballot.totals.get("present", 0)),
        votes=tuple(
            RecordedVote(
                name_in(e.delegation.names, "ar"),
                votes.get((ballot.id, e.delegation_id)),
            )
            for e in electors
        ),
    )
