"""The least that our server can do: a page of one word, and a row in a table.

python -m tests.benchmarks.served.bare --port N --database URL
"""

import argparse
import sqlite3
import threading
from collections.abc import Callable
from typing import Any

import psycopg
from flask import Flask
from flask.typing import ResponseReturnValue

from declaration.serving import Server

TABLE = "CREATE TABLE IF NOT EXISTS bare (id INTEGER PRIMARY KEY {own}, word TEXT NOT NULL)"
kept = threading.local()
"""Each thread's own connection."""


def bare_app(database: str) -> Flask:
    """One page, one insert, and one answer without content."""
    app = Flask(__name__)
    insert = _into_sqlite if database.startswith("sqlite:///") else _into_postgresql

    @app.get("/page")
    def page() -> str:
        return "مرحباً"

    @app.get("/nothing")
    def nothing() -> ResponseReturnValue:
        return "", 204

    @app.post("/insert")
    def row() -> str:
        insert(_connection(database))
        return "مرحباً"

    return app


def _connection(database: str) -> Any:
    if not hasattr(kept, "connection"):
        kept.connection = connect(database)
    return kept.connection


def connect(database: str) -> Any:
    """A connection with the pragmas of the product's own, and the table."""
    if not database.startswith("sqlite:///"):
        connection = psycopg.connect(database, autocommit=True)
        connection.execute("SELECT pg_advisory_lock(1)")
        connection.execute(TABLE.format(own="GENERATED ALWAYS AS IDENTITY"))
        connection.execute("SELECT pg_advisory_unlock(1)")
        return connection
    path = database.removeprefix("sqlite:///")
    file = sqlite3.connect(path, isolation_level=None, timeout=30)
    file.execute("PRAGMA journal_mode=WAL")
    file.execute("PRAGMA synchronous=FULL")
    file.execute(TABLE.format(own=""))
    return file


def _into_sqlite(connection: Any) -> None:
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("INSERT INTO bare (word) VALUES ('نعم')")
    connection.execute("COMMIT")


def _into_postgresql(connection: Any) -> None:
    connection.execute("INSERT INTO bare (word) VALUES ('نعم')")


class BareServer(Server):
    """The product's server with its settings, serving next to nothing."""

    def __init__(self, application: Callable[[], Flask], **settings: Any) -> None:
        self.application = application
        super().__init__(**settings)

    def load(self) -> Flask:
        return self.application()

    def start_clock(self, _server: Any) -> None:
        """There is nothing to watch."""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.served.bare")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--database", required=True)
    given = parser.parse_args()
    BareServer(lambda: bare_app(given.database), host="127.0.0.1", port=given.port).run()


if __name__ == "__main__":
    main()
