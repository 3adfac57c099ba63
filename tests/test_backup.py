"""A backup is one moment of a running installation, and comes back as it was."""

import json
import zipfile
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
from click.testing import CliRunner
from flask import Flask
from sqlalchemy import select

from declaration import clock, create_app
from declaration.amendments import operations as amendments
from declaration.backup import Unfit, back_up, restore
from declaration.cli import main
from declaration.config import Settings
from declaration.extensions import db
from declaration.forums.forum_file import read_forum_file
from declaration.journal.models import JournalEntry, Log
from declaration.journal.sealing import seal_all, verify
from declaration.procedure.states import Choice, Method, Question
from declaration.proof import read_entry
from declaration.sample import template_text
from declaration.voting import operations as voting
from declaration.voting.models import Ballot, Vote
from tests.conftest import NOON, settings_for
from tests.world import VOTING, World


def empty_place(app: Flask, folder: Path, request: pytest.FixtureRequest) -> Settings:
    """An installation of its own, on a database of the same kind with nothing in it."""
    folder.mkdir()
    if app.config["SQLALCHEMY_ENGINES"]["default"]["url"].startswith("sqlite"):
        return settings_for(f"sqlite:///{folder / 'restored.sqlite3'}", folder)
    server: Any = request.getfixturevalue("postgresql")
    name = f"restored_{abs(hash(request.node.nodeid))}"
    server.psql(f"CREATE DATABASE {name};")
    request.addfinalizer(lambda: server.psql(f"DROP DATABASE {name} WITH (FORCE);"))
    return settings_for(server.get_uri(name), folder)


def open_ballot(world: World) -> int:
    world.sitting_opened()
    amendment = world.admitted(
        "delegate.jubail", "access", old="في المراكز كافة", new="في المؤسسات كافة"
    )
    amendments.schedule(amendment, world.actor("secretariat"))
    put = voting.Put(question=Question.AMENDMENT, method=Method.RECORDED, amendments=(amendment,))
    number = voting.open_ballot(world.declaration_id, put, world.actor("chair"))
    return db.session.scalars(select(Ballot.id).where(Ballot.number == number)).one()


class Voters(Thread):
    """Delegations that vote, one after the other, until they are told to stop."""

    def __init__(self, app: Flask, ballot_id: int, world: World) -> None:
        super().__init__()
        self.app, self.ballot_id = app, ballot_id
        self.actors = [world.actor(f"delegate.{key}") for key in VOTING]
        self.enough, self.begun, self.cast = Event(), Event(), 0

    def run(self) -> None:
        choices = list(Choice)
        with self.app.app_context(), clock.set_to(NOON):
            while not self.enough.is_set():
                actor = self.actors[self.cast % len(self.actors)]
                voting.cast(self.ballot_id, choices[self.cast % 3], actor)
                self.cast += 1
                if self.cast > 20:
                    self.begun.set()
            db.session.close()


