"""Reads of the declaration's text, each with its price in statements."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import func, select

from declaration.drafting.models import (
    Clause,
    ClauseKind,
    ClauseVersion,
    Origin,
    Revision,
    RevisionEntry,
    Translation,
)
from declaration.drafting.numbering import numbers, sections
from declaration.extensions import db
from declaration.procedure.states import ClauseState


@dataclass(frozen=True)
class PlacedClause:
    """A clause as it stands in one revision. `number` is printed before it, in Western digits."""

    clause_id: int
    key: str
    state: ClauseState
    sitting_id: int | None
    position: int
    number: str
    section: int | None
    """Position of the heading it stands under."""
    version_id: int
    version: int
    kind: ClauseKind
    text: str
    origin: Origin
    translations: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class RevisionText:
    """A revision with all its clauses in order."""

    id: int
    serial: int
    symbol: str | None
    published_at: datetime
    clauses: tuple[PlacedClause, ...]

    def by_key(self, key: str) -> PlacedClause | None:
        """The clause with this key, if it stands in the revision."""
        return next((clause for clause in self.clauses if clause.key == key), None)

    def by_id(self, clause_id: int) -> PlacedClause | None:
        """The clause with this identity, if it stands in the revision."""
        return next((clause for clause in self.clauses if clause.clause_id == clause_id), None)


@dataclass(frozen=True)
class ClauseTranslation:
    """The newest translation of a clause. `version` and `original` are what it translates."""

    version: int
    original: str
    number: int
    text: str


def newest_serial(declaration_id: int) -> int:
    """The serial of the newest revision. One statement."""
    query = select(func.max(Revision.serial)).where(Revision.declaration_id == declaration_id)
    return db.session.scalars(query).one() or 0


def revision_text(declaration_id: int, serial: int | None = None) -> RevisionText:
    """A revision's text as it was published; the newest when no serial is named.

    Raises NoResultFound. Three statements, however many clauses.
    """
    wanted = select(Revision).where(Revision.declaration_id == declaration_id)
    if serial is None:
        wanted = wanted.order_by(Revision.serial.desc()).limit(1)
    else:
        wanted = wanted.where(Revision.serial == serial)
    revision = db.session.scalars(wanted).one()
    # Columns, not rows: a page shows every clause of the text, and changes none.
    entries = db.session.execute(
        select(
            Clause.id.label("clause_id"),
            Clause.key,
            Clause.state,
            Clause.sitting_id,
            RevisionEntry.position,
            ClauseVersion.id.label("version_id"),
            ClauseVersion.number.label("version"),
            ClauseVersion.kind,
            ClauseVersion.text,
            ClauseVersion.origin,
        )
        .join(Clause, Clause.id == RevisionEntry.clause_id)
        .join(ClauseVersion, ClauseVersion.id == RevisionEntry.version_id)
        .where(RevisionEntry.revision_id == revision.id)
        .order_by(RevisionEntry.position)
    ).all()
    translations = _translations([entry.version_id for entry in entries])
    kinds = [entry.kind for entry in entries]
    return RevisionText(
        id=revision.id,
        serial=revision.serial,
        symbol=revision.symbol,
        published_at=revision.published_at,
        clauses=tuple(
            PlacedClause(
                **entry._mapping,
                number=number,
                section=None if heading is None else entries[heading].position,
                translations=translations.get(entry.version_id, {}),
            )
            for entry, number, heading in zip(entries, numbers(kinds), sections(kinds), strict=True)
        ),
    )


def _translations(version_ids: Sequence[int]) -> dict[int, dict[str, str]]:
    query = (
        select(Translation.version_id, Translation.language, Translation.text)
        .where(Translation.version_id.in_(version_ids))
        .order_by(Translation.number)
    )
    found: dict[int, dict[str, str]] = {}
    for version_id, language, text in db.session.execute(query):
        found.setdefault(version_id, {})[language] = text
    return found


def newest_translations(clause_ids: Collection[int], language: str) -> dict[int, ClauseTranslation]:
    """The newest translation of each clause that has any, by clause. One statement.

    It is stale when the clause has a newer version than the one it translates.
    """
    query = (
        select(
            ClauseVersion.clause_id,
            ClauseVersion.number.label("version"),
            ClauseVersion.text.label("original"),
            Translation.number,
            Translation.text,
        )
        .join(Translation, Translation.version_id == ClauseVersion.id)
        .where(ClauseVersion.clause_id.in_(clause_ids), Translation.language == language)
        .order_by(ClauseVersion.number, Translation.number)
    )
    return {
        found.clause_id: ClauseTranslation(found.version, found.original, found.number, found.text)
        for found in db.session.execute(query)
    }


def revisions_of(declaration_id: int) -> Sequence[Revision]:
    """Every revision, the newest first. One statement."""
    return db.session.scalars(
        select(Revision)
        .where(Revision.declaration_id == declaration_id)
        .order_by(Revision.serial.desc())
    ).all()


def clause_named(declaration_id: int, key: str) -> Clause:
    """The clause with this key. Raises NoResultFound. One statement."""
    query = select(Clause).where(Clause.declaration_id == declaration_id, Clause.key == key)
    return db.session.scalars(query).one()


def versions_of(clause_id: int) -> Sequence[ClauseVersion]:
    """Every version of a clause, the newest first. One statement."""
    return db.session.scalars(
        select(ClauseVersion)
        .where(ClauseVersion.clause_id == clause_id)
        .order_by(ClauseVersion.number.desc())
    ).all()


def newest_version(clause_id: int) -> ClauseVersion | None:
    """The clause's newest version; None for an addition not adopted yet. One statement."""
    return db.session.scalars(
        select(ClauseVersion)
        .where(ClauseVersion.clause_id == clause_id)
        .order_by(ClauseVersion.number.desc())
        .limit(1)
    ).one_or_none()
