"""The journal as its readers see it: what everybody may read of each entry."""

import csv
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select

from declaration.extensions import db
from declaration.forums.models import Forum
from declaration.journal.models import JournalEntry, Log
from declaration.proof import read_entry
from declaration.proof.codes import receipt_code
from declaration.proof.entry import Entry

A_PAGE: Final = 50


@dataclass(frozen=True)
class Line:
    """An entry with its place and code; no position: it is not sealed yet."""

    id: int
    position: int | None
    code: str
    said: Entry

    @property
    def facts(self) -> str:
        """The public facts, as they stand in the record."""
        return json.dumps(self.said.data, ensure_ascii=False, sort_keys=True)


def page_of(forum: Forum, *, before: int | None) -> tuple[Sequence[Line], int | None]:
    """A page of the journal, the newest first, and where the next begins. One statement."""
    query = (
        select(JournalEntry)
        .join(Log, Log.id == JournalEntry.log_id)
        .where(Log.origin == forum.log)
        .order_by(JournalEntry.id.desc())
        .limit(A_PAGE + 1)
    )
    if before is not None:
        query = query.where(JournalEntry.id < before)
    found = db.session.scalars(query).all()
    lines = [_line(entry) for entry in found[:A_PAGE]]
    return lines, lines[-1].id if len(found) > A_PAGE else None


def _line(entry: JournalEntry) -> Line:
    return Line(entry.id, entry.position, receipt_code(entry.leaf), read_entry(entry.body))


def as_csv(forum: Forum) -> Iterator[str]:
    """The whole journal as a table, in order. A cell that a sheet would compute is quoted."""
    yield "\ufeff"
    yield _row(["position", "at", "act", "actor", "role", "for", "kind", "key", "version", "data"])
    query = (
        select(JournalEntry)
        .join(Log, Log.id == JournalEntry.log_id)
        .where(Log.origin == forum.log)
        .order_by(JournalEntry.id)
    )
    for entry in db.session.scalars(query):
        line = _line(entry)
        said = line.said
        yield _row(
            [
                "" if line.position is None else str(line.position),
                said.at.isoformat(),
                said.act.value,
                said.actor,
                said.role,
                said.on_behalf or "",
                said.kind,
                said.key,
                "" if said.version is None else str(said.version),
                line.facts,
            ]
        )


def _row(cells: Sequence[str]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(
        "'" + cell if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell for cell in cells
    )
    return line.getvalue()