def test_a_backup_made_during_votes_is_one_moment_of_them(
    any_app: Flask, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    file = tmp_path / "forum.backup"
    with any_app.app_context():
        world = World.read(any_app)
        voters = Voters(any_app, open_ballot(world), world)
        db.session.rollback()
        voters.start()
        try:
            assert voters.begun.wait(20)
            manifest = back_up(file)
        finally:
            voters.enough.set()
            voters.join()
    place = empty_place(any_app, tmp_path / "restored", request)
    assert restore(file, place) == manifest
    with create_app(place).app_context():
        seal_all()
        for origin in db.session.scalars(select(Log.origin)).all():
            assert list(verify(origin)) == []
        entries = [read_entry(body) for body in db.session.scalars(select(JournalEntry.body))]
        last = {each.on_behalf: each.nonce for each in entries if each.act == "vote.cast"}
        found = {vote.nonce for vote in db.session.scalars(select(Vote))}
        assert found == set(last.values())
        assert 20 <= sum(each.act == "vote.cast" for each in entries) <= voters.cast
        db.session.close()
        db.engine.dispose()


def test_what_was_restored_goes_on_where_it_stopped(
    any_app: Flask, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    with any_app.app_context():
        back_up(tmp_path / "forum.backup")
    place = empty_place(any_app, tmp_path / "restored", request)
    restore(tmp_path / "forum.backup", place)
    app = create_app(place)
    with app.app_context(), clock.set_to(NOON):
        world = World.read(app)
        assert world.proposed("delegate.jubail", "access", removes=True)
        db.session.close()
        db.engine.dispose()


def test_uploads_come_back_too(app: Flask, tmp_path: Path) -> None:
    paper = "ab" + "0" * 62
    kept = Path(app.config["SETTINGS"].instance) / "uploads" / "ab"
    kept.mkdir(parents=True)
    (kept / paper).write_bytes(b"%PDF-")
    with app.app_context():
        back_up(tmp_path / "forum.backup")
    place = tmp_path / "restored"
    place.mkdir()
    restore(tmp_path / "forum.backup", settings_for(f"sqlite:///{place / 'x.sqlite3'}", place))
    assert (place / "uploads/ab" / paper).read_bytes() == b"%PDF-"


def test_a_place_that_is_not_empty_is_left_alone(any_app: Flask, tmp_path: Path) -> None:
    with any_app.app_context():
        back_up(tmp_path / "forum.backup")
    with pytest.raises(Unfit, match="empty"):
        restore(tmp_path / "forum.backup", any_app.config["SETTINGS"])


def rewritten(source: Path, target: Path, name: str, body: bytes) -> None:
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for each in old.namelist():
            new.writestr(each, body if each == name else old.read(each))


@pytest.mark.parametrize("what", ["no zip", "no manifest", "another format", "cut"])
def test_what_is_no_backup_is_refused_with_a_sentence(
    app: Flask, tmp_path: Path, what: str
) -> None:
    file, spoilt = tmp_path / "forum.backup", tmp_path / "spoilt"
    with app.app_context():
        back_up(file)
    match what:
        case "no zip":
            spoilt.write_bytes(b"not a zip")
        case "cut":
            spoilt.write_bytes(file.read_bytes()[:-100])
        case "no manifest":
            rewritten(file, spoilt, "manifest.json", b"[]")
        case _:
            rewritten(file, spoilt, "manifest.json", json.dumps({"format": "x"}).encode())
    settings = settings_for(f"sqlite:///{tmp_path / 'new.sqlite3'}", tmp_path)
    with pytest.raises(Unfit):
        restore(spoilt, settings)
    assert not (tmp_path / "new.sqlite3").exists()


def test_a_journal_that_does_not_hold_is_not_backed_up(app: Flask, tmp_path: Path) -> None:
    with app.app_context():
        seal_all()
        with db.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA query_only=OFF")
            connection.exec_driver_sql("DROP TRIGGER journal_entry_is_immutable")
            connection.exec_driver_sql("UPDATE journal_entry SET body = x'00' WHERE position = 1")
            connection.commit()
        with pytest.raises(Unfit, match="entry 1"):
            back_up(tmp_path / "forum.backup")
    assert not (tmp_path / "forum.backup").exists()


def test_the_commands_write_restore_and_export(
    app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings: Settings = app.config["SETTINGS"]
    monkeypatch.setenv("DATABASE_URL", settings.database_url)
    monkeypatch.setenv("DECLARATION_INSTANCE", settings.instance)
    file = str(tmp_path / "forum.backup")
    assert CliRunner().invoke(main, ["backup", file]).exit_code == 0
    exported = CliRunner().invoke(main, ["export-forum", "tiny"])
    assert read_forum_file(exported.output).forum.key == "tiny"
    assert CliRunner().invoke(main, ["export-forum", "unknown"]).exit_code == 2
    again = CliRunner().invoke(main, ["restore", file])
    assert again.exit_code == 1
    assert "empty" in again.output
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'new.sqlite3'}")
    assert CliRunner().invoke(main, ["restore", file]).exit_code == 0


def test_a_new_forum_file_is_written_once(tmp_path: Path) -> None:
    file = tmp_path / "our-forum.yaml"
    assert CliRunner().invoke(main, ["new-forum", str(file)]).exit_code == 0
    assert file.read_text("utf-8") == template_text()
    assert CliRunner().invoke(main, ["new-forum", str(file)]).exit_code == 1
    assert CliRunner().invoke(main, ["new-forum"]).output == template_text()
