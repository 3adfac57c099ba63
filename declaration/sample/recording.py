"""What a rehearsal leaves behind: files from which all can be checked without the database."""

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Insert, event, select
from sqlalchemy.orm import Session, joinedload, selectinload

from declaration.amendments.facts import label
from declaration.amendments.models import Amendment, AmendmentRevision
from declaration.bookkeeping import end_reading
from declaration.documents import downloads, gathering
from declaration.documents.marked import write_marked
from declaration.drafting.models import Clause, ClauseVersion, Declaration
from declaration.drafting.queries import revision_text
from declaration.extensions import db
from declaration.forums.models import Forum
from declaration.journal.models import JournalCheckpoint, JournalEntry, Log
from declaration.journal.sealing import seal
from declaration.merging.models import MergeRecord
from declaration.proof import read_entry
from declaration.sample.company import Company
from declaration.voting.queries import ballots_of
from declaration.voting.recording import written

TEXT_RECORD: Final = "declaration/text-record/v1"


@contextmanager
def counted(session: Session) -> Iterator[Counter[tuple[str, str]]]:
    """Count the acts of the block by journal and name, each when it is committed."""
    done: Counter[tuple[str, str]] = Counter()
    written: list[tuple[str, str]] = []

    def note(_connection: object, sent: object, many: Any, one: Any, *_rest: object) -> None:
        if isinstance(sent, Insert) and sent.table is JournalEntry.__table__:
            for row in many or [one]:
                said = read_entry(row["body"])
                written.append((said.log, str(said.act)))

    def keep(_session: Session) -> None:
        done.update(written)
        written.clear()

    def forget(_session: Session) -> None:
        written.clear()

    engine = session.get_bind()
    event.listen(engine, "after_execute", note)
    event.listen(session, "after_commit", keep)
    event.listen(session, "after_rollback", forget)
    try:
        yield done
    finally:
        event.remove(engine, "after_execute", note)
        event.remove(session, "after_commit", keep)
        event.remove(session, "after_rollback", forget)


def write_records(folder: Path, company: Company) -> None:
    """Write endorsed text, voting record, text record and journal. Seals the journal first."""
    forum = db.session.get_one(Forum, company.forum_id)
    declaration = db.session.get_one(Declaration, company.declaration_id)
    (folder / "endorsed.docx").write_bytes(downloads.endorsed(forum, declaration))
    with (folder / "voting-record.json").open("w", encoding="utf-8") as file:
        file.writelines(written(ballots_of(company.declaration_id)))
    write_json(folder / "text-record.json", _text_record(company.declaration_id))
    _write_journal(folder, company.log)


def marked(company: Company) -> bytes:
    """What was adopted and can stand beside each other, as tracked changes on the present text."""
    forum = db.session.get_one(Forum, company.forum_id)
    declaration = db.session.get_one(Declaration, company.declaration_id)
    return write_marked(gathering.marked_text(forum, declaration))


def write_json(path: Path, content: object) -> None:
    """Write readable JSON, Arabic as Arabic."""
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8")


def _write_journal(folder: Path, origin: str) -> None:
    """One canonical entry a line in its order, and the root over all of them."""
    end_reading()
    seal(origin)
    log_id = select(Log.id).where(Log.origin == origin).scalar_subquery()
    query = (
        select(JournalEntry.body)
        .where(JournalEntry.log_id == log_id)
        .order_by(JournalEntry.position)
    )
    with (folder / "journal.jsonl").open("wb") as file:
        for body in db.session.scalars(query):
            file.write(body + b"\n")
    newest = (
        select(JournalCheckpoint)
        .where(JournalCheckpoint.log_id == log_id)
        .order_by(JournalCheckpoint.size.desc())
        .limit(1)
    )
    checkpoint = db.session.scalars(newest).one()
    write_json(
        folder / "checkpoint.json",
        {"origin": origin, "size": checkpoint.size, "root": checkpoint.root.hex()},
    )


