"""Filling the documents' values from the rooms: what a file will say, as of now."""

import hashlib
from collections.abc import Sequence
from datetime import date, datetime

from flask import url_for
from sqlalchemy import select
from sqlalchemy.orm import joinedload

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
from declaration.drafting.models import Declaration
from declaration.drafting.queries import RevisionText, revision_text
from declaration.endorsement.queries import freeze_of, signatories, statements_on
from declaration.extensions import db
from declaration.formats import (
    Writing,
    counted,
    day,
    full_day,
    hijri_day,
    moment,
    name_in,
    state_word,
)
from declaration.forums.models import Delegation, Forum
from declaration.procedure.states import AmendmentState, BallotState
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
    from declaration.drafting.models import Revision

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
