"""What a notice says, in its reader's language, and where it leads."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType
from typing import Any, Final

from flask import current_app, g
from flask_babel import force_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from declaration.amendments.facts import label
from declaration.amendments.forms import call
from declaration.amendments.models import Amendment
from declaration.amendments.queries import main_sponsor
from declaration.amendments.shown import named
from declaration.comments.models import Thread
from declaration.formats import current_writing, digits, isolate, moment, name_in, of_which
from declaration.forums.models import Forum
from declaration.http import locale
from declaration.notices.kinds import ABOUT, About, Event, Kind, Way
from declaration.notices.subjects import Subjects
from declaration.voting.asked import asked_in

KINDS: Final[Mapping[Kind, Any]] = MappingProxyType(
    {
        Kind.BALLOTS: _l("Ballots in a sitting"),
        Kind.WRITING: _l("Ballots in writing and silence procedures"),
        Kind.DEADLINES: _l("Deadlines that draw near"),
        Kind.ASKED: _l("An answer of your delegation is awaited"),
        Kind.SCREENING: _l("The screening of your amendments"),
        Kind.CARRIED: _l("Your amendments when the text moves on"),
        Kind.DECISIONS: _l("What becomes of your amendments"),
        Kind.AMENDED: _l("Amendments to your amendments"),
        Kind.COMMENTS: _l("Discussions you take part in"),
        Kind.WATCHED: _l("What you watch"),
        Kind.TEXT: _l("New revisions of the draft"),
        Kind.SITTINGS: _l("Sittings that open"),
        Kind.SIGNING: _l("Mandate and signature"),
        Kind.OFFICE: _l("What awaits the secretariat"),
    }
)

WAYS: Final[Mapping[Way, Any]] = MappingProxyType(
    {
        Way.HERE: _l("On the page of notices"),
        Way.MAIL: _l("Also by e-mail at once"),
        Way.DIGEST: _l("Also in one e-mail a day"),
        Way.NONE: _l("Not at all"),
    }
)

GONE: Final = "This is not shown to you now."

SENTENCES: Final[Mapping[Event, Any]] = MappingProxyType(
    {
        Event.BALLOT_OPENED: _l("The ballot is open: %(title)s"),
        Event.BALLOT_CLOSING: _l("The ballot ends soon: %(title)s"),
        Event.BALLOT_ADOPTED: _l("Adopted: %(title)s"),
        Event.BALLOT_REJECTED: _l("Not adopted: %(title)s"),
        Event.BALLOT_VOID: _l("The ballot ended without a result: %(title)s"),
        Event.SUBMITTED: _l("Amendment %(number)s of %(delegation)s awaits screening"),
        Event.ADMITTED: _l("Amendment %(number)s to %(clause)s is admissible"),
        Event.INADMISSIBLE: _l("Amendment %(number)s to %(clause)s is not admissible"),
        Event.ARABIC_ENTERED: _l(
            "The secretariat wrote the Arabic of amendment %(number)s. Confirm it"
        ),
        Event.REVISED: _l("Amendment %(number)s to %(clause)s has a new wording"),
        Event.CONFIRMATION_ASKED: _l(
            "Amendment %(number)s, which you co-sponsor, has a new wording. Confirm it"
        ),
        Event.CONSENT_ASKED: _l(
            "Your consent to compromise %(number)s is awaited: it would replace your amendment"
        ),
        Event.REBASED: _l("Amendment %(number)s was carried over to the new text of %(clause)s"),
        Event.TO_RESTATE: _l(
            "Amendment %(number)s must be restated: %(clause)s has a text that changed its words"
        ),
        Event.PUT: _l("Amendment %(number)s to %(clause)s is put to the vote"),
        Event.ADOPTED: _l("Amendment %(number)s to %(clause)s was adopted"),
        Event.REJECTED: _l("Amendment %(number)s to %(clause)s was rejected"),
        Event.UNDECIDED: _l("The vote on amendment %(number)s to %(clause)s had no result"),
        Event.FELL: _l("Amendment %(number)s to %(clause)s fell, because another one was adopted"),
        Event.SATISFIED: _l(
            "Amendment %(number)s to %(clause)s is satisfied: one adopted says the same"
        ),
        Event.REPLACED: _l("A compromise took the place of amendment %(number)s to %(clause)s"),
        Event.DIVIDED: _l("Amendment %(number)s to %(clause)s was divided"),
        Event.MERGED: _l("Amendment %(number)s was merged into %(clause)s"),
        Event.WITHDRAWN: _l("Amendment %(number)s to %(clause)s was withdrawn"),
        Event.LAPSED: _l("Amendment %(number)s to %(clause)s lapsed: it was never decided"),
        Event.RETURNED: _l("Amendment %(number)s to %(clause)s stands again by itself"),
        Event.RECONSIDERED: _l("The decision on amendment %(number)s to %(clause)s was set aside"),
        Event.SUB_AMENDED: _l("Amendment %(number)s proposes a change to amendment %(parent)s"),
        Event.CLAUSE_CHANGED: _l("%(clause)s has changed"),
        Event.CLAUSE_SETTLED: _l("%(clause)s is provisionally agreed"),
        Event.CLAUSE_REOPENED: _l("%(clause)s is open again"),
        Event.COMMENTED: _l("A new comment on %(place)s"),
        Event.REVISION_ISSUED: _l("Revision %(symbol)s of the draft was issued"),
        Event.SITTING_OPENED: _l("The sitting is open: %(theme)s"),
        Event.WINDOW_CLOSING: _l("Amendments are taken until %(time)s"),
        Event.TO_SIGN: _l("The final text awaits your signature"),
        Event.MANDATE_LODGED: _l("The mandate of %(delegation)s awaits checking"),
        Event.MANDATE_ACCEPTED: _l("The mandate of your delegation is accepted: you may sign"),
        Event.MANDATE_REFUSED: _l("The mandate of your delegation is refused"),
    }
)


MANDATES: Final[Mapping[Event, str]] = MappingProxyType(
    {
        Event.MANDATE_LODGED: "endorsement.mandates",
        Event.MANDATE_ACCEPTED: "endorsement.endorse",
        Event.MANDATE_REFUSED: "endorsement.mandate",
    }
)


@contextmanager
def written_for(language: str, forum: Forum) -> Iterator[None]:
    """Write in a reader's language and the forum's digits and zone, where there is no page."""
    before = {name: g.get(name) for name in ("language", "forum")}
    g.language, g.forum = language, forum
    try:
        with force_locale(language):
            yield
    finally:
        for name, value in before.items():
            if value is None:
                g.pop(name, None)
            else:
                setattr(g, name, value)


def sentence_of(event: Event, about_id: int, subjects: Subjects) -> str:
    """The one sentence of a notice, in the writing of the page or letter being made.

    It names the declaration where the forum has several.
    """
    said = str(SENTENCES[event]) % _words(event, about_id, subjects)
    declaration = subjects.declaration_of(event, about_id)
    name = subjects.names.get(declaration.id, {}) if declaration is not None else {}
    return of_which(said, name_in(name, locale()))


def _words(event: Event, about_id: int, subjects: Subjects) -> dict[str, str]:
    row = subjects.of(event, about_id)
    match ABOUT[event]:
        case About.AMENDMENT:
            return _of_amendment(row, subjects)
        case About.BALLOT:
            return {"title": asked_in(row, subjects.texts[row.declaration_id]).title}
        case About.CLAUSE:
            return {"clause": call(named(subjects.texts[row.declaration_id], row.id))}
        case About.THREAD:
            return {"place": _place_of(row, subjects)}
        case About.REVISION:
            return {"symbol": row.symbol or str(row.serial)}
        case About.SITTING:
            return {"theme": isolate(name_in(row.theme, locale()))}
        case About.MANDATE:
            return {"delegation": isolate(name_in(row.delegation.names, locale()))}
        case About.DECLARATION:
            closes = row.closes_at
            return {"time": moment(closes, current_writing()) if closes else ""}


def _of_amendment(amendment: Amendment, subjects: Subjects) -> dict[str, str]:
    main, parent = main_sponsor(amendment), amendment.parent
    return {
        "number": digits(label(amendment), current_writing()),
        "clause": call(named(subjects.texts[amendment.declaration_id], amendment.clause_id)),
        "delegation": isolate(name_in(main.delegation.names, locale()))
        if main
        else _("the secretariat"),
        "parent": digits(label(parent), current_writing()) if parent is not None else "",
    }


def _place_of(thread: Thread, subjects: Subjects) -> str:
    if thread.amendment_id is not None:
        number = label(subjects.amendment(thread.amendment_id))
        return digits(_("Amendment %(number)s", number=number), current_writing())
    return call(named(subjects.texts[thread.declaration_id], thread.clause_id))


def path_of(event: Event, about_id: int, subjects: Subjects, forum: Forum) -> str:
    """The path of the page a notice leads to; made without a request as well."""
    endpoint, values = _place(event, about_id, subjects)
    declaration = subjects.declaration_of(event, about_id)
    if declaration is not None and endpoint != "forums.sitting":
        values["declaration_key"] = declaration.key
    addresses = current_app.url_map.bind("localhost")
    path = addresses.build(endpoint, {"forum_key": forum.key, **values})
    return f"{path}#thread-{about_id}" if ABOUT[event] is About.THREAD else path


def _place(event: Event, about_id: int, subjects: Subjects) -> tuple[str, dict[str, Any]]:
    row = subjects.of(event, about_id)
    match ABOUT[event]:
        case About.AMENDMENT:
            return "amendments.show", {"amendment_id": row.id}
        case About.BALLOT:
            return "voting.show", {"number": row.number}
        case About.CLAUSE:
            return "reading.clause", {"clause_key": row.key}
        case About.THREAD if row.amendment_id is not None:
            return "amendments.show", {"amendment_id": row.amendment_id}
        case About.THREAD:
            return "reading.clause", {"clause_key": row.clause.key}
        case About.REVISION:
            return "reading.revision", {"serial": row.serial}
        case About.SITTING:
            return "forums.sitting", {"number": row.number}
        case About.MANDATE:
            return MANDATES[event], {}
        case About.DECLARATION if event is Event.TO_SIGN:
            return "endorsement.endorse", {}
        case About.DECLARATION:
            return "reading.declaration", {}
