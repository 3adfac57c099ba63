"""What a delegate sees while writing: the changes, what to look at, and what it clashes with."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import or_, select

from declaration.amendments.models import Amendment, AmendmentRevision
from declaration.amendments.permissions import may_read
from declaration.amendments.queries import amendments_of, newest
from declaration.amendments.relating import (
    NOT_THERE_YET,
    Clash,
    clashes_of_places,
    clashes_of_words,
    compared_for,
)
from declaration.amendments.shown import Named, kinds_of, name_of
from declaration.amendments.wording import LONGEST_TEXT, Wording
from declaration.drafting.models import ClauseKind, ClauseVersion
from declaration.drafting.queries import PlacedClause, RevisionText, revision_text
from declaration.extensions import db
from declaration.journal import Actor
from declaration.procedure.states import AmendmentState
from declaration.text import (
    Add,
    Change,
    Conflict,
    Finding,
    Flaw,
    Move,
    Rearrangement,
    Remove,
    TextError,
    diff,
    inspect,
    mend,
    normalize,
    rebase,
    separate,
)

WRITTEN_ALONE: Final = frozenset({ClauseKind.TITLE, ClauseKind.MOTTO, ClauseKind.HEADING})
"""Kinds of clause that are no sentence and need no punctuation at their end."""


@dataclass(frozen=True)
class Subject:
    """What a proposal is about: a clause of the text, an amendment, or a place for a new clause.

    `base` are the words being changed as the person reads them, `current` as they are now.
    """

    text: RevisionText
    placed: PlacedClause | None = None
    base: str = ""
    base_version_id: int | None = None
    base_version: int | None = None
    parent: Amendment | None = None

    @property
    def current(self) -> str:
        """The words as they stand now."""
        if self.parent is not None:
            return newest(self.parent).text or ""
        return self.placed.text if self.placed is not None else self.base

    @property
    def name(self) -> Named:
        """What the clause is called."""
        return name_of(self.placed) if self.placed is not None else Named(None)

    @property
    def clause_key(self) -> str | None:
        """The clause's key; None for a new one."""
        return self.placed.key if self.placed is not None else None

    @property
    def english(self) -> str:
        """The clause's English, where there is one."""
        return self.placed.translations.get("en", "") if self.placed is not None else ""

    @property
    def kind(self) -> ClauseKind:
        """What kind of clause it is; a new one is operative until told otherwise."""
        return self.placed.kind if self.placed is not None else ClauseKind.OPERATIVE


@dataclass(frozen=True)
class Preview:
    """What a wording would do, as far as this reader may know."""

    changes: Sequence[Change] = ()
    changes_en: Sequence[Change] = ()
    """In the clause's English."""
    kinds: Sequence[str] = ()
    parts: int = 0
    findings: Sequence[Finding] = ()
    clashes: Sequence[Clash] = ()
    same: Sequence[Clash] = ()
    overtaken: Sequence[Conflict] = ()
    """Where the clause's newest version and the proposal clash, when the base is an older one."""
    refused: TextError | None = None
    too_long: bool = False


def subject_of_clause(
    declaration_id: int, clause_key: str, version_id: int | None = None
) -> Subject | None:
    """A clause that stands in the text, in the version read or its newest.

    None when it does not stand there. Four statements.
    """
    text = revision_text(declaration_id)
    placed = text.by_key(clause_key)
    if placed is None:
        return None
    if version_id is None or version_id == placed.version_id:
        return Subject(text, placed, placed.text, placed.version_id, placed.version)
    version = db.session.get(ClauseVersion, version_id)
    if version is None or version.clause_id != placed.clause_id:
        return Subject(text, placed, placed.text, placed.version_id, placed.version)
    return Subject(text, placed, version.text, version.id, version.number)


def subject_of_addition(declaration_id: int) -> Subject:
    """A place for a new clause. Three statements."""
    return Subject(revision_text(declaration_id))


def subject_of_parent(parent: Amendment) -> Subject:
    """An amendment that is itself to be amended; its rows are loaded. Three statements."""
    text = revision_text(parent.declaration_id)
    placed = text.by_id(parent.clause_id) if parent.clause_id is not None else None
    return Subject(text, placed, newest(parent).text or "", parent=parent)


def subject_of(amendment: Amendment, parent: Amendment | None) -> Subject:
    """What an amendment is about, with the base of its newest wording. Three statements."""
    text = revision_text(amendment.declaration_id)
    latest = newest(amendment)
    placed = text.by_id(amendment.clause_id) if amendment.clause_id is not None else None
    version = latest.base_version
    return Subject(
        text,
        placed,
        latest.base_text,
        version.id if version else None,
        version.number if version else None,
        parent=parent,
    )


