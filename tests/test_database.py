"""How transactions begin: SQLite's writers take turns, PostgreSQL's lost connections are replaced."""

import fcntl
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, TimeoutError
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text

from declaration import database
from declaration.bookkeeping import bookkeeping
from declaration.extensions import db

HOLDS = """
import fcntl, sys
queue = open(sys.argv[1], "a")
fcntl.flock(queue, fcntl.LOCK_EX)
print("it is mine", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def queue(app: Flask) -> Path:
    """The file at which the test's writers queue."""
    with app.app_context():
        return Path(f"{db.engine.url.database}-queue")


@pytest.fixture
def another_process(queue: Path) -> Iterator[subprocess.Popen[str]]:
    """A process in the middle of its writing."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDS, str(queue)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "it is mine\n"
        yield holder
        holder.kill()


def write(app: Flask) -> str:
    """Change the forum's time zone, in a transaction of its own."""
    with app.app_context(), bookkeeping() as session:
        session.execute(text("UPDATE forum SET zone = 'Asia/Doha'"))
        return "written"


def is_free(queue: Path) -> bool:
    with queue.open("a") as file, suppress(BlockingIOError):
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    return False


def test_a_writer_waits_for_another_process_and_a_reader_does_not(
    app: Flask, another_process: subprocess.Popen[str]
) -> None:
    with ThreadPoolExecutor(1) as writer:
        waiting = writer.submit(write, app)
        with pytest.raises(TimeoutError):
            waiting.result(timeout=0.3)
        with app.app_context():
            assert db.session.scalars(text("SELECT zone FROM forum")).one() == "Asia/Riyadh"
        another_process.communicate("")
        assert waiting.result(timeout=60) == "written"


def test_the_turn_of_a_killed_process_passes_on(
    app: Flask, another_process: subprocess.Popen[str]
) -> None:
    with ThreadPoolExecutor(1) as writer:
        waiting = writer.submit(write, app)
        another_process.kill()
        assert waiting.result(timeout=60) == "written"


def test_the_turn_ends_with_the_transaction_however_it_ends(app: Flask, queue: Path) -> None:
    with app.app_context():
        with bookkeeping():
            assert not is_free(queue)
        assert is_free(queue)
        with suppress(ZeroDivisionError), bookkeeping():
            assert not is_free(queue)
            raise ZeroDivisionError
        assert is_free(queue)
        db.session.scalars(text("SELECT zone FROM forum")).one()
        assert is_free(queue)


def test_a_closed_connection_leaves_no_handle_open(app: Flask) -> None:
    handles = Path("/proc/self/fd")
    before = len(list(handles.iterdir()))
    write(app)
    with app.app_context():
        db.engine.dispose()
    assert len(list(handles.iterdir())) <= before


def zone(app: Flask) -> str:
    with app.app_context():
        return db.session.scalars(text("SELECT zone FROM forum")).one()


def test_a_reader_meets_no_connection_that_the_server_has_ended(
    postgresql: Any, postgresql_app: Flask
) -> None:
    assert zone(postgresql_app) == "Asia/Riyadh"
    ended = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid();"
    postgresql.psql(ended)
    assert zone(postgresql_app) == "Asia/Riyadh"


def test_a_connection_that_nobody_used_for_long_is_asked_whether_it_is_there(
    postgresql_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "SURELY_THERE", 0.0)
    assert [zone(postgresql_app), zone(postgresql_app)] == ["Asia/Riyadh"] * 2
    with postgresql_app.app_context():
        lost = db.engine.raw_connection()
        driver: Any = lost.driver_connection
        lost.close()
        driver.close()
    assert zone(postgresql_app) == "Asia/Riyadh"
