"""Parts of acts on amendments, with no permission, no entry, no transaction."""

from typing import Final

from sqlalchemy import select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import joinedload, selectinload

from declaration import clock
from declaration.amendments.models import Amendment, AmendmentRevision, Cause, Route, Sponsor
from declaration.amendments.queries import newest
from declaration.amendments.wording import Wording
from declaration.drafting.models import Clause, ClauseKind, ClauseVersion, Declaration, Revision
from declaration.drafting.queries import clause_named, newest_serial, newest_version
from declaration.extensions import db
from declaration.procedure.refusals import Invalid, Stale
from declaration.text import Merge
from declaration.text import rebase as rebase_text

UNKNOWN_PLACE: Final = "There is no such place in the text."


def locked(amendment_id: int, seen: int | None = None) -> Amendment:
    """The amendment with everything about it, locked. Raises NoResultFound, Stale."""
    query = (
        select(Amendment)
        .where(Amendment.id == amendment_id)
        .options(
            selectinload(Amendment.sponsors).joinedload(Sponsor.delegation),
            selectinload(Amendment.revisions).joinedload(AmendmentRevision.base_version),
            joinedload(Amendment.clause),
        )
        .with_for_update(of=Amendment)
        .execution_options(populate_existing=True)
    )
    amendment = db.session.scalars(query).one()
    if seen is not None and amendment.edition != seen:
        raise Stale(seen=seen, now=amendment.edition)
    return amendment


def touch(amendment: Amendment) -> None:
    """Count a new edition although only rows below the amendment changed."""
    amendment.changed_at = clock.now()


def new_amendment(
    declaration_id: int, clause: Clause | None, delegation_id: int, *, route: Route
) -> Amendment:
    """A draft of a delegation, without a wording yet; no clause: it would add one."""
    now = clock.now()
    amendment = Amendment(
        declaration_id=declaration_id,
        clause_id=clause.id if clause else None,
        adds_clause=clause is None,
        route=route,
        because={},
        drafted_at=now,
        changed_at=now,
    )
    db.session.add(amendment)
    db.session.flush()
    db.session.add(
        Sponsor(
            amendment_id=amendment.id,
            delegation_id=delegation_id,
            main=True,
            joined_at=now,
            confirmed_revision=1,
        )
    )
    return amendment


def say(
    amendment: Amendment,
    wording: Wording,
    *,
    cause: Cause,
    number: int,
    base: ClauseVersion | None,
    base_amendment_revision_id: int | None = None,
) -> AmendmentRevision:
    """Give the amendment a wording, checked before. Raises Invalid for an unknown place."""
    after = _place(amendment.declaration_id, wording)
    serial = newest_serial(amendment.declaration_id)
    revision_id = db.session.scalars(
        select(Revision.id).where(
            Revision.declaration_id == amendment.declaration_id, Revision.serial == serial
        )
    ).one()
    revision = AmendmentRevision(
        amendment_id=amendment.id,
        number=number,
        base_version_id=base.id if base else None,
        base_amendment_revision_id=base_amendment_revision_id,
        base_revision_id=revision_id,
        kind=wording.kind or (base.kind if base else ClauseKind.OPERATIVE),
        text=wording.text,
        text_en=wording.text_en,
        removes=wording.removes,
        moves=wording.moves,
        after_clause_id=after.id if after else None,
        rationale=wording.rationale,
        cause=cause,
        created_at=clock.now(),
    )
    db.session.add(revision)
    db.session.flush()
    touch(amendment)
    return revision


def reword(revision: AmendmentRevision, amendment: Amendment, wording: Wording) -> None:
    """Change a draft's only wording in place. Raises Invalid for an unknown place."""
    after = _place(amendment.declaration_id, wording)
    revision.text, revision.text_en = wording.text, wording.text_en
    revision.removes, revision.moves = wording.removes, wording.moves
    revision.after_clause_id = after.id if after else None
    revision.rationale = wording.rationale
    if wording.kind is not None:
        revision.kind = wording.kind
    touch(amendment)


def _place(declaration_id: int, wording: Wording) -> Clause | None:
    if wording.after is None:
        return None
    try:
        return clause_named(declaration_id, wording.after)
    except NoResultFound:
        raise Invalid({"after": [UNKNOWN_PLACE]}) from None


def give_number(amendment: Amendment) -> int:
    """Number a submitted amendment, and reserve the clause it would add.

    Under the declaration's row lock, so that numbers have neither gaps nor twins.
    """
    declaration = db.session.get_one(Declaration, amendment.declaration_id, with_for_update=True)
    declaration.last_amendment += 1
    amendment.number = declaration.last_amendment
    if amendment.clause_id is None:
        clause = Clause(declaration_id=declaration.id, key=f"added-{amendment.number}")
        db.session.add(clause)
        db.session.flush()
        amendment.clause_id = clause.id
    return amendment.number


def bring_up_to_date(amendment: Amendment) -> Merge | None:
    """Restate a wording on its clause's newest version, when the clause has moved on.

    Cleanly: a new wording, cause `rebased`. With a conflict: the wording stays as it is and the
    amendment is marked. None when there was nothing to do.
    """
    latest = newest(amendment)
    base = latest.base_version
    if base is None or amendment.clause_id is None:
        return None
    current = newest_version(amendment.clause_id)
    assert current is not None
    if current.id == base.id:
        return None
    if latest.text is None:
        amendment.needs_rebasing = False
        _restated(amendment, latest, None, current)
        return None
    merge = rebase_text(base.text, latest.text, current.text)
    amendment.needs_rebasing = merge.text is None
    if merge.text is None:
        touch(amendment)
    else:
        _restated(amendment, latest, merge.text, current)
    return merge


def _restated(
    amendment: Amendment, latest: AmendmentRevision, text: str | None, current: ClauseVersion
) -> None:
    revision = AmendmentRevision(
        amendment_id=amendment.id,
        number=latest.number + 1,
        base_version_id=current.id,
        base_revision_id=latest.base_revision_id,
        kind=latest.kind,
        text=text,
        text_en=latest.text_en if text is None else None,
        removes=latest.removes,
        moves=latest.moves,
        after_clause_id=latest.after_clause_id,
        rationale=latest.rationale,
        cause=Cause.REBASED,
        created_at=clock.now(),
    )
    amendment.revisions.append(revision)
    for sponsor in amendment.sponsors:
        if sponsor.confirmed_revision == latest.number:
            sponsor.confirmed_revision = revision.number
    touch(amendment)
