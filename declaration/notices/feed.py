"""A declaration's changes, publication by publication, for feeds."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select

from declaration.amendments.facts import label
from declaration.amendments.models import Amendment
from declaration.drafting.models import Clause, ClauseKind, ClauseVersion, Revision, RevisionEntry
from declaration.drafting.numbering import numbers
from declaration.extensions import db
from declaration.text import Change, diff

NEWEST: Final = 20
"""Publications in a feed."""


@dataclass(frozen=True)
class ClauseChange:
    """What a publication did to one clause; no changes: it was moved, and said the same."""

    key: str
    number: str
    opening: str
    changes: Sequence[Change]
    amendments: Sequence[str]
    is_new: bool
    is_gone: bool


@dataclass(frozen=True)
class Publication:
    """A revision with what it changed in the one before."""

    serial: int
    symbol: str | None
    published_at: datetime
    updated_at: datetime
    clauses: Sequence[ClauseChange] = ()
    is_reordered: bool = False
    """Whether clauses that stood before stand in another order."""


@dataclass(frozen=True)
class _Placed:
    clause_id: int
    key: str
    version_id: int
    number: str


def publications_of(declaration_id: int) -> list[Publication]:
    """The newest publications, the newest first. Five statements, however many clauses."""
    query = (
        select(Revision)
        .where(Revision.declaration_id == declaration_id)
        .order_by(Revision.serial.desc())
        .limit(NEWEST + 1)
    )
    revisions = list(db.session.scalars(query))
    placed = _placed([each.id for each in revisions])
    pairs = list(zip(revisions, [*revisions[1:], None], strict=True))[:NEWEST]
    changed = {
        version
        for revision, before in pairs
        for version in _differing(placed[revision.id], placed[before.id] if before else {})
    }
    texts = _texts(changed)
    merged = _merged(changed)
    return [
        _publication(
            revision, placed[revision.id], placed[before.id] if before else None, texts, merged
        )
        for revision, before in pairs
    ]


def _publication(
    revision: Revision,
    after: dict[int, _Placed],
    before: dict[int, _Placed] | None,
    texts: dict[int, str],
    merged: dict[int, list[str]],
) -> Publication:
    kept = [id_ for id_ in before or () if id_ in after]
    return Publication(
        serial=revision.serial,
        symbol=revision.symbol,
        published_at=revision.published_at,
        updated_at=revision.issued_at or revision.published_at,
        clauses=_changes(after, before, texts, merged) if before is not None else (),
        is_reordered=kept != [id_ for id_ in after if before is not None and id_ in before],
    )


def _placed(revision_ids: Sequence[int]) -> dict[int, dict[int, _Placed]]:
    query = (
        select(
            RevisionEntry.revision_id,
            Clause.id,
            Clause.key,
            ClauseVersion.id,
            ClauseVersion.kind,
        )
        .join(Clause, Clause.id == RevisionEntry.clause_id)
        .join(ClauseVersion, ClauseVersion.id == RevisionEntry.version_id)
        .where(RevisionEntry.revision_id.in_(revision_ids))
        .order_by(RevisionEntry.revision_id, RevisionEntry.position)
    )
    rows: dict[int, list[tuple[int, str, int, ClauseKind]]] = {each: [] for each in revision_ids}
    for revision_id, clause_id, key, version_id, kind in db.session.execute(query):
        rows[revision_id].append((clause_id, key, version_id, kind))
    return {
        revision_id: {
            row[0]: _Placed(row[0], row[1], row[2], number)
            for row, number in zip(found, numbers([row[3] for row in found]), strict=True)
        }
        for revision_id, found in rows.items()
    }


def _differing(after: dict[int, _Placed], before: dict[int, _Placed]) -> Iterable[int]:
    """The versions that stand in one of two revisions and not in the other."""
    if not before:
        return ()
    new, old = ({each.version_id for each in found.values()} for found in (after, before))
    return new ^ old


def _texts(version_ids: Iterable[int]) -> dict[int, str]:
    query = select(ClauseVersion.id, ClauseVersion.text).where(
        ClauseVersion.id.in_(sorted(version_ids))
    )
    return {each.id: each.text for each in db.session.execute(query)}


def _merged(version_ids: Iterable[int]) -> dict[int, list[str]]:
    """The numbers of the amendments that went into each version."""
    query = (
        select(Amendment)
        .where(Amendment.merged_version_id.in_(sorted(version_ids)))
        .order_by(Amendment.number, Amendment.id)
    )
    found: dict[int, list[str]] = {}
    for amendment in db.session.scalars(query):
        found.setdefault(amendment.merged_version_id or 0, []).append(label(amendment))
    return found


def _changes(
    after: dict[int, _Placed],
    before: dict[int, _Placed],
    texts: dict[int, str],
    merged: dict[int, list[str]],
) -> list[ClauseChange]:
    found = []
    for clause_id, placed in after.items():
        old = before.get(clause_id)
        if old is None or old.version_id != placed.version_id:
            words = texts[placed.version_id]
            was = texts[old.version_id] if old else ""
            numbers_of = merged.get(placed.version_id, [])
            found.append(_change(placed, words, diff(was, words), numbers_of, is_new=old is None))
    for clause_id, placed in before.items():
        if clause_id not in after:
            words = texts[placed.version_id]
            found.append(_change(placed, words, diff(words, ""), [], is_gone=True))
    return found


def _change(
    placed: _Placed,
    words: str,
    changes: Sequence[Change],
    amendments: Sequence[str],
    *,
    is_new: bool = False,
    is_gone: bool = False,
) -> ClauseChange:
    opening = words.partition("\n")[0]
    return ClauseChange(placed.key, placed.number, opening, changes, amendments, is_new, is_gone)
