"""Parts of acts on amendments, with no permission, no entry, no transaction."""

from collections.abc import Mapping, Sequence
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.orm.attributes import flag_modified

from declaration import clock
from declaration.amendments.models import (
    Amendment,
    AmendmentRevision,
    Cause,
    Replaces,
    Route,
    Sponsor,
)
from declaration.amendments.queries import newest
from declaration.amendments.wording import Wording
from declaration.drafting.models import Clause, ClauseKind, ClauseVersion, Declaration, Revision
from declaration.drafting.queries import clause_named, newest_serial, newest_version
from declaration.extensions import db
from declaration.procedure import MACHINES, after, fall_with
from declaration.procedure.acts import Act
from declaration.procedure.facts import Facts
from declaration.procedure.refusals import Invalid, Stale
from declaration.procedure.states import AmendmentState
from declaration.procedure.sub_amendments import STILL_AMENDABLE
from declaration.text import Merge
from declaration.text import rebase as rebase_text

REBASED: Final = (
    AmendmentState.SUBMITTED,
    AmendmentState.ADMISSIBLE,
    AmendmentState.SCHEDULED,
    AmendmentState.ADOPTED,
)
"""The states in which an amendment follows the text it speaks about."""

UNKNOWN_PLACE: Final = "There is no such place in the text."
A_PACKAGE_HAS_TWO: Final = "Choose at least two amendments."


def locked(amendment_id: int, seen: int | None = None) -> Amendment:
    """The amendment with everything about it, locked. Raises NoResultFound, Stale."""
    query = (
        select(Amendment)
        .where(Amendment.id == amendment_id)
        .options(
            selectinload(Amendment.sponsors).joinedload(Sponsor.delegation),
            selectinload(Amendment.revisions).options(
                joinedload(AmendmentRevision.base_version),
                joinedload(AmendmentRevision.base_wording),
                joinedload(AmendmentRevision.after_clause),
            ),
            joinedload(Amendment.clause),
        )
        .with_for_update(of=Amendment)
        .execution_options(populate_existing=True)
    )
    amendment = db.session.scalars(query).one()
    if seen is not None and amendment.edition != seen:
        raise Stale(seen=seen, now=amendment.edition)
    return amendment


def locked_under_declaration(amendment_id: int, seen: int | None = None) -> Amendment:
    """The same, with the declaration locked first, as publishing locks them.

    For acts that number an amendment, or that would be lost on a version being published.
    """
    query = select(Amendment.declaration_id).where(Amendment.id == amendment_id)
    db.session.get_one(Declaration, db.session.scalars(query).one(), with_for_update=True)
    return locked(amendment_id, seen)


def touch(amendment: Amendment) -> None:
    """Count a new edition although only rows below the amendment changed."""
    amendment.changed_at = clock.now()
    flag_modified(amendment, "changed_at")


def new_amendment(
    declaration_id: int,
    clause: Clause | None,
    delegation_id: int | None,
    *,
    route: Route = Route.ORDINARY,
    parent: Amendment | None = None,
) -> Amendment:
    """A draft of a delegation, without a wording yet; no clause: it would add one.

    No delegation: a compromise that the secretariat puts forward.
    """
    now = clock.now()
    amendment = Amendment(
        declaration_id=declaration_id,
        clause_id=clause.id if clause else None,
        adds_clause=clause is None or (parent is not None and parent.adds_clause),
        parent_id=parent.id if parent else None,
        route=route,
        because={},
        drafted_at=now,
        changed_at=now,
    )
    db.session.add(amendment)
    db.session.flush()
    if delegation_id is not None:
        sponsor(amendment, delegation_id, main=True, confirmed_revision=1)
    return amendment


def sponsor(
    amendment: Amendment, delegation_id: int, *, main: bool, confirmed_revision: int
) -> None:
    """Put a delegation behind an amendment."""
    db.session.add(
        Sponsor(
            amendment_id=amendment.id,
            delegation_id=delegation_id,
            main=main,
            joined_at=clock.now(),
            confirmed_revision=confirmed_revision,
        )
    )


