"""Reads of notices, watches and what was seen, each with its price in statements."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from flask_babel import gettext as _
from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from declaration.amendments.facts import label
from declaration.amendments.models import Amendment
from declaration.drafting.models import Clause
from declaration.extensions import db
from declaration.forums.models import Forum
from declaration.journal import Actor
from declaration.notices.kinds import CONCERNS, USUALLY, Kind, Way
from declaration.notices.models import Chosen, Notice, Seen, Watch
from declaration.notices.sentences import GONE, path_of, sentence_of
from declaration.notices.subjects import subjects_of
from declaration.paging import Page, page_of

A_PAGE: Final = 20
"""Notices on one page."""


def unread_of(membership_id: int) -> int:
    """How many notices somebody has not read. One statement, over an index of these alone."""
    query = select(func.count()).where(
        Notice.membership_id == membership_id, Notice.read_at.is_(None)
    )
    return db.session.scalars(query.select_from(Notice)).one()


@dataclass(frozen=True)
class ShownNotice:
    """A notice as its reader sees it; without a path, it leads to nothing they may see now."""

    id: int
    kind: Kind
    sentence: str
    path: str | None
    at: datetime
    is_read: bool


def notices_of(by: Actor, forum: Forum, asked: int) -> tuple[list[ShownNotice], Page]:
    """One page of somebody's notices, the newest first.

    Some eighteen statements at most, however many notices.
    """
    mine = Notice.membership_id == by.membership_id
    count = db.session.scalars(select(func.count()).select_from(Notice).where(mine)).one()
    query = select(Notice).where(mine).order_by(Notice.id.desc())
    page = page_of(count, A_PAGE, asked)
    return shown(db.session.scalars(page.cut(query)).all(), by, forum), page


def newest_unread(by: Actor, forum: Forum, most: int) -> list[ShownNotice]:
    """The newest notices that somebody has not read. One statement where there are none."""
    query = (
        select(Notice)
        .where(Notice.membership_id == by.membership_id, Notice.read_at.is_(None))
        .order_by(Notice.id.desc())
        .limit(most)
    )
    return shown(db.session.scalars(query).all(), by, forum)


def shown(notices: Sequence[Notice], by: Actor, forum: Forum) -> list[ShownNotice]:
    """Notices with what they say; one whose subject is no longer theirs to see says only that."""
    subjects = subjects_of(notices)
    told = []
    for each in notices:
        seen = subjects.may_be_seen(each.event, each.about_id, by)
        told.append(
            ShownNotice(
                id=each.id,
                kind=each.kind,
                sentence=sentence_of(each.event, each.about_id, subjects) if seen else _(GONE),
                path=path_of(each.event, each.about_id, subjects, forum) if seen else None,
                at=each.at,
                is_read=each.read_at is not None,
            )
        )
    return told


def notice_of(by: Actor, notice_id: int) -> Notice:
    """A notice of this person. Raises NoResultFound. One statement."""
    query = select(Notice).where(Notice.id == notice_id, Notice.membership_id == by.membership_id)
    return db.session.scalars(query).one()


def ways_of(by: Actor) -> dict[Kind, Way]:
    """The way of every kind that concerns somebody's roles. One statement."""
    query = select(Chosen.kind, Chosen.way).where(Chosen.membership_id == by.membership_id)
    chosen: dict[Kind, Way] = {each.kind: each.way for each in db.session.execute(query)}
    return {kind: chosen.get(kind, USUALLY[kind]) for kind in Kind if CONCERNS[kind] & by.roles}


@dataclass(frozen=True)
class Watched:
    """Something somebody watches; `label` is an amendment's number."""

    watch_id: int
    clause_id: int | None
    clause_key: str | None
    amendment_id: int | None
    label: str
    declaration_id: int


def watched_by(membership_id: int) -> list[Watched]:
    """Everything somebody watches, clauses first. One statement."""
    query = (
        select(Watch)
        .where(Watch.membership_id == membership_id)
        .options(joinedload(Watch.clause), joinedload(Watch.amendment))
        .order_by(Watch.amendment_id.is_not(None), Watch.id)
    )
    return [_watched(each) for each in db.session.scalars(query)]


def _watched(watch: Watch) -> Watched:
    clause: Clause | None = watch.clause
    amendment: Amendment | None = watch.amendment
    target = clause or amendment
    assert target is not None
    return Watched(
        watch_id=watch.id,
        clause_id=watch.clause_id,
        clause_key=clause.key if clause else None,
        amendment_id=watch.amendment_id,
        label=label(amendment) if amendment else "",
        declaration_id=target.declaration_id,
    )


def watches_clause(membership_id: int, declaration_id: int, key: str) -> bool:
    """Whether somebody watches the clause with this key. One statement."""
    query = (
        select(Watch.id)
        .join(Clause, Clause.id == Watch.clause_id)
        .where(
            Watch.membership_id == membership_id,
            Clause.declaration_id == declaration_id,
            Clause.key == key,
        )
    )
    return db.session.scalars(query).first() is not None


def watches_amendment(membership_id: int, amendment_id: int) -> bool:
    """Whether somebody watches the amendment. One statement."""
    query = select(Watch.id).where(
        Watch.membership_id == membership_id, Watch.amendment_id == amendment_id
    )
    return db.session.scalars(query).first() is not None


def seen_by(membership_id: int, declaration_id: int, only: int | None = None) -> dict[int, int]:
    """The version of each clause, or of one, that was last displayed to somebody. One statement."""
    query = (
        select(Seen.clause_id, Seen.version_id)
        .join(Clause, Clause.id == Seen.clause_id)
        .where(Seen.membership_id == membership_id, Clause.declaration_id == declaration_id)
    )
    if only is not None:
        query = query.where(Seen.clause_id == only)
    return {seen[0]: seen[1] for seen in db.session.execute(query)}


def has_seen(membership_id: int, declaration_id: int) -> bool:
    """Whether anything of the text was ever displayed to somebody. One statement."""
    query = (
        select(Seen.clause_id)
        .join(Clause, Clause.id == Seen.clause_id)
        .where(Seen.membership_id == membership_id, Clause.declaration_id == declaration_id)
        .limit(1)
    )
    return db.session.scalars(query).first() is not None
