"""What people are told of: the kinds one chooses by, and the events within them."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from declaration.procedure.acts import EVERYONE, Role


class Kind(StrEnum):
    """Why somebody is told: what the choice of ways is made by."""

    BALLOTS = "ballots"
    """Ballots of a sitting in which one's delegation votes."""
    WRITING = "writing"
    """Ballots in writing and silence procedures, their opening and their end."""
    DEADLINES = "deadlines"
    ASKED = "asked"
    """An answer of one's delegation is awaited: consent, confirmation, Arabic wording."""
    SCREENING = "screening"
    CARRIED = "carried"
    """One's amendment followed its clause to a new text, or could not."""
    DECISIONS = "decisions"
    AMENDED = "amended"
    """Somebody proposes an amendment to one's amendment."""
    COMMENTS = "comments"
    WATCHED = "watched"
    TEXT = "text"
    """The secretariat issued a revision of the draft."""
    SITTINGS = "sittings"
    SIGNING = "signing"
    OFFICE = "office"
    """What waits for the secretariat."""


class Way(StrEnum):
    """How somebody is told. Whatever is told at all stands on the page of notices."""

    NONE = "none"
    HERE = "here"
    DIGEST = "digest"
    """On the page, and in one letter a day with what was not read there."""
    MAIL = "mail"
    """On the page, and by letter at once."""


class About(StrEnum):
    """What an event is about: the table its row stands in."""

    AMENDMENT = "amendment"
    BALLOT = "ballot"
    CLAUSE = "clause"
    DECLARATION = "declaration"
    MANDATE = "mandate"
    REVISION = "revision"
    SITTING = "sitting"
    THREAD = "thread"


class Event(StrEnum):
    """What happened, whoever is told."""

    BALLOT_OPENED = "ballot-opened"
    BALLOT_CLOSING = "ballot-closing"
    BALLOT_ADOPTED = "ballot-adopted"
    BALLOT_REJECTED = "ballot-rejected"
    BALLOT_VOID = "ballot-void"
    SUBMITTED = "submitted"
    ADMITTED = "admitted"
    INADMISSIBLE = "inadmissible"
    ARABIC_ENTERED = "arabic-entered"
    REVISED = "revised"
    CONFIRMATION_ASKED = "confirmation-asked"
    CONSENT_ASKED = "consent-asked"
    REBASED = "rebased"
    TO_RESTATE = "to-restate"
    PUT = "put"
    ADOPTED = "adopted"
    REJECTED = "rejected"
    UNDECIDED = "undecided"
    FELL = "fell"
    SATISFIED = "satisfied"
    REPLACED = "replaced"
    DIVIDED = "divided"
    MERGED = "merged"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"
    RETURNED = "returned"
    """It stands again by itself, since the compromise in its place was lost."""
    RECONSIDERED = "reconsidered"
    SUB_AMENDED = "sub-amended"
    """This amendment proposes a change to another, which is one's own or watched."""
    CLAUSE_CHANGED = "clause-changed"
    CLAUSE_SETTLED = "clause-settled"
    CLAUSE_REOPENED = "clause-reopened"
    COMMENTED = "commented"
    REVISION_ISSUED = "revision-issued"
    SITTING_OPENED = "sitting-opened"
    WINDOW_CLOSING = "window-closing"
    TO_SIGN = "to-sign"
    MANDATE_LODGED = "mandate-lodged"
    MANDATE_ACCEPTED = "mandate-accepted"
    MANDATE_REFUSED = "mandate-refused"


USUALLY: Final[Mapping[Kind, Way]] = MappingProxyType(
    {
        Kind.BALLOTS: Way.HERE,
        Kind.WRITING: Way.MAIL,
        Kind.DEADLINES: Way.MAIL,
        Kind.ASKED: Way.MAIL,
        Kind.SCREENING: Way.MAIL,
        Kind.CARRIED: Way.MAIL,
        Kind.DECISIONS: Way.DIGEST,
        Kind.AMENDED: Way.DIGEST,
        Kind.COMMENTS: Way.DIGEST,
        Kind.WATCHED: Way.DIGEST,
        Kind.TEXT: Way.DIGEST,
        Kind.SITTINGS: Way.HERE,
        Kind.SIGNING: Way.MAIL,
        Kind.OFFICE: Way.HERE,
    }
)
"""The way of each kind until the person chooses another: a letter where an answer is awaited."""

_DELEGATES: Final = frozenset({Role.DELEGATE})
CONCERNS: Final[Mapping[Kind, frozenset[Role]]] = MappingProxyType(
    {
        Kind.BALLOTS: _DELEGATES,
        Kind.WRITING: _DELEGATES,
        Kind.DEADLINES: _DELEGATES,
        Kind.ASKED: _DELEGATES,
        Kind.SCREENING: _DELEGATES,
        Kind.CARRIED: _DELEGATES,
        Kind.DECISIONS: _DELEGATES,
        Kind.AMENDED: _DELEGATES,
        Kind.COMMENTS: EVERYONE,
        Kind.WATCHED: EVERYONE,
        Kind.TEXT: EVERYONE,
        Kind.SITTINGS: EVERYONE,
        Kind.SIGNING: frozenset({Role.SIGNATORY}),
        Kind.OFFICE: frozenset({Role.SECRETARIAT}),
    }
)
"""The roles that are told anything of a kind: what a person's choices are about."""

_OF_AMENDMENTS: Final = (
    Event.SUBMITTED,
    Event.ADMITTED,
    Event.INADMISSIBLE,
    Event.ARABIC_ENTERED,
    Event.REVISED,
    Event.CONFIRMATION_ASKED,
    Event.CONSENT_ASKED,
    Event.REBASED,
    Event.TO_RESTATE,
    Event.PUT,
    Event.ADOPTED,
    Event.REJECTED,
    Event.UNDECIDED,
    Event.FELL,
    Event.SATISFIED,
    Event.REPLACED,
    Event.DIVIDED,
    Event.MERGED,
    Event.WITHDRAWN,
    Event.LAPSED,
    Event.RETURNED,
    Event.RECONSIDERED,
    Event.SUB_AMENDED,
)

ABOUT: Final[Mapping[Event, About]] = MappingProxyType(
    {
        Event.BALLOT_OPENED: About.BALLOT,
        Event.BALLOT_CLOSING: About.BALLOT,
        Event.BALLOT_ADOPTED: About.BALLOT,
        Event.BALLOT_REJECTED: About.BALLOT,
        Event.BALLOT_VOID: About.BALLOT,
        Event.CLAUSE_CHANGED: About.CLAUSE,
        Event.CLAUSE_SETTLED: About.CLAUSE,
        Event.CLAUSE_REOPENED: About.CLAUSE,
        Event.COMMENTED: About.THREAD,
        Event.REVISION_ISSUED: About.REVISION,
        Event.SITTING_OPENED: About.SITTING,
        Event.WINDOW_CLOSING: About.DECLARATION,
        Event.TO_SIGN: About.DECLARATION,
        Event.MANDATE_LODGED: About.MANDATE,
        Event.MANDATE_ACCEPTED: About.MANDATE,
        Event.MANDATE_REFUSED: About.MANDATE,
        **dict.fromkeys(_OF_AMENDMENTS, About.AMENDMENT),
    }
)
"""What the number in a notice of this event names."""
