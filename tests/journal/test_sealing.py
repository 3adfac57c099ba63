"""Entries get their places under a root, and whoever changes one is named."""

from sqlalchemy import select, text

from declaration.bookkeeping import bookkeeping
from declaration.extensions import db
from declaration.journal.models import JournalCheckpoint, JournalEntry, Log
from declaration.journal.sealing import seal, seal_all, verify
from declaration.procedure import Method, Question
from declaration.proof import read_entry
from declaration.voting.operations import Put, open_ballot
from tests.world import World

GUARDS = {
    "sqlite": ["DROP TRIGGER journal_entry_is_immutable", "DROP TRIGGER journal_entry_stays"],
    "postgresql": ["ALTER TABLE journal_entry DISABLE TRIGGER USER"],
}


def forum_log() -> str:
    return db.session.scalars(select(Log.origin).where(Log.origin != "site")).one()


def tamper(*changes: str) -> None:
    with bookkeeping() as session:
        for change in (*GUARDS[session.get_bind().dialect.name], *changes):
            session.execute(text(change))


def test_sealing_numbers_entries_without_gaps_in_the_order_they_were_written(
    any_world: World,
) -> None:
    any_world.proposed("delegate.tunis", "access", old="كافة", new="جميعها")
    assert seal(forum_log()) is not None
    rows = db.session.execute(
        select(JournalEntry.id, JournalEntry.position)
        .join(Log, Log.id == JournalEntry.log_id)
        .where(Log.origin == forum_log())
        .order_by(JournalEntry.id)
    ).all()
    assert [row.position for row in rows] == list(range(len(rows)))


def test_what_was_sealed_is_not_sealed_again_and_later_entries_go_on(world: World) -> None:
    seal(forum_log())
    assert seal(forum_log()) is None
    world.proposed("delegate.tunis", "access", old="كافة", new="جميعها")
    checkpoint = seal(forum_log())
    assert checkpoint is not None
    assert list(verify(forum_log())) == []


def test_an_untouched_journal_holds(any_world: World) -> None:
    any_world.proposed("delegate.tunis", "access", old="كافة", new="جميعها")
    seal_all()
    assert list(verify(forum_log())) == []
    assert list(verify("site")) == []


def test_a_changed_byte_is_found_at_its_entry(any_world: World) -> None:
    seal_all()
    victim = db.session.scalars(select(JournalEntry).where(JournalEntry.position == 3)).first()
    assert victim is not None
    other = victim.body.replace(b'"v":1', b'"v":2').hex()
    literal = f"x'{other}'" if db.engine.dialect.name == "sqlite" else f"'\\x{other}'::bytea"
    log = db.session.get_one(Log, victim.log_id).origin
    tamper(f"UPDATE journal_entry SET body = {literal} WHERE id = {victim.id}")
    faults = list(verify(log))
    assert [fault.position for fault in faults][:1] == [3]


def test_a_removed_entry_is_found_where_it_stood(any_world: World) -> None:
    seal_all()
    log = forum_log()
    victim = db.session.scalars(
        select(JournalEntry.id)
        .join(Log, Log.id == JournalEntry.log_id)
        .where(Log.origin == log, JournalEntry.position == 2)
    ).one()
    tamper(
        f"DELETE FROM journal_opening WHERE entry_id = {victim}",
        f"DELETE FROM journal_entry WHERE id = {victim}",
    )
    assert [fault.position for fault in verify(log)] == [2]


def test_entries_cut_off_at_the_end_are_missed(any_world: World) -> None:
    seal_all()
    log = forum_log()
    last = db.session.scalars(
        select(JournalEntry.id)
        .join(Log, Log.id == JournalEntry.log_id)
        .where(Log.origin == log)
        .order_by(JournalEntry.id.desc())
        .limit(1)
    ).one()
    tamper(
        f"DELETE FROM journal_opening WHERE entry_id = {last}",
        f"DELETE FROM journal_entry WHERE id = {last}",
    )
    assert any("missing" in fault.what for fault in verify(log))


def test_a_changed_root_is_found(world: World) -> None:
    seal_all()
    with bookkeeping() as session:
        session.query(JournalCheckpoint).update({"root": b"\0" * 32})
    assert list(verify(forum_log())) != []


def test_a_changed_opening_is_found(world: World) -> None:
    world.proposed("delegate.tunis", "access", old="كافة", new="جميعها", rationale="للوضوح.")
    seal_all()
    with bookkeeping() as session:
        session.execute(text("UPDATE journal_opening SET value = 'غير ذلك'"))
    assert any("sealed as" in fault.what for fault in verify("site"))


def test_a_ballot_names_the_record_it_came_after(world: World) -> None:
    checkpoint = seal(forum_log())
    assert checkpoint is not None
    size, root = checkpoint.size, checkpoint.root.hex()
    put = Put(
        question=Question.CLAUSE,
        method=Method.CONSENSUS,
        version_id=world.clause("access").version_id,
    )
    world.sitting_opened()
    open_ballot(world.declaration_id, put, world.actor("chair"))
    newest = db.session.scalars(select(JournalEntry).order_by(JournalEntry.id.desc())).first()
    assert newest is not None
    assert read_entry(newest.body).data["after"] == {"size": size, "root": root}
