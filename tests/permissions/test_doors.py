"""Every route × every role: who is let in, and that nobody else changes anything."""

import hashlib
import importlib
import io
import shutil
import sqlite3
from pathlib import Path

import pytest
from flask import Flask

from declaration import clock, create_app
from declaration.extensions import db
from tests.conftest import NOON, settings_for, sign_in
from tests.permissions.doors import PEOPLE, Door, doors

WITHOUT_DOORS = {"static", "health.alive", "health.ready", "watching.metrics", "styleguide.index"}
SENDS_ON = {
    ("accounts.sign_in", "POST"),
    ("accounts.sign_out", "POST"),
    ("accounts.password", "POST"),
    ("accounts.second_step", "GET"),
    ("accounts.second_step", "POST"),
}
"""Doors whose own answer is a way to the sign-in page."""
TASKS = (
    "delegate",
    "signatory",
    "secretariat",
    "chair",
    "other-delegate",
    "observer",
    "visitor",
)
"""Roles, those first whose pages hold the most."""
BOOKKEEPING = ("throttle", "merge_draft", "seen", "sqlite_sequence")


def test_every_door_is_listed(app: Flask) -> None:
    rules = {
        (rule.endpoint, method)
        for rule in app.url_map.iter_rules()
        if rule.endpoint not in WITHOUT_DOORS
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    assert rules == {(door.endpoint, door.method) for door in doors()}


def digest(path: Path) -> str:
    """What the database holds, but for what is no act's business."""
    connection = sqlite3.connect(path)
    lines = [
        line
        for line in connection.iterdump()
        if not any(f'INSERT INTO "{table}"' in line for table in BOOKKEEPING)
        and 'INSERT INTO "person"' not in line
    ]
    connection.close()
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def opened(built: Path, folder: Path, door: Door) -> tuple[Flask, Path]:
    """An application on a database of its own, in the door's situation."""
    path = folder / "door.sqlite3"
    for old in folder.glob("door.sqlite3*"):
        old.unlink()
    shutil.copy(built, path)
    app = create_app(settings_for(f"sqlite:///{path}", folder))
    prepare(app, door)
    return app, path


def prepare(app: Flask, door: Door) -> None:
    """Bring the small forum into the door's situation."""
    app.config.update(TESTING=True, WTF_CSRF_ENABLED=False)
    if door.given:
        situations = importlib.import_module(f"tests.{door.room}.situations")
        with app.app_context():
            getattr(situations, door.given)()


def knock(app: Flask, door: Door, role: str) -> int:
    """The status that the role gets."""
    client = app.test_client()
    if PEOPLE[role] != "visitor":
        sign_in(app, client, PEOPLE[role])
    data: dict[str, object] = dict(door.body)
    for name, content in door.file.items():
        data[name] = (io.BytesIO(content_of(app, door, content)), f"{name}.csv")
    reply = client.open(door.path, method=door.method, data=data or None)
    location = reply.headers.get("Location", "")
    sent_away = "/accounts/sign-in" in location or "/accounts/confirm" in location
    return 401 if sent_away and (door.endpoint, door.method) not in SENDS_ON else reply.status_code


def content_of(app: Flask, door: Door, told: str) -> bytes:
    """A file to send: as it is told, or, after «made:», as the room's situations make it."""
    made, _colon, name = told.partition("made:")
    if made or not name:
        return told.encode()
    with app.app_context():
        return getattr(importlib.import_module(f"tests.{door.room}.situations"), name)()


@pytest.mark.parametrize("door", doors(), ids=lambda door: door.name)
def test_a_door_opens_to_its_roles_alone(door: Door, built_sqlite: Path, tmp_path: Path) -> None:
    with clock.set_to(NOON):
        app, path = opened(built_sqlite, tmp_path, door)
        before = digest(path)
        for role in sorted(PEOPLE.keys() - door.admits):
            status = knock(app, door, role)
            assert status in {401, 403, 404}, f"{role} gets {status}"
            assert digest(path) == before, f"{role}, refused, changed something"
        for role in sorted(door.admits):
            if door.method != "GET" and digest(path) != before:
                with app.app_context():
                    db.engine.dispose()
                app, path = opened(built_sqlite, tmp_path, door)
            status = knock(app, door, role)
            assert status in {200, 302, 303, 204}, f"{role} gets {status}"
        with app.app_context():
            db.engine.dispose()


@pytest.mark.parametrize("door", doors(), ids=lambda door: door.name)
def test_a_door_opens_on_postgresql_as_well(door: Door, postgresql_app: Flask) -> None:
    prepare(postgresql_app, door)
    assert knock(postgresql_app, door, min(door.admits, key=TASKS.index)) in {200, 302, 303, 204}
