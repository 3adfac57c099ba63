"""How a full hall fares, on SQLite and on PostgreSQL, beside a bare server that meets the same."""

import secrets
import statistics
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from flask import Flask
from sqlalchemy import func, select

from declaration import clock, create_app
from declaration.config import Settings
from declaration.extensions import db
from declaration.sample.pace import moved
from declaration.voting.models import Vote
from tests.benchmarks.hall.crowd import EVERY, Device, Told, delays, rush
from tests.benchmarks.rows import Row, Table
from tests.benchmarks.served.load import post
from tests.benchmarks.served.people import browser_of
from tests.benchmarks.served.servers import Served, postgresql, serving
from tests.conftest import NOON
from tests.voting import situations as at
from tests.voting.served import BALLOTS, Browser, crowd
from tests.world import World, build_world, small_forum

DELEGATIONS: Final = 500
SECONDS: Final = 10.0
HERE: Final = "/tiny/text/text/sitting"
LIVE_WITHIN: Final = 2000.0
"""Milliseconds within which every device shall show the chair's act."""
VOTE_WITHIN: Final = 500.0


def tables(*, quick: bool) -> list[Table]:
    """The hall on each database; on PostgreSQL the chair acts in another process than is asked."""
    size, seconds = (40, 2.0) if quick else (DELEGATIONS, SECONDS)
    repeated = f"once: {size} votes within {seconds:g} s, {size} devices asking every {EVERY:g} s"
    with TemporaryDirectory() as folder:
        on_sqlite = _on(
            Path(folder),
            f"sqlite:///{folder}/hall.sqlite3",
            f"sqlite:///{folder}/bare.sqlite3",
            size,
            seconds,
            servers=1,
        )
    with TemporaryDirectory() as folder, postgresql(Path(folder)) as server:
        server.psql("CREATE DATABASE hall;")
        server.psql("CREATE DATABASE bare;")
        on_postgresql = _on(
            Path(folder),
            server.get_uri("hall"),
            server.get_uri("bare"),
            size,
            seconds,
            servers=2,
        )
    return [
        Table("Hall, SQLite", on_sqlite, repeated),
        Table("Hall, PostgreSQL", on_postgresql, repeated),
    ]


def _on(
    folder: Path, database: str, bare_database: str, size: int, seconds: float, *, servers: int
) -> list[Row]:
    key = secrets.token_hex(32)
    app = create_app(Settings(database_url=database, secret_key=key, instance=str(folder)))
    with app.app_context():
        emails = _fill(app, size)
    environment = {
        "DATABASE_URL": database,
        "SECRET_KEY": key,
        "DECLARATION_INSTANCE": str(folder),
    }
    bare = _bare(bare_database, size, seconds)
    with ExitStack() as opened:
        ours = [
            opened.enter_context(serving(["declaration", "serve"], environment, "/health"))
            for _server in range(servers)
        ]
        live = _live(app, emails, ours)
        votes, asked = _vote(app, emails, ours[-1], seconds)
    with app.app_context():
        kept = db.session.scalars(select(func.count()).select_from(Vote)).one()
        db.session.close()
        db.engine.dispose()
    return [*live, *_rows(votes, asked, bare, kept)]


def _fill(app: Flask, size: int) -> list[str]:
    """The small forum with so many more delegations, present, and an amendment to be put."""
    build_world(moved(small_forum(), clock.now() - NOON))
    world = World.read(app)
    world.sitting_opened()
    emails = crowd(size)
    at.centres_everywhere(world)
    db.session.close()
    db.engine.dispose()
    return emails


def _bare(database: str, size: int, seconds: float) -> tuple[Told, Told]:
    """The same crowd before a server that does next to nothing."""
    program = ["tests.benchmarks.served.bare", "--database", database]
    with serving(program, {}, "/page") as server:
        devices = [Device(server.port, "/nothing", cookie=f"n={n}") for n in range(size)]
        return rush(server.port, devices, [post("/insert", {})] * size, seconds=seconds)


def _live(app: Flask, emails: list[str], servers: list[Served]) -> list[Row]:
    """When the last device shows what the chair did, who acts in the first server's process."""
    with app.app_context():
        chair = Browser.of(app, "chair@forum.example", servers[0].port)
        db.session.close()
    cookies = [browser_of(app, email).cookie for email in emails]
    devices = [Device(servers[-1].port, f"{HERE}/live", cookie) for cookie in cookies]
    acts: Mapping[str, Callable[[], int]] = {
        "a clause is taken up": lambda: chair.post(f"{HERE}/items", {"clause": "access"}),
        "a ballot is opened": lambda: chair.post(
            f"{BALLOTS}/new", {"subject": "amendment:1", "method": "recorded"}
        ),
    }
    rows = []
    for name, act in acts.items():
        seconds = delays(devices, lambda act=act: _done(act()))
        rows.append(_delay(f"{name}: shown everywhere", max(seconds)))
        rows.append(_delay(f"{name}: shown by half", statistics.median(seconds)))
    return rows


def _done(status: int) -> None:
    assert status == 303, status


def _delay(name: str, seconds: float) -> Row:
    return Row(name, seconds * 1000, "ms", "limit", LIVE_WITHIN, "at most the limit")


def _vote(app: Flask, emails: list[str], server: Served, seconds: float) -> tuple[Told, Told]:
    people = [browser_of(app, email) for email in emails]
    devices = [Device(server.port, f"{HERE}/live", each.cookie) for each in people]
    requests = [
        post(f"{BALLOTS}/1/vote", each.form(choice="for", next=f"{HERE}/"), each.cookie)
        for each in people
    ]
    return rush(server.port, devices, requests, seconds=seconds)


def _rows(votes: Told, asked: Told, bare: tuple[Told, Told], kept: int) -> list[Row]:
    inserts, nothings = bare
    acknowledged = votes.statuses.count(303)
    wrong = [status for status in (*votes.statuses, *asked.statuses) if status >= 400]
    assert not wrong, wrong
    return [
        Row("votes acknowledged", acknowledged, "", "sent", len(votes.took) + votes.lost),
        Row("acknowledged votes lost", acknowledged - kept, "", "limit", 0, "none"),
        *(
            Row(
                f"vote, p{percent}",
                votes.within(percent),
                "ms",
                "bare insert",
                inserts.within(percent),
                f"aim: p99 under {VOTE_WITHIN:.0f} ms",
            )
            for percent in (50, 99)
        ),
        *(
            Row(
                f"question, p{percent}",
                asked.within(percent),
                "ms",
                "bare 204",
                nothings.within(percent),
            )
            for percent in (50, 99)
        ),
        Row("questions unanswered", asked.lost, "", "limit", 0, "none"),
    ]
