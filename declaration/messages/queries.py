"""Reads of the outbox, with their price in statements."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import func, select

from declaration.extensions import db
from declaration.messages.models import Letter
from declaration.paging import Page, page_of

A_PAGE: Final = 20
"""Letters on one page."""


def letters_of(forum_key: str, asked: int) -> tuple[Sequence[Letter], Page]:
    """One page of the forum's letters, the newest first. Two statements."""
    of_forum = Letter.forum_key == forum_key
    count = db.session.scalars(select(func.count(Letter.id)).where(of_forum)).one()
    query = select(Letter).where(of_forum).order_by(Letter.id.desc())
    page = page_of(count, A_PAGE, asked)
    return db.session.scalars(page.cut(query)).all(), page
