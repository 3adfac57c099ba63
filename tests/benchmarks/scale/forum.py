"""One forum of a given size, rehearsed while it is watched; what was found, as JSON.

python -m tests.benchmarks.scale.forum FOLDER --database URL --delegations N --amendments N --clauses N
"""

import argparse
import json
import resource
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final

import click
from flask import Flask, url_for
from sqlalchemy import func, select, text

from declaration import create_app
from declaration.accounts.passwords import hash_password
from declaration.accounts.provisioning import give_password
from declaration.amendments.models import Amendment
from declaration.bookkeeping import end_reading
from declaration.config import Settings
from declaration.drafting.models import ClauseKind, Declaration
from declaration.drafting.queries import revision_text
from declaration.extensions import db
from declaration.forums.models import Forum
from declaration.migrations import upgrade
from declaration.sample.generating import Size
from declaration.sample.pace import Pace
from declaration.sample.rehearsing import Rehearsal, Told, a_drawn_forum, rehearse
from tests.benchmarks.scale.watching import watched
from tests.benchmarks.served.people import browser_of
from tests.benchmarks.stopwatch import best_of

READER: Final = "delegate.city-1@rehearsal.example"
READINGS: Final = 5


def main() -> None:
    given = _arguments()
    size = Size(given.delegations, given.amendments, given.clauses)
    settings = Settings(
        database_url=given.database, secret_key="s" * 40, instance=str(given.folder)
    )
    app = create_app(settings)
    found: dict[str, Any] = {}

    def prepare(told: Told) -> Rehearsal:
        rehearsal = a_drawn_forum(size, host=settings.host, told=told)
        give_password(READER, hash_password("s" * 20))
        end_reading()
        # in a thread of its own: a request would else share the rehearsal's context, and its `g`
        with ThreadPoolExecutor(1) as reader:
            found["pages"] = reader.submit(_pages, app, rehearsal.pace).result()
        return rehearsal

    with app.app_context():
        upgrade(db.engine)
        began, spent = time.monotonic(), time.process_time()
        with watched(db) as acts:
            broken = rehearse(given.folder, prepare)
        assert broken == [], broken
        found |= {
            "acts": acts.acts,
            "by_act": acts.as_data(),
            "seconds": time.monotonic() - began,
            "processor": time.process_time() - spent,
            "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
            "database": _megabytes(),
        }
        db.session.close()
        db.engine.dispose()
    click.echo(json.dumps(found))


def _pages(app: Flask, pace: Pace) -> dict[str, float]:
    """Milliseconds of the processor for each page, to a delegate, in mid-negotiation."""
    with pace.after():
        browser = browser_of(app, READER)
        return dict(_read(app, {"Cookie": browser.cookie}))


def _read(app: Flask, headers: dict[str, str]) -> Iterator[tuple[str, float]]:
    client = app.test_client(use_cookies=False)

    def reading(path: str) -> float:
        def once() -> None:
            answer = client.get(path, headers=headers)
            assert answer.status_code == 200, (path, answer.status, answer.location)

        return best_of(READINGS, lambda _round: once)

    for name, path in list(addresses(app)):
        yield name, reading(path)


def addresses(app: Flask) -> Iterator[tuple[str, str]]:
    """The main pages of the one forum in the database: the name of each, and where it is."""
    with app.test_request_context():
        at = {
            "forum_key": db.session.scalars(select(Forum.key)).one(),
            "declaration_key": db.session.scalars(select(Declaration.key)).one(),
        }
        amendment_id = db.session.scalars(select(func.max(Amendment.id))).one()
        standing = revision_text(db.session.scalars(select(Declaration.id)).one()).clauses
        clause_key = next(each.key for each in standing if each.kind is ClauseKind.OPERATIVE)
        yield "home", url_for("reading.home", forum_key=at["forum_key"])
        yield "reading page", url_for("reading.declaration", **at)
        yield "clause page", url_for("reading.clause", clause_key=clause_key, **at)
        yield "amendment page", url_for("amendments.show", amendment_id=amendment_id, **at)
        yield "list of amendments", url_for("amendments.index", **at)
        yield "list of ballots", url_for("voting.index", **at)
        yield "editor", url_for("amendments.propose", clause_key=clause_key, **at)
        yield "the sitting", url_for("plenary.now", **at)


def _megabytes() -> float:
    if db.engine.dialect.name == "sqlite":
        size = text("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")
    else:
        size = text("SELECT pg_database_size(current_database())")
    return float(db.session.scalars(size).one()) / 2**20


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.scale.forum")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--database", required=True)
    for name in ("delegations", "amendments", "clauses"):
        parser.add_argument(f"--{name}", type=int, required=True)
    return parser.parse_args()


if __name__ == "__main__":
    main()
