"""Short transactions for what is no act."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.orm import Session

from declaration.database import ACTING, begin_writing
from declaration.extensions import db


@contextmanager
def bookkeeping() -> Iterator[Session]:
    """A transaction of its own for what one has seen, or a sign-in's last activity.

    It leaves no entry, and its failure must never cost anybody a page or an act.
    """
    session = db.session
    if session.info.get(ACTING):
        raise RuntimeError("bookkeeping has a transaction of its own")
    begin_writing(session)
    try:
        yield session
        session.commit()
    except BaseException:
        session.rollback()
        raise


def end_reading() -> None:
    """Let go of what was being read, before work that takes its time: hashing, mail, files."""
    db.session.rollback()
