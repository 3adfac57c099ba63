"""The words of every state. Each is stored, exported and journalled as its value."""

from enum import StrEnum


class DeclarationState(StrEnum):
    """The stages of a declaration."""

    DRAFTING = "drafting"
    NEGOTIATION = "negotiation"
    ADOPTION = "adoption"
    ADOPTED = "adopted"
    """Adopted as a whole; editorial changes alone are still possible."""
    FROZEN = "frozen"
    """Closed to every change, open for endorsement."""
    CLOSED = "closed"
    """The forum is over; an endorsement from now on is an accession."""


class ClauseState(StrEnum):
    """What has been decided about a clause, in its present version."""

    OPEN = "open"
    SETTLED = "settled"
    ADOPTED = "adopted"
    NOT_ADOPTED = "not-adopted"


class AmendmentState(StrEnum):
    """The life of an amendment."""

    DRAFT = "draft"
    DISCARDED = "discarded"
    """A draft thrown away by those who wrote it; nobody else ever saw it."""
    SUBMITTED = "submitted"
    INADMISSIBLE = "inadmissible"
    ADMISSIBLE = "admissible"
    SCHEDULED = "scheduled"
    PUT = "put"
    """Put to the vote: its ballot is open."""
    ADOPTED = "adopted"
    REJECTED = "rejected"
    FALLEN = "fallen"
    """Not put, since an adopted one excludes it. Never shown as rejected."""
    SATISFIED = "satisfied"
    """Not put, since an adopted one says the same."""
    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"
    DIVIDED = "divided"
    LAPSED = "lapsed"
    MERGED = "merged"


class BallotState(StrEnum):
    """The life of one question put to the vote."""

    PREPARED = "prepared"
    OPEN = "open"
    CLOSED = "closed"
    VOID = "void"
    SET_ASIDE = "set-aside"
    """Closed, then reconsidered: on record, without effect."""


class EndorsementState(StrEnum):
    """A delegation's signature under the frozen text."""

    AWAITED = "awaited"
    GIVEN = "given"
    WITHDRAWN = "withdrawn"


class MandateState(StrEnum):
    """The paper that lets a signatory sign."""

    AWAITED = "awaited"
    LODGED = "lodged"
    ACCEPTED = "accepted"
    REFUSED = "refused"


class CredentialsState(StrEnum):
    """A delegation's accreditation; no vote without it."""

    AWAITED = "awaited"
    ACCEPTED = "accepted"
    REFUSED = "refused"


class SittingState(StrEnum):
    """A sitting of the forum."""

    PLANNED = "planned"
    OPEN = "open"
    CLOSED = "closed"


class Question(StrEnum):
    """What a ballot asks."""

    AMENDMENT = "amendment"
    PACKAGE = "package"
    CLAUSE = "clause"
    DECLARATION = "declaration"
    RECONSIDERATION = "reconsideration"
    MOTION = "motion"


class Method(StrEnum):
    """How a ballot is taken."""

    RECORDED = "recorded"
    ROLL_CALL = "roll-call"
    SHOW_OF_HANDS = "show-of-hands"
    CONSENSUS = "consensus"
    SILENCE = "silence"


class Choice(StrEnum):
    """A delegation's vote. One that casts none does not participate."""

    IN_FAVOUR = "for"
    AGAINST = "against"
    ABSTAIN = "abstain"


class Outcome(StrEnum):
    """What a ballot led to."""

    ADOPTED = "adopted"
    REJECTED = "rejected"
    VOID = "void"


class Fate(StrEnum):
    """What an adoption does to another amendment."""

    FALLS = "falls"
    SATISFIED = "satisfied"
    STAYS = "stays"
