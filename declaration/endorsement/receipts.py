"""The entry behind a signature, found in the journal by its own bytes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select

from declaration.endorsement.models import Endorsement, Mode
from declaration.extensions import db
from declaration.journal.models import JournalEntry, Log
from declaration.procedure import Act
from declaration.proof import Entry, read_entry
from declaration.proof.canonical import canonical
from declaration.proof.codes import receipt_code

_ACTS: Final = {Mode.PAPER: Act.RECORD_PAPER_SIGNATURE}


@dataclass(frozen=True)
class Receipt:
    """What a delegation takes away: the entry as it was hashed, and the code to find it by.

    `position` is its place in the sealed journal, None while it waits to be sealed.
    """

    code: str
    body: bytes
    entry: Entry
    position: int | None


def receipt_of(endorsement: Endorsement, log: str) -> Receipt | None:
    """The receipt of a signature; None when its entry is not in the log. One statement.

    Its delegation is loaded.
    """
    found = [
        each
        for each in _receipts(log, _act_of(endorsement), endorsement.given_at)
        if each.entry.on_behalf == endorsement.delegation.key
    ]
    own = [each for each in found if each.entry.data.get("statement") == endorsement.receipt]
    return next(iter(own or reversed(found)), None)


def receipt_with(code: str, log: str) -> Receipt | None:
    """The receipt that a code belongs to, among all signatures of a log. Two statements."""
    found = [*_receipts(log, Act.ENDORSE), *_receipts(log, Act.RECORD_PAPER_SIGNATURE)]
    return next((each for each in found if each.code == code), None)


def _act_of(endorsement: Endorsement) -> Act:
    return _ACTS.get(endorsement.mode, Act.ENDORSE)


def _receipts(log: str, act: Act, at: datetime | None = None) -> Sequence[Receipt]:
    """The entries of an act. Canonical bytes begin with the act and its moment."""
    begins = canonical({"act": act, "at": at} if at else {"act": act})[:-1]
    query = (
        select(JournalEntry)
        .join(Log, Log.id == JournalEntry.log_id)
        .where(
            Log.origin == log,
            JournalEntry.body >= begins,
            JournalEntry.body < begins + b"\xff",
        )
        .order_by(JournalEntry.id)
    )
    return [
        Receipt(receipt_code(row.leaf), row.body, read_entry(row.body), row.position)
        for row in db.session.scalars(query)
    ]