def copy_sponsors(whole: Amendment, part: Amendment, stood_by: int) -> None:
    """Put behind a part, in its first wording, those who stand behind the whole.

    Co-sponsors who had confirmed the wording `stood_by` stand by its part too.
    """
    for each in whole.sponsors:
        if each.left_at is None:
            confirmed = each.main or each.confirmed_revision == stood_by
            sponsor(part, each.delegation_id, main=each.main, confirmed_revision=int(confirmed))


def say(
    amendment: Amendment,
    wording: Wording,
    *,
    cause: Cause,
    number: int,
    base: ClauseVersion | None,
    base_wording: AmendmentRevision | None = None,
) -> AmendmentRevision:
    """Give the amendment a wording, checked before; `base` or `base_wording` is what it changes.

    Raises Invalid for an unknown place.
    """
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
        base_amendment_revision_id=base_wording.id if base_wording else None,
        base_revision_id=revision_id,
        kind=wording.kind or _kind_of(base or base_wording),
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
    amendment.substance = None
    touch(amendment)
    return revision


def _kind_of(base: ClauseVersion | AmendmentRevision | None) -> ClauseKind:
    return base.kind if base is not None else ClauseKind.OPERATIVE


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


def next_package(declaration_id: int) -> int:
    """The number of a new package, under the declaration's row lock so that it has no twin."""
    db.session.get_one(Declaration, declaration_id, with_for_update=True)
    used = select(func.max(Amendment.package)).where(Amendment.declaration_id == declaration_id)
    return (db.session.scalars(used).one() or 0) + 1


def leave_package(amendment: Amendment) -> None:
    """Take an amendment out of its package; one that is left alone there is in none either."""
    if amendment.package is None:
        return
    query = (
        select(Amendment)
        .where(
            Amendment.declaration_id == amendment.declaration_id,
            Amendment.package == amendment.package,
            Amendment.id != amendment.id,
        )
        .order_by(Amendment.id)
        .with_for_update()
    )
    others = db.session.scalars(query).all()
    amendment.package = None
    if len(others) == 1:
        others[0].package = None
        touch(others[0])


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
    """Restate a wording on the newest version of what it amends, when that has moved on.

    Cleanly: a new wording, cause `rebased`. With a conflict: the wording stays as it is and the
    amendment is marked. None when there was nothing to do.
    """
    latest = newest(amendment)
    current = current_base(amendment, latest)
    if current is None or current.id == _base_of(latest).id:
        return None
    if latest.text is None:
        amendment.needs_rebasing = False
        restate(amendment, None, current, cause=Cause.REBASED)
        return None
    merge = rebase_text(latest.base_text, latest.text, current.text or "")
    amendment.needs_rebasing = merge.text is None
    if merge.text is None:
        touch(amendment)
    else:
        restate(amendment, merge.text, current, cause=Cause.REBASED)
    return merge


def _base_of(wording: AmendmentRevision) -> ClauseVersion | AmendmentRevision:
    base = wording.base_version or wording.base_wording
    assert base is not None
    return base


def current_base(
    amendment: Amendment, wording: AmendmentRevision
) -> ClauseVersion | AmendmentRevision | None:
    """The newest version of what it amends; None for an addition, which amends nothing."""
    if wording.base_wording is not None and amendment.parent_id is not None:
        return db.session.scalars(
            select(AmendmentRevision)
            .where(AmendmentRevision.amendment_id == amendment.parent_id)
            .order_by(AmendmentRevision.number.desc())
            .limit(1)
        ).one()
    if wording.base_version is None or amendment.clause_id is None:
        return None
    return newest_version(amendment.clause_id)


