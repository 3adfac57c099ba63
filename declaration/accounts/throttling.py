"""Slowing down those who guess passwords, counted where every process sees it."""

import hashlib
import ipaddress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import case, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from declaration import clock
from declaration.accounts.models import Throttle
from declaration.accounts.steps import fold_email
from declaration.bookkeeping import bookkeeping
from declaration.extensions import db

WINDOW: Final = timedelta(minutes=15)
FROM_ONE_PLACE: Final = 10
"""Failures for one account from one address within the window."""
ON_ONE_ACCOUNT: Final = 50
"""Failures for one account from everywhere: many, so that a stranger cannot lock it out."""
FROM_ONE_ADDRESS: Final = 300
"""Failures from one address: many, since a whole hall stands behind one."""

ANY: Final = "*"
_BLIND: Final = {"synchronize_session": False}


@dataclass
class TooManyAttempts(Exception):
    """Nothing was tried: too many attempts failed. `wait` is when the next is allowed."""

    wait: timedelta


@dataclass(frozen=True)
class Attempt:
    """One attempt to prove who one is: counted before it is made, forgiven when it succeeds."""

    account: str
    address: str

    @classmethod
    def of(cls, email: str, address: str) -> "Attempt":
        """The account enters by its digest: what was typed there may be anything."""
        account = hashlib.sha256(fold_email(email).encode()).hexdigest()
        return cls(account, _network(address))

    @property
    def limits(self) -> tuple[tuple[str, str, int], ...]:
        """Each counter this attempt is counted in, with its limit; always in this order."""
        return (
            (self.account, self.address, FROM_ONE_PLACE),
            (self.account, ANY, ON_ONE_ACCOUNT),
            (ANY, self.address, FROM_ONE_ADDRESS),
        )


def count(attempt: Attempt) -> None:
    """Count the attempt before it is made, so that those made at once are counted too.

    Raises TooManyAttempts, and then counts nothing.
    """
    now = clock.now()
    with bookkeeping() as notes:
        for account, address, limit in attempt.limits:
            counted, since = _add_one(notes, account, address, now)
            if counted > limit:
                raise TooManyAttempts(since + WINDOW - now)


def forgive(attempt: Attempt) -> None:
    """Take the attempt back: it succeeded. The account's failures from this place are forgotten."""
    with bookkeeping() as notes:
        for account, address, _limit in attempt.limits:
            left = 0 if ANY not in (account, address) else Throttle.count - 1
            query = update(Throttle).where(
                Throttle.account == account, Throttle.address == address, Throttle.count > 0
            )
            notes.execute(query.values(count=left), execution_options=_BLIND)


def forget_past_windows() -> None:
    """Delete the counters whose window has passed; those in use just now are left for later."""
    past = select(Throttle.id).where(Throttle.since <= clock.now() - WINDOW)
    if db.session.scalars(past.limit(1)).first() is None:
        return
    with bookkeeping() as notes:
        found = notes.scalars(past.with_for_update(skip_locked=True)).all()
        notes.execute(delete(Throttle).where(Throttle.id.in_(found)), execution_options=_BLIND)


def _add_one(notes: Session, account: str, address: str, now: datetime) -> tuple[int, datetime]:
    """Count one more in this counter, anew when its window has passed: the count, its beginning."""
    insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    begun_anew = Throttle.since <= now - WINDOW
    query = (
        insert(Throttle)
        .values(account=account, address=address, count=1, since=now)
        .on_conflict_do_update(
            index_elements=["account", "address"],
            set_={
                "count": case((begun_anew, 1), else_=Throttle.count + 1),
                "since": case((begun_anew, now), else_=Throttle.since),
            },
        )
    )
    notes.execute(query, execution_options=_BLIND)
    counter = select(Throttle.count, Throttle.since).where(
        Throttle.account == account, Throttle.address == address
    )
    counted, began = notes.execute(counter).one()
    return counted, began


def _network(address: str) -> str:
    """The address, or of the sixth version the network that one subscriber is given."""
    try:
        read = ipaddress.ip_address(address)
    except ValueError:
        return address
    return str(read) if read.version == 4 else str(ipaddress.ip_network((int(read), 64), False))