def _text_record(declaration_id: int) -> dict[str, Any]:
    keys = {
        row.id: row.key
        for row in db.session.scalars(select(Clause).where(Clause.declaration_id == declaration_id))
    }
    versions = {
        each.id: each
        for each in db.session.scalars(
            select(ClauseVersion)
            .where(ClauseVersion.clause_id.in_(keys))
            .order_by(ClauseVersion.id)
        )
    }
    wordings = _wordings(declaration_id)
    names = {row: wording["wording"] for row, wording in wordings.items()}
    return {
        "format": TEXT_RECORD,
        "versions": [
            {
                "clause": keys[each.clause_id],
                "version": each.number,
                "kind": each.kind.value,
                "origin": each.origin.value,
                "text": each.text,
                "segments": [_segment(segment, names) for segment in each.segments],
            }
            for each in versions.values()
        ],
        "wordings": list(wordings.values()),
        "merges": [_merge(each, keys, versions, names) for each in _merges(declaration_id, names)],
        "final": [
            {"clause": each.key, "version": each.version, "number": each.number}
            for each in revision_text(declaration_id).clauses
        ],
    }


def _wordings(declaration_id: int) -> dict[int, dict[str, Any]]:
    """Every wording of what was handed in, named by amendment and number."""
    query = (
        select(AmendmentRevision)
        .join(Amendment, Amendment.id == AmendmentRevision.amendment_id)
        .where(Amendment.declaration_id == declaration_id, Amendment.number.is_not(None))
        .options(
            joinedload(AmendmentRevision.amendment).joinedload(Amendment.clause),
            joinedload(AmendmentRevision.base_version),
            joinedload(AmendmentRevision.base_wording),
        )
        .order_by(AmendmentRevision.id)
    )
    return {
        each.id: {
            "wording": f"{label(each.amendment)}/{each.number}",
            "clause": each.amendment.clause.key if each.amendment.clause else None,
            "state": each.amendment.state.value,
            "cause": each.cause.value,
            "adds": each.amendment.adds_clause,
            "base": each.base_text,
            "text": each.text,
            "removes": each.removes,
            "moves": each.moves,
        }
        for each in db.session.scalars(query)
    }


def _merges(declaration_id: int, wordings: dict[int, str]) -> list[MergeRecord]:
    query = (
        select(MergeRecord)
        .options(
            selectinload(MergeRecord.texts),
            selectinload(MergeRecord.inputs),
            selectinload(MergeRecord.resolutions),
        )
        .order_by(MergeRecord.id)
    )
    return [
        each
        for each in db.session.scalars(query)
        if any(taken.amendment_revision_id in wordings for taken in each.inputs)
    ]


def _merge(
    record: MergeRecord,
    keys: dict[int, str],
    versions: dict[int, ClauseVersion],
    names: dict[int, str],
) -> dict[str, Any]:
    def number(version_id: int | None) -> int | None:
        return versions[version_id].number if version_id is not None else None

    return {
        "into": names.get(record.amendment_revision_id or 0),
        "origin": record.origin.value,
        "inputs": [names[taken.amendment_revision_id] for taken in record.inputs],
        "texts": [
            {
                "clause": keys[each.clause_id],
                "base": number(each.base_version_id),
                "result": number(each.result_version_id),
            }
            for each in record.texts
        ],
        "resolutions": [
            {
                "clause": keys.get(each.clause_id),
                "number": each.number,
                "options": {_named(id_, names): words for id_, words in each.options.items()},
                "text": each.text,
            }
            for each in record.resolutions
        ],
    }


def _named(wording_id: str, names: dict[int, str]) -> str:
    return names.get(int(wording_id), wording_id) if wording_id.isdecimal() else wording_id


def _segment(segment: dict[str, Any], names: dict[int, str]) -> dict[str, Any]:
    """A segment whose authors are named as the wordings are."""
    return {
        **segment,
        "inserted_by": [names.get(int(each), str(each)) for each in segment["inserted_by"]],
        "deleted_by": [names.get(int(each), str(each)) for each in segment["deleted_by"]],
    }
