"""Issuing a document: what is given out in the secretariat's name is on record by its hash."""

import hashlib
from collections.abc import Sequence

from sqlalchemy import select

from declaration.documents.directions import Language
from declaration.documents.models import IssuedDocument
from declaration.drafting.models import Declaration
from declaration.drafting.queries import revision_text
from declaration.endorsement.queries import freeze_of
from declaration.extensions import db
from declaration.journal import Actor, act
from declaration.procedure import Act, NotPermitted


def issue(
    declaration_id: int,
    kind: str,
    body: bytes,
    by: Actor,
    *,
    ending: str,
    language: Language | None = None,
) -> str:
    """Record that this very file was issued; gives its SHA-256.

    `kind` is the document's name in addresses, `ending` its form; no `language` is named where
    it has both. The entry names the newest revision, and the fingerprint once the text is frozen.
    Raises NotPermitted.
    """
    sha256 = hashlib.sha256(body).hexdigest()
    with act(Act.ISSUE_DOCUMENT, by=by) as entry:
        by.must(Act.ISSUE_DOCUMENT)
        declaration = db.session.get_one(Declaration, declaration_id)
        if declaration.forum_id != by.forum_id:
            raise NotPermitted(Act.ISSUE_DOCUMENT)
        frozen, revision = freeze_of(declaration.id), revision_text(declaration.id).serial
        db.session.add(
            IssuedDocument(
                declaration_id=declaration.id,
                kind=kind,
                ending=ending,
                language=language,
                revision=revision,
                sha256=sha256,
                issued_at=entry.at,
            )
        )
        entry.about("declaration", declaration.key)
        entry.data(
            document=kind,
            sha256=sha256,
            language=language,
            revision=revision,
            fingerprint=frozen.fingerprint if frozen else None,
        )
    return sha256


def issued_of(declaration_id: int) -> Sequence[IssuedDocument]:
    """What was issued of a declaration, the newest first. One statement."""
    query = (
        select(IssuedDocument)
        .where(IssuedDocument.declaration_id == declaration_id)
        .order_by(IssuedDocument.id.desc())
    )
    return db.session.scalars(query).all()
