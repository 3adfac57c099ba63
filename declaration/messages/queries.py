"""Reads of the outbox, with their price in statements."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import func, select

from declaration.extensions import db
from declaration.messages.models import Letter

PAGE: Final = 20
"""Letters shown at once."""


def letters_of(forum_key: str, page: int) -> tuple[Sequence[Letter], int]:
    """The forum's letters of one page, newest first, and how many pages there are.

    Pages are counted from 1. Two statements.
    """
    of_forum = Letter.forum_key == forum_key
    count = db.session.scalars(select(func.count(Letter.id)).where(of_forum)).one()
    query = select(Letter).where(of_forum).order_by(Letter.id.desc())
    letters = db.session.scalars(query.offset((page - 1) * PAGE).limit(PAGE)).all()
    return letters, max(1, -(-count // PAGE))
