"""Reads of the outbox, with their price in statements."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import func, select

from declaration.extensions import db
from declaration.messages.models import Letter
from declaration.paging import Page, page_of

A_PAGE: Final = 20
"""Letters on one page."""


def page_with(forum_key: str, letter_id: int) -> int:
    """The page of the forum's letters on which this one stands. One statement."""
    newer = select(func.count(Letter.id)).where(
        Letter.forum_key == forum_key, Letter.id > letter_id
    )
    return db.session.scalars(newer).one() // A_PAGE + 1


def newest_by_address(forum_key: str, kind: str) -> dict[str, Letter]:
    """The newest letter of one kind to each address to which the forum wrote. One statement."""
    newest = (
        select(func.max(Letter.id))
        .where(Letter.forum_key == forum_key, Letter.kind == kind)
        .group_by(Letter.address)
    )
    found = db.session.scalars(select(Letter).where(Letter.id.in_(newest)))
    return {each.address: each for each in found}


def letters_of(forum_key: str, asked: int) -> tuple[Sequence[Letter], Page]:
    """One page of the forum's letters, the newest first. Two statements."""
    of_forum = Letter.forum_key == forum_key
    count = db.session.scalars(select(func.count(Letter.id)).where(of_forum)).one()
    query = select(Letter).where(of_forum).order_by(Letter.id.desc())
    page = page_of(count, A_PAGE, asked)
    return db.session.scalars(page.cut(query)).all(), page
