"""What each document says, as plain values: a room fills them, a writer sets them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from declaration.documents.directions import Language
from declaration.drafting.models import ClauseKind
from declaration.forums.models import Digits
from declaration.pictures import Standing
from declaration.procedure.states import Choice


@dataclass(frozen=True, slots=True)
class ClauseText:
    """A clause as it stands in one revision.

    `number` is as printed in its language, in Western digits, and empty where none is printed.
    `text` is in normal form: its first line, then one sub-item a line, without letters.
    """

    key: str
    kind: ClauseKind
    number: str
    text: str

    @property
    def lines(self) -> list[str]:
        """The clause's own line, then its sub-items."""
        return self.text.split("\n")


@dataclass(frozen=True, slots=True)
class Imprint:
    """What a file says about itself: core properties, language, digits of what we print."""

    title: str
    issued: datetime
    authors: tuple[str, ...] = ()
    subject: str = ""
    language: Language = "ar"
    digits: Digits = Digits.WESTERN


@dataclass(frozen=True, slots=True)
class Cover:
    """The lines above the title, as printed: dates in words, in either calendar."""

    forum: str
    place: str = ""
    dates: str = ""
    hijri_dates: str = ""
    status: str = ""


@dataclass(frozen=True, slots=True)
class Signature:
    """One row of the signature table. What is empty is left to be filled in ink."""

    city: str
    name: str = ""
    office: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement or reservation attached by a delegation; `kind` and `clause` as printed."""

    city: str
    kind: str
    text: str
    clause: str = ""


@dataclass(frozen=True, slots=True)
class EndorsedText:
    """The adopted text with its signatures, statements, and what proves it."""

    imprint: Imprint
    cover: Cover
    clauses: tuple[ClauseText, ...]
    signatures: tuple[Signature, ...] = ()
    statements: tuple[Statement, ...] = ()
    fingerprint: str = ""
    verification_address: str = ""
    properties: tuple[tuple[str, str], ...] = field(default=())
    """Custom properties of the file: name and value."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Who proposes a change, since when, and why: a tracked change's author, date and comment."""

    sponsor: str
    at: datetime
    rationale: str = ""


@dataclass(frozen=True, slots=True)
class Rewording:
    """A clause's words as a proposal would have them, in normal form."""

    by: Proposal
    clause: str
    text: str


@dataclass(frozen=True, slots=True)
class Removal:
    """A clause that a proposal would leave out."""

    by: Proposal
    clause: str


@dataclass(frozen=True, slots=True)
class Addition:
    """A clause that a proposal would add after the clause `after`, or before all."""

    by: Proposal
    after: str | None
    clause: ClauseText


Change = Rewording | Removal | Addition


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A revision, and changes to it that do not overlap, to be shown as tracked changes.

    `left_out` names the amendments that cannot stand in the same file, each with the reason.
    """

    imprint: Imprint
    cover: Cover
    clauses: tuple[ClauseText, ...]
    changes: tuple[Change, ...]
    left_out: tuple[str, ...] = ()


class Numbering(StrEnum):
    """Who numbers the clauses of a working copy."""

    COUNTED = "counted"
    """Word, so that what is added is numbered at once."""
    WRITTEN = "written"
    """We: the numbers are characters, and stay."""


@dataclass(frozen=True, slots=True)
class WorkingCopy:
    """A revision to be edited away from here, and what it needs to find its way back.

    `revision` is the name under which the room finds it again; `fingerprint`, the SHA-256 of
    its clauses' texts.
    """

    imprint: Imprint
    cover: Cover
    clauses: tuple[ClauseText, ...]
    declaration: str
    revision: str
    fingerprint: str
    numbering: Numbering = Numbering.COUNTED


@dataclass(frozen=True, slots=True)
class CompiledAmendment:
    """One amendment as a conference room paper shows it.

    `text` is the clause as amended, or None where the amendment removes it; `adds` says that
    the text is a clause of its own. `base` is what it is worded against, where that is not the
    clause above. `state`, `place` and the sentences in `conflicts` are as printed.
    """

    number: str
    sponsors: tuple[str, ...]
    text: str | None
    adds: bool = False
    rationale: str = ""
    state: str = ""
    conflicts: tuple[str, ...] = ()
    base: str | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class CompiledClause:
    """A clause, and its amendments in voting order.

    `clashing` are the pairs of amendments, counted from 0, that cannot both be adopted.
    """

    clause: ClauseText
    amendments: tuple[CompiledAmendment, ...]
    clashing: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Compilation:
    """The amendments to a declaration, clause by clause, and how far it is from agreement.

    `standings` are its revisions, the first first; none where one clause was asked for.
    """

    imprint: Imprint
    cover: Cover
    clauses: tuple[CompiledClause, ...]
    standings: tuple[Standing, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordedVote:
    """What a delegation chose in a ballot; None where it did not vote."""

    delegation: str
    choice: Choice | None


@dataclass(frozen=True, slots=True)
class RecordedObjection:
    """Why a delegation stood against a consensus, or broke a silence."""

    delegation: str
    reason: str


@dataclass(frozen=True, slots=True)
class RecordedBallot:
    """One question and how it was decided; `rule`, `closed` and `outcome` as printed.

    `present` is the number of delegations there when it closed, `quorum` how many had to be,
    `needed` how many in favour would carry it. By consensus nobody votes: who is silent agrees,
    and `votes` is empty.
    """

    number: str
    question: str
    rule: str
    closed: str
    outcome: str
    quorum: int
    present: int
    votes: tuple[RecordedVote, ...]
    counted: tuple[int, int, int] | None = None
    """For, against, abstaining, where hands were counted and no delegation was noted."""
    objections: tuple[RecordedObjection, ...] = ()
    needed: int | None = None
    """None where no number carries it: without a quorum, or by consensus."""


@dataclass(frozen=True, slots=True)
class VotingRecord:
    """The ballots of a declaration, each delegation's vote in them."""

    imprint: Imprint
    cover: Cover
    ballots: tuple[RecordedBallot, ...]


@dataclass(frozen=True, slots=True)
class BilingualText:
    """A text and its translation. `translations` are the English texts by clause key."""

    imprint: Imprint
    cover: Cover
    clauses: tuple[ClauseText, ...]
    translations: Mapping[str, str]
