"""What publishing stores: versions, revisions and their entries, and nothing decides here."""

from collections.abc import Mapping, Sequence
from typing import Any

from declaration import clock
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
from declaration.extensions import db
from declaration.text import fold


def store_version(
    clause: Clause,
    number: int,
    kind: ClauseKind,
    text: str,
    *,
    origin: Origin,
    segments: Sequence[Any] = (),
    same_decision_as: int | None = None,
) -> ClauseVersion:
    """Add a version to a clause. The unique number refuses the slower of two writers."""
    version = ClauseVersion(
        clause_id=clause.id,
        number=number,
        kind=kind,
        text=text,
        folded=str(fold(text)),
        origin=origin,
        segments=list(segments),
        same_decision_as_id=same_decision_as,
        created_at=clock.now(),
    )
    db.session.add(version)
    db.session.flush()
    return version


def store_translation(version: ClauseVersion, language: str, text: str, number: int = 1) -> None:
    """Add a translation of a version."""
    db.session.add(
        Translation(
            version_id=version.id,
            language=language,
            number=number,
            text=text,
            created_at=clock.now(),
        )
    )


def store_revision(
    declaration: Declaration,
    serial: int,
    order: Sequence[tuple[int, int]],
    *,
    symbol: str | None = None,
) -> Revision:
    """Write the list of clauses anew: `order` holds (clause id, version id) in their places."""
    now = clock.now()
    revision = Revision(
        declaration_id=declaration.id,
        serial=serial,
        symbol=symbol,
        published_at=now,
        issued_at=now if symbol else None,
    )
    db.session.add(revision)
    db.session.flush()
    db.session.add_all(
        RevisionEntry(
            revision_id=revision.id, position=position, clause_id=clause_id, version_id=version_id
        )
        for position, (clause_id, version_id) in enumerate(order, start=1)
    )
    return revision


def new_clause(declaration: Declaration, key: str, sitting_id: int | None = None) -> Clause:
    """Reserve a clause: an identity without a text yet."""
    clause = Clause(declaration_id=declaration.id, key=key, sitting_id=sitting_id)
    db.session.add(clause)
    db.session.flush()
    return clause


def texts_by_language(text: Mapping[str, str], main: str) -> dict[str, str]:
    """The translations among a clause's texts: all but the main language's, where not empty."""
    return {language: words for language, words in text.items() if language != main and words}
