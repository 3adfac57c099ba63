"""Reads of the declaration's text, each with its price in statements."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any, Final

from sqlalchemy import Row, bindparam, func, select

from declaration.database import writes
from declaration.drafting.models import (
    Clause,
    ClauseKind,
    ClauseVersion,
    Declaration,
    Origin,
    Revision,
    RevisionEntry,
    Translation,
)
from declaration.drafting.numbering import numbers, sections
from declaration.extensions import db
from declaration.forums.models import Forum
from declaration.journal.queries import extent_at
from declaration.procedure.states import ClauseState
from declaration.remembering import remembered


@dataclass(frozen=True, slots=True)
class PlacedClause:
    """A clause as it stands in one revision. `number` is printed before it, in Western digits."""

    clause_id: int
    key: str
    state: ClauseState
    sitting_id: int | None
    position: int
    version_id: int
    version: int
    kind: ClauseKind
    text: str
    origin: Origin
    number: str
    section: int | None
    """Position of the heading it stands under."""
    translations: Mapping[str, str] = field(default_factory=dict)


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
        return self._by_key.get(key)

    def by_id(self, clause_id: int) -> PlacedClause | None:
        """The clause with this identity, if it stands in the revision."""
        return self._by_id.get(clause_id)

    def by_version(self, version_id: int | None) -> PlacedClause | None:
        """The clause that stands in the revision in this version."""
        return self._by_version.get(version_id) if version_id is not None else None

    @cached_property
    def _by_key(self) -> Mapping[str, PlacedClause]:
        return {clause.key: clause for clause in self.clauses}

    @cached_property
    def _by_version(self) -> Mapping[int, PlacedClause]:
        return {clause.version_id: clause for clause in self.clauses}

    @cached_property
    def _by_id(self) -> Mapping[int, PlacedClause]:
        return {clause.clause_id: clause for clause in self.clauses}


@dataclass(frozen=True)
class ClauseTranslation:
    """The newest translation of a clause. `version` and `original` are what it translates."""

    version: int
    original: str
    number: int
    text: str


_entry, _clause = RevisionEntry.__table__.c, Clause.__table__.c
_version, _translation = ClauseVersion.__table__.c, Translation.__table__.c
# Columns, not rows, and a statement made once: a page asks for every clause, and changes none.
_ENTRIES: Final = (
    select(
        _clause.id.label("clause_id"),
        _clause.key,
        _clause.state,
        _clause.sitting_id,
        _entry.position,
        _version.id.label("version_id"),
        _version.number.label("version"),
        _version.kind,
        _version.text,
        _version.origin,
        _translation.language,
        _translation.text.label("translated"),
    )
    .join_from(RevisionEntry.__table__, Clause.__table__, _clause.id == _entry.clause_id)
    .join(ClauseVersion.__table__, _version.id == _entry.version_id)
    .outerjoin(Translation.__table__, _translation.version_id == _version.id)
    .where(_entry.revision_id == bindparam("revision_id"))
    .order_by(_entry.position, _translation.number)
)
_EXTENT: Final = extent_at(
    select(Forum.log)
    .join(Declaration, Declaration.forum_id == Forum.id)
    .where(Declaration.id == bindparam("declaration_id"))
    .scalar_subquery()
)
_placed: Final[Callable[..., PlacedClause]] = PlacedClause

MOST: Final = 8
"""How many texts one process keeps: half a megabyte for three hundred clauses."""


def newest_serial(declaration_id: int) -> int:
    """The serial of the newest revision. One statement."""
    query = select(func.max(Revision.serial)).where(Revision.declaration_id == declaration_id)
    return db.session.scalars(query).one() or 0


def revision_text(declaration_id: int, serial: int | None = None) -> RevisionText:
    """A revision's text as it was published; the newest when no serial is named.

    Three statements, however many clauses; one while nothing has happened in the forum since this
    process last read it. What writes sees what it wrote: it reads anew. Raises NoResultFound.
    """
    connection = db.session.connection()
    if writes(connection):
        return _read(declaration_id, serial)
    extent = connection.execute(_EXTENT, {"declaration_id": declaration_id}).one()
    key = (declaration_id, serial, *extent)
    return remembered("texts", MOST).value(key, lambda: _read(declaration_id, serial))


def _read(declaration_id: int, serial: int | None) -> RevisionText:
    wanted = select(Revision).where(Revision.declaration_id == declaration_id)
    if serial is None:
        wanted = wanted.order_by(Revision.serial.desc()).limit(1)
    else:
        wanted = wanted.where(Revision.serial == serial)
    revision = db.session.scalars(wanted).one()
    found = db.session.connection().execute(_ENTRIES, {"revision_id": revision.id})
    entries: list[Row[*tuple[Any, ...]]] = []
    translations: list[dict[str, str]] = []
    for entry in found:
        if not entries or entry.position != entries[-1].position:
            entries.append(entry)
            translations.append({})
        if entry.language is not None:
            translations[-1][entry.language] = entry.translated
    kinds = [entry.kind for entry in entries]
    return RevisionText(
        id=revision.id,
        serial=revision.serial,
        symbol=revision.symbol,
        published_at=revision.published_at,
        clauses=tuple(
            _placed(
                *entry[:-2],
                number,
                None if heading is None else entries[heading].position,
                told,
            )
            for entry, told, number, heading in zip(
                entries, translations, numbers(kinds), sections(kinds), strict=True
            )
        ),
    )


def translation_of(version_id: int, language: str) -> str:
    """The newest text of a version in another language; empty when it has none. One statement."""
    query = (
        select(Translation.text)
        .where(Translation.version_id == version_id, Translation.language == language)
        .order_by(Translation.number.desc())
        .limit(1)
    )
    return db.session.scalars(query).first() or ""


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
