"""An act: one transaction, one entry as its last statement, or nothing at all."""

from collections.abc import Callable
from contextvars import copy_context
from threading import Barrier, Thread

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from declaration.amendments import operations as amendments
from declaration.amendments.models import Amendment
from declaration.amendments.wording import Wording
from declaration.bookkeeping import bookkeeping
from declaration.extensions import db
from declaration.forums.models import Forum
from declaration.journal import Repeated, act
from declaration.journal.models import JournalEntry
from declaration.messages.models import Letter
from declaration.procedure import Act, NotPermitted, WrongState
from declaration.proof import read_entry
from tests.conftest import statements
from tests.world import World


def entries() -> int:
    return db.session.scalars(select(func.count()).select_from(JournalEntry)).one()


def newest() -> JournalEntry:
    query = select(JournalEntry).order_by(JournalEntry.id.desc()).limit(1)
    return db.session.scalars(query).one()


def test_a_performed_act_leaves_exactly_one_entry_of_its_name(any_world: World) -> None:
    world = any_world
    before = entries()
    amendment = world.proposed("delegate.tunis", "access", old="كافة", new="جميعها")
    assert entries() == before + 2
    said = read_entry(newest().body)
    assert said.act is Act.SUBMIT
    assert said.on_behalf == "tunis"
    assert said.key == str(db.session.get_one(Amendment, amendment).number)


def test_the_entry_is_the_last_thing_an_act_writes(world: World) -> None:
    draft = amendments.save_draft(
        world.declaration_id,
        Wording(text="نلتزم بإتاحة التعلم للجميع."),
        world.actor("delegate.tunis"),
        clause_key="access",
    )
    with statements() as sent:
        amendments.submit(draft, world.actor("delegate.tunis"))
    writes = [s for s in sent if not s.lstrip().upper().startswith(("SELECT", "PRAGMA"))]
    after = [s.split()[2] for s in writes if "INTO journal_" in s]
    assert [s.split()[2] for s in writes[-len(after) :]] == after
    assert after[0] == "journal_entry"


def test_a_refused_act_leaves_nothing(world: World) -> None:
    amendment = world.proposed("delegate.tunis", "access", old="كافة", new="جميعها")
    before = entries(), db.session.scalars(select(func.count()).select_from(Letter)).one()
    with pytest.raises(NotPermitted):
        amendments.withdraw(amendment, world.actor("delegate.doha"))
    with pytest.raises(WrongState):
        amendments.submit(amendment, world.actor("delegate.tunis"))
    after = entries(), db.session.scalars(select(func.count()).select_from(Letter)).one()
    assert after == before


def test_an_act_that_breaks_off_undoes_what_it_did(any_world: World) -> None:
    world = any_world
    before = entries()
    by = world.actor("secretariat")

    def break_off() -> None:
        with act(Act.CHANGE_RULES, by=by):
            db.session.get_one(Forum, world.forum_id).zone = "Asia/Doha"
            db.session.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        break_off()
    assert entries() == before
    assert db.session.get_one(Forum, world.forum_id).zone == "Asia/Riyadh"


def test_acts_do_not_nest(world: World) -> None:
    by = world.actor("secretariat")
    with (
        pytest.raises(RuntimeError, match="acts do not nest"),
        act(Act.CHANGE_RULES, by=by),
        act(Act.CHANGE_RULES, by=by),
    ):
        pass


def test_a_retry_with_the_same_key_finds_its_answer(any_world: World) -> None:
    world = any_world
    by = world.actor("delegate.tunis").once("one")
    draft = amendments.save_draft(
        world.declaration_id, Wording(text="نلتزم."), by, clause_key="access"
    )
    before = entries()
    with pytest.raises(Repeated) as again:
        amendments.save_draft(world.declaration_id, Wording(text="نتعهد."), by, clause_key="access")
    assert read_entry(again.value.entry.body).key == f"draft-{draft}"
    assert entries() == before


def test_a_page_cannot_write(any_world: World) -> None:
    with pytest.raises(DBAPIError, match=r"read-?only|readonly"):
        db.session.execute(text("UPDATE forum SET zone = 'UTC'"))
    db.session.rollback()


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM journal_entry",
        "UPDATE journal_entry SET body = leaf",
        "UPDATE journal_entry SET request = 'x'",
    ],
)
def test_the_database_refuses_to_rewrite_the_journal(any_world: World, change: str) -> None:
    with pytest.raises(DBAPIError, match="append-only"), bookkeeping() as session:
        session.execute(text(change))


def test_two_threads_that_read_before_they_write_never_find_the_database_locked(
    app: Flask,
) -> None:
    """A reading transaction that turned into a writing one would fail at once."""
    failures: list[BaseException] = []
    barrier = Barrier(2)

    def hammer(who: str) -> None:
        barrier.wait()
        for _ in range(40):
            with app.app_context():
                try:
                    world = World.read(app)
                    world.clause("access")
                    amendments.save_draft(
                        world.declaration_id,
                        Wording(text="نلتزم بإتاحة التعلم للجميع."),
                        world.actor(who),
                        clause_key="access",
                    )
                except BaseException as failure:
                    failures.append(failure)

    threads = [Thread(target=hammer, args=(w,)) for w in ("delegate.tunis", "delegate.doha")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with app.app_context():
        drafts = db.session.scalars(select(func.count()).select_from(Amendment)).one()
    assert drafts == 80


def test_two_people_hammering_a_page_that_writes_are_always_answered(
    app: Flask, client_of: Callable[[str], FlaskClient]
) -> None:
    """Signing in reads before the page writes: that is where a lock would be asked for too late."""
    answers: list[int] = []
    barrier = Barrier(2)
    typed = {"what": "change", "place": "stays", "text": "نلتزم بإتاحة التعلم للجميع."}

    def hammer(who: str) -> None:
        client = client_of(who)
        barrier.wait()
        for number in range(25):
            sent = {**typed, "key": f"{who}-{number}"}
            reply = client.post("/tiny/text/text/amendments/drafts/clause/access", data=sent)
            answers.append(reply.status_code)

    threads = [
        Thread(target=copy_context().run, args=(hammer, who))
        for who in ("delegate.tunis", "delegate.doha")
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [200] * 50
