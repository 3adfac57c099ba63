"""What every document has: its cover, what it says about itself, its clauses as printed."""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime

from flask import g
from flask_babel import force_locale

from declaration.documents.directions import Language
from declaration.documents.values import ClauseText, Cover, Imprint
from declaration.drafting.models import Declaration, Revision
from declaration.drafting.queries import RevisionText, revision_text
from declaration.extensions import db
from declaration.formats import Writing, clause_number, day, hijri_day, listed, name_in, state_word
from declaration.forums.models import Forum


class NotYet(LookupError):
    """The text that was asked for is not there yet: not frozen, or not translated."""


@contextmanager
def written_in(language: Language) -> Iterator[None]:
    """Let whatever is said inside be in this language, whoever reads the page."""
    before = g.get("language")
    g.language = language
    try:
        with force_locale(language):
            yield
    finally:
        g.language = before


def writing_of(forum: Forum, language: Language) -> Writing:
    """How a file of this forum is written in a language."""
    return Writing(language=language, digits=str(forum.digits), zone=forum.zone)


def clause_texts(text: RevisionText, language: Language = "ar") -> tuple[ClauseText, ...]:
    """The clauses as a file prints them. Raises NotYet where one lacks the language."""
    if language != "ar" and any(language not in clause.translations for clause in text.clauses):
        raise NotYet(language)
    return tuple(
        ClauseText(
            key=clause.key,
            kind=clause.kind,
            number=clause_number(clause.number, language),
            text=clause.text if language == "ar" else clause.translations[language],
        )
        for clause in text.clauses
    )


def title_of(text: RevisionText, language: Language = "ar") -> str:
    """The declaration's title."""
    return next(
        (c.translations.get(language, c.text) for c in text.clauses if c.kind.value == "title"), ""
    )


def imprint_of(
    forum: Forum, text: RevisionText, language: Language, issued: datetime, title: str = ""
) -> Imprint:
    """What a file says about itself; its title is the declaration's, after `title` if any."""
    named = title_of(text, language)
    return Imprint(
        title=f"{title}: {named}" if title else named,
        issued=issued,
        authors=(name_in(forum.names, language),),
        subject=name_in(forum.names, language),
        language=language,
        digits=forum.digits,
    )


def cover_of(forum: Forum, language: Language, status: str = "") -> Cover:
    """The lines above the title."""
    writing = writing_of(forum, language)
    days: Sequence[date] = sorted({each for each in (forum.starts, forum.ends) if each is not None})
    return Cover(
        forum=name_in(forum.names, language),
        place=name_in(forum.place, language),
        dates=listed([day(each, writing) for each in days], writing),
        hijri_dates=listed([hijri_day(each, writing) for each in days], writing),
        status=status,
    )


def revision_by_id(declaration: Declaration, revision_id: int) -> RevisionText:
    """One revision's text, found by its row."""
    return revision_text(declaration.id, db.session.get_one(Revision, revision_id).serial)


def status_of(declaration: Declaration) -> str:
    """Where the declaration stands, in the language at hand."""
    return str(state_word("declaration", declaration.state).word)


def texts_sha256(text: RevisionText) -> str:
    """The hash over the clauses' words, in order, by which a working copy is recognised."""
    return hashlib.sha256("\n\n".join(c.text for c in text.clauses).encode()).hexdigest()
