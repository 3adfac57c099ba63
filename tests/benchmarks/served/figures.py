"""Each page's and each vote's figures, as shares of bare ones on the same server and database."""

import secrets
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from sqlalchemy import event

from declaration import create_app
from declaration.config import Settings
from declaration.extensions import db
from declaration.sample import demo
from tests.benchmarks.rows import A_SECOND, Row, Table
from tests.benchmarks.served.load import CLIENTS, Answers, ask
from tests.benchmarks.served.pages import Clients, Measured, measured, readers, senders
from tests.benchmarks.served.servers import Served, postgresql, serving

ROUNDS: Final = 3
SECONDS: Final = 3.0
MOST_STATEMENTS: Final = 25
AIMS: Final = {
    "reading page": "at least 0.15 of the bare page's rate",
    "vote": "at least 0.25 of the bare insert's rate",
}


def tables(*, quick: bool) -> list[Table]:
    """The served sample, on SQLite and on PostgreSQL."""
    seconds = 0.5 if quick else SECONDS
    repeated = f"the best of {ROUNDS} rounds of {seconds} s with {CLIENTS} clients"
    with TemporaryDirectory() as folder:
        on_sqlite = _on(
            Path(folder),
            f"sqlite:///{folder}/declaration.sqlite3",
            f"sqlite:///{folder}/bare.sqlite3",
            seconds,
        )
    with TemporaryDirectory() as folder, postgresql(Path(folder)) as server:
        server.psql("CREATE DATABASE declaration;")
        server.psql("CREATE DATABASE bare;")
        on_postgresql = _on(
            Path(folder), server.get_uri("declaration"), server.get_uri("bare"), seconds
        )
    return [
        Table("Served, SQLite", on_sqlite, repeated),
        Table("Served, PostgreSQL", on_postgresql, repeated),
    ]


def _on(folder: Path, database: str, bare_database: str, seconds: float) -> list[Row]:
    settings = Settings(
        database_url=database, secret_key=secrets.token_hex(32), instance=str(folder)
    )
    demo.prepare(settings)
    app = create_app(settings)
    pages = measured(app)
    costs = _statements(settings, pages)
    with app.app_context():
        db.engine.dispose()
    environment = {
        "DATABASE_URL": database,
        "SECRET_KEY": settings.secret_key,
        "DECLARATION_INSTANCE": str(folder),
    }
    bare = ["tests.benchmarks.served.bare", "--database", bare_database]
    with (
        serving(["declaration", "serve"], environment, "/health") as ours,
        serving(bare, {}, "/page") as peers,
    ):
        asked: dict[str, tuple[Served, Clients]] = {
            "bare page": (peers, readers("/page")),
            "bare insert": (peers, senders("/insert")),
            **{page.name: (ours, page.clients) for page in pages},
        }
        best = _best_of_rounds(asked, seconds)
    return [row for page in pages for row in _rows(page, best, costs.get(page.name))]


def _best_of_rounds(asked: dict[str, tuple[Served, Clients]], seconds: float) -> dict[str, Answers]:
    """The round with the highest rate, of each. In turns: a busy moment meets all of them alike."""
    best: dict[str, Answers] = {}
    for server, clients in asked.values():
        ask(server, clients(), seconds=seconds / 3)
    for _ in range(ROUNDS):
        for name, (server, clients) in asked.items():
            answers = ask(server, clients(), seconds=seconds)
            if name not in best or answers.rate > best[name].rate:
                best[name] = answers
    return best


def _rows(page: Measured, best: dict[str, Answers], statements: int | None) -> Iterator[Row]:
    peer = "bare insert" if page.writes else "bare page"
    ours, theirs = best[page.name], best[peer]
    yield Row(page.name, ours.rate, A_SECOND, peer, theirs.rate, AIMS.get(page.name, ""))
    yield Row(f"{page.name}, processor", ours.processor_each, "ms", peer, theirs.processor_each)
    for percent in (50, 99):
        yield Row(
            f"{page.name}, p{percent}", ours.within(percent), "ms", peer, theirs.within(percent)
        )
    if statements is not None:
        yield Row(
            f"{page.name}, statements",
            statements,
            "",
            "limit",
            MOST_STATEMENTS,
            "at most the limit",
        )


def _statements(settings: Settings, pages: list[Measured]) -> dict[str, int]:
    """How many statements each page sends, once the reader's activity was noted."""
    app = create_app(settings)
    costs: dict[str, int] = {}
    with app.app_context():
        engine = db.engine
    sent: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *told: sent.append(told[2]))
    for page in pages:
        if page.writes:
            continue
        client, headers = app.test_client(use_cookies=False), {"Cookie": page.browser.cookie}
        assert client.get(page.path, headers=headers).status_code == 200, page.path
        sent.clear()
        client.get(page.path, headers=headers)
        costs[page.name] = len(sent)
    engine.dispose()
    return costs