def preview(
    declaration_id: int,
    subject: Subject,
    wording: Wording,
    by: Actor,
    *,
    own: int | None = None,
    field: str | None = None,
) -> Preview:
    """What the wording changes and clashes with. `own` is the amendment's id, once it has one.

    `field` is what stands in the field that the wording was read from, where that is at hand: the
    findings point at places in it. Letters before sub-items are taken off a wording, not off it.

    Three statements; none while it says what stands there already.
    """
    left_alone = wording.text is None and (wording.text_en is not None or wording.moves)
    typed = subject.base if left_alone else wording.text or ""
    if len(typed) > LONGEST_TEXT:
        return Preview(too_long=True)
    try:
        said = None if wording.removes else normalize(typed)
    except TextError as refused:
        return Preview(refused=refused)
    changes = diff(subject.base, said or "") if said != subject.base else ()
    change = _change(subject, wording)
    others: Sequence[Amendment] = ()
    if change is not None or said != subject.current:
        others = compared_for(by, _others(declaration_id, subject, change, by, own))
    found, overtaken = _clashes(subject, said, others)
    if change is not None:
        order = [clause.clause_id for clause in subject.text.clauses]
        at_once = {clash.other.id for clash in found}
        found += [
            clash
            for clash in clashes_of_places(order, change, others)
            if clash.other.id not in at_once
        ]
    return Preview(
        changes=changes,
        changes_en=diff(subject.english, wording.text_en) if wording.text_en else (),
        kinds=kinds_of(changes),
        parts=len(separate(subject.base, said)) if said and subject.base else 0,
        findings=[]
        if left_alone or wording.removes
        else _findings(subject, typed if field is None else field),
        clashes=[clash for clash in found if not clash.is_same],
        same=[clash for clash in found if clash.is_same],
        overtaken=overtaken,
    )


def mended(subject: Subject, typed: str, place: str) -> str | None:
    """The words typed with what was found at `place` put right, as the finding suggests.

    None when nothing that has a fix is found there: the words are others by now.
    """
    if len(typed) > LONGEST_TEXT:
        return None
    try:
        normalize(typed)
    except TextError:
        return None
    for finding in _findings(subject, typed):
        if finding.place == place and finding.fix is not None:
            return mend(typed, [finding])
    return None


def _others(
    declaration_id: int,
    subject: Subject,
    change: Rearrangement | None,
    by: Actor,
    own: int | None,
) -> list[Amendment]:
    """What the wording may clash with: the others beside it; what rearranges, if it does too."""
    placed = subject.placed.clause_id if subject.placed is not None else None
    among = Amendment.clause_id == placed
    if subject.parent is not None:
        among = Amendment.parent_id == subject.parent.id
    if change is not None:
        rearranging = select(AmendmentRevision.amendment_id).where(
            or_(AmendmentRevision.removes, AmendmentRevision.moves)
        )
        among = or_(among, Amendment.adds_clause, Amendment.id.in_(rearranging))
    states = [state for state in AmendmentState if state is not AmendmentState.DISCARDED]
    rows = amendments_of(declaration_id, states=states, among=among)
    return [each for each in rows if each.id != own and may_read(by, each)]


def _clashes(
    subject: Subject, said: str | None, others: Sequence[Amendment]
) -> tuple[list[Clash], Sequence[Conflict]]:
    if not subject.current:
        return [], ()
    moved_on: Sequence[Conflict] = ()
    now = said
    if said is not None and subject.base != subject.current:
        rebased = rebase(subject.base, said, subject.current)
        now, moved_on = rebased.text, rebased.conflicts
    if moved_on or now == subject.current:
        return [], moved_on
    return clashes_of_words(subject.current, now, _beside(subject, others)), ()


def _beside(subject: Subject, others: Sequence[Amendment]) -> list[Amendment]:
    """The amendments to the same clause, or to the same amendment."""
    if subject.parent is not None:
        return [each for each in others if each.parent_id == subject.parent.id]
    clause_id = subject.placed.clause_id if subject.placed is not None else None
    return [each for each in others if each.clause_id == clause_id and each.parent_id is None]


def _change(subject: Subject, wording: Wording) -> Rearrangement | None:
    if subject.parent is not None:
        return None
    after = subject.text.by_key(wording.after) if wording.after else None
    place = after.clause_id if after is not None else None
    if subject.placed is None:
        return Add(NOT_THERE_YET, after=place)
    if wording.removes:
        return Remove(subject.placed.clause_id)
    return Move(subject.placed.clause_id, after=place) if wording.moves else None


def _findings(subject: Subject, typed: str) -> list[Finding]:
    return [
        finding
        for finding in inspect(typed)
        if finding.flaw is not Flaw.TYPED_LETTER
        and not (finding.flaw is Flaw.OPEN_END and subject.kind in WRITTEN_ALONE)
    ]
