"""What an officer has prepared at the desk and not published. Keeping it is no act: no entry."""

from collections.abc import Sequence

from sqlalchemy import delete, select

from declaration import clock
from declaration.bookkeeping import bookkeeping
from declaration.drafting.queries import PlacedClause
from declaration.extensions import db
from declaration.merging.answers import Answers
from declaration.merging.models import MergeDraft


def draft_of(clause_id: int, membership_id: int) -> MergeDraft | None:
    """An officer's draft for a clause. One statement."""
    query = select(MergeDraft).where(
        MergeDraft.clause_id == clause_id, MergeDraft.membership_id == membership_id
    )
    return db.session.scalars(query).one_or_none()


def draft_in_the_hall(clause_id: int) -> MergeDraft | None:
    """The draft that is shown while it is prepared, the latest of several. One statement."""
    query = (
        select(MergeDraft)
        .where(MergeDraft.clause_id == clause_id, MergeDraft.shown)
        .order_by(MergeDraft.saved_at.desc())
        .limit(1)
    )
    return db.session.scalars(query).one_or_none()


def drafts_of(membership_id: int) -> Sequence[MergeDraft]:
    """Every draft of an officer. One statement."""
    return db.session.scalars(
        select(MergeDraft).where(MergeDraft.membership_id == membership_id)
    ).all()


def keep_draft(clause: PlacedClause, answers: Answers, membership_id: int) -> None:
    """Keep what was chosen and typed, in place of what was kept before."""
    with bookkeeping() as session:
        draft = draft_of(clause.clause_id, membership_id)
        if draft is None:
            draft = MergeDraft(clause_id=clause.clause_id, membership_id=membership_id)
            session.add(draft)
        draft.base_version_id = clause.version_id
        draft.chosen = list(answers.chosen)
        draft.typed = answers.kept()
        draft.saved_at = clock.now()


def show_draft(clause_id: int, membership_id: int, *, shown: bool) -> None:
    """Show a draft in the hall, or show it no longer."""
    with bookkeeping():
        draft = draft_of(clause_id, membership_id)
        if draft is not None:
            draft.shown = shown


def forget_draft(clause_id: int, membership_id: int) -> None:
    """Drop a draft that has been published."""
    with bookkeeping() as session:
        session.execute(
            delete(MergeDraft).where(
                MergeDraft.clause_id == clause_id, MergeDraft.membership_id == membership_id
            )
        )