def restate(
    amendment: Amendment,
    text: str | None,
    current: ClauseVersion | AmendmentRevision | None,
    *,
    cause: Cause,
) -> AmendmentRevision:
    """The newest wording once more, as `text` on another base; its sponsors stay behind it.

    Its English spoke of the earlier base and is left behind where the Arabic was restated.
    """
    latest = newest(amendment)
    revision = AmendmentRevision(
        amendment_id=amendment.id,
        number=latest.number + 1,
        base_version=current if isinstance(current, ClauseVersion) else None,
        base_wording=current if isinstance(current, AmendmentRevision) else None,
        base_revision_id=latest.base_revision_id,
        kind=latest.kind,
        text=text,
        text_en=latest.text_en if text is None else None,
        removes=latest.removes,
        moves=latest.moves,
        after_clause_id=latest.after_clause_id,
        rationale=latest.rationale,
        cause=cause,
        created_at=clock.now(),
    )
    amendment.revisions.append(revision)
    if cause is not Cause.REBASED:
        amendment.substance = None
    keep_sponsors(amendment, latest.number, revision.number)
    touch(amendment)
    db.session.flush()
    return revision


def keep_sponsors(amendment: Amendment, earlier: int, now: int) -> None:
    """Let those who stood by the earlier wording stand by this one, which nobody wrote anew."""
    for each in amendment.sponsors:
        if each.confirmed_revision == earlier:
            each.confirmed_revision = now


def subamend(parent: Amendment, text: str) -> AmendmentRevision:
    """Give a parent the wording that adopted amendments to it make of it; rebase the others.

    The meeting changed it, so its sponsors are not asked again. The caller moves the adopted
    ones and keeps the record of the merging.
    """
    latest = newest(parent)
    base = latest.base_version or latest.base_wording
    revision = restate(parent, text, base, cause=Cause.SUBAMENDED)
    bring_children_up_to_date(parent)
    return revision


def bring_children_up_to_date(parent: Amendment) -> list[Amendment]:
    """Rebase the undecided amendments to an amendment that has a new wording; gives them."""
    query = (
        select(Amendment.id)
        .where(Amendment.parent_id == parent.id, Amendment.state.in_(REBASED))
        .order_by(Amendment.id)
    )
    children = [locked(child_id) for child_id in db.session.scalars(query).all()]
    for child in children:
        bring_up_to_date(child)
    return children


def let_children_fall(
    parent: Amendment, cause: Act, because: Mapping[str, object]
) -> list[Amendment]:
    """What amends an amendment that is gone falls with it; gives them.

    `because` says of what, for them as for it.
    """
    children = {child.id: child for child in _children(parent)}
    states = {parent.id: parent.state} | {each.id: each.state for each in children.values()}
    fallen = [
        children[child_id]
        for child_id in fall_with(parent.id, states, dict.fromkeys(children, parent.id))
    ]
    for child in fallen:
        was = child.state
        child.state = after(MACHINES["amendment"], was, cause, Facts(parent_is_gone=True))
        child.because = {**because, "was": was.value}
        child.voting_place = None
        touch(child)
    return fallen


def return_children(parent: Amendment) -> list[Amendment]:
    """Bring back what fell because its parent was withdrawn, now that it is taken over."""
    returned = [
        child
        for child in _children(parent)
        if child.state is AmendmentState.FALLEN and child.because.get("by") == parent.id
    ]
    for child in returned:
        facts = Facts(was_admissible=child.because.get("was") in STILL_AMENDABLE)
        child.state = after(MACHINES["amendment"], child.state, Act.TAKE_OVER, facts)
        child.because = {}
        touch(child)
    return returned


def _children(parent: Amendment) -> Sequence[Amendment]:
    query = select(Amendment).where(Amendment.parent_id == parent.id).order_by(Amendment.id)
    return db.session.scalars(query.with_for_update()).all()


def return_replaced(compromise: Amendment, because: Act) -> list[Amendment]:
    """Bring back the amendments that a lost compromise stood for; gives them."""
    query = (
        select(Amendment)
        .join(Replaces, Replaces.amendment_id == Amendment.id)
        .where(Replaces.compromise_id == compromise.id, Amendment.state == AmendmentState.REPLACED)
        .order_by(Amendment.id)
        .with_for_update(of=Amendment)
    )
    returned = list(db.session.scalars(query))
    for amendment in returned:
        facts = Facts(compromise_is_lost=True)
        amendment.state = after(MACHINES["amendment"], amendment.state, because, facts)
        touch(amendment)
    return returned
