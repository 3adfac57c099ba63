"""Reads of the declaration's text, each with its price in statements."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from types import MappingProxyType
from typing import Any, Final

from sqlalchemy import Row, bindparam, func, select

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

    @cached_property
    def _by_key(self) -> Mapping[str, PlacedClause]:
        return {clause.key: clause for clause in self.clauses}

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
# Columns, not rows, and statements made once: a page asks for every clause, and changes none.
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
    )
    .join_from(RevisionEntry.__table__, Clause.__table__, _clause.id == _entry.clause_id)
    .join(ClauseVersion.__table__, _version.id == _entry.version_id)
    .where(_entry.revision_id == bindparam("revision_id"))
    .order_by(_entry.position)
)
_TRANSLATIONS: Final = (
    select(_translation.version_id, _translation.language, _translation.text)
    .join(RevisionEntry.__table__, _entry.version_id == _translation.version_id)
    .where(_entry.revision_id == bindparam("revision_id"))
    .order_by(_translation.number)
)
_revision = Revision.__table__.c
_STANDING: Final = (
    select(_entry.clause_id, _entry.version_id, _clause.state)
    .join_from(RevisionEntry.__table__, Clause.__table__, _clause.id == _entry.clause_id)
    .where(
        _entry.revision_id
        == select(_revision.id)
        .where(_revision.declaration_id == bindparam("declaration_id"))
        .order_by(_revision.serial.desc())
        .limit(1)
        .scalar_subquery()
    )
)
_placed: Final[Callable[..., PlacedClause]] = PlacedClause
_UNTRANSLATED: Final[Mapping[str, str]] = MappingProxyType({})


def newest_serial(declaration_id: int) -> int:
    """The serial of the newest revision. One statement."""
    query = select(func.max(Revision.serial)).where(Revision.declaration_id == declaration_id)
    return db.session.scalars(query).one() or 0


def standing_in(declaration_id: int) -> Sequence[Row[Any, Any, Any]]:
    """The `clause_id`, `version_id` and `state` of every clause of the newest revision.

    For pages that show no words of it. One statement.
    """
    found = db.session.connection().execute(_STANDING, {"declaration_id": declaration_id})
    return found.all()


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
    connection = db.session.connection()
    entries = connection.execute(_ENTRIES, {"revision_id": revision.id}).all()
    translations: dict[int, dict[str, str]] = {}
    for version_id, language, text in connection.execute(
        _TRANSLATIONS, {"revision_id": revision.id}
    ):
        translations.setdefault(version_id, {})[language] = text
    kinds = [entry.kind for entry in entries]
    return RevisionText(
        id=revision.id,
        serial=revision.serial,
        symbol=revision.symbol,
        published_at=revision.published_at,
        clauses=tuple(
            _placed(
                *entry,
                number,
                None if heading is None else entries[heading].position,
                translations.get(entry.version_id, _UNTRANSLATED),
            )
            for entry, number, heading in zip(entries, numbers(kinds), sections(kinds), strict=True)
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
