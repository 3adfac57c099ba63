"""The first page a process is asked for, with nothing remembered, costs no more in a long text."""

from pathlib import Path
from typing import Final

import pytest
from flask import url_for
from sqlalchemy import event, func, select

from declaration import create_app
from declaration.amendments.models import Amendment
from declaration.drafting.models import Clause
from declaration.extensions import db
from declaration.migrations import upgrade
from declaration.sample.generating import Size
from declaration.sample.rehearsing import a_drawn_forum
from tests.benchmarks.served.people import browser_of
from tests.conftest import settings_for

SIZES: Final = (
    Size(delegations=8, amendments=40, clauses=30),
    Size(delegations=8, amendments=80, clauses=300),
)
MOST: Final = {"the declaration": 25, "a clause": 40}
"""Statements of each page."""
READERS: Final = ("visitor", "delegate.city-1", "secretary", "chair")


class Drawn:
    """A forum in mid-negotiation: some of its amendments decided and merged, others awaited."""

    def __init__(self, size: Size, folder: Path) -> None:
        self._settings = settings_for(f"sqlite:///{folder / 'drawn.sqlite3'}", folder)
        app = create_app(self._settings)
        with app.app_context():
            upgrade(db.engine)
            drawn = a_drawn_forum(size, host="test.example", told=lambda _stage: None)
            self._pace = drawn.pace
            amended = select(func.min(Amendment.clause_id))
            key = db.session.scalars(select(Clause.key).where(Clause.id.in_(amended))).one()
            db.session.close()
            db.engine.dispose()
        at = dict.fromkeys(("forum_key", "declaration_key"), "rehearsal")
        with app.test_request_context():
            self._paths = {
                "the declaration": url_for("reading.declaration", **at),
                "a clause": url_for("reading.clause", clause_key=key, **at),
            }

    def first_reading(self, page: str, who: str) -> int:
        """How many statements a process sends for the page, the first it is asked for."""
        app, sent = create_app(self._settings), []
        with self._pace.after():
            headers = {}
            if who != "visitor":
                headers["Cookie"] = browser_of(app, f"{who}@rehearsal.example").cookie
            with app.app_context():
                event.listen(db.engine, "before_cursor_execute", lambda *each: sent.append(each[2]))
            answer = app.test_client(use_cookies=False).get(self._paths[page], headers=headers)
        assert answer.status_code == 200, (page, who, answer.status)
        with app.app_context():
            db.engine.dispose()
        return len(sent)


@pytest.fixture(scope="module")
def forums(tmp_path_factory: pytest.TempPathFactory) -> tuple[Drawn, ...]:
    return tuple(Drawn(size, tmp_path_factory.mktemp("drawn")) for size in SIZES)


@pytest.mark.parametrize("who", READERS)
@pytest.mark.parametrize("page", MOST)
def test_three_hundred_clauses_cost_as_many_statements_as_thirty(
    forums: tuple[Drawn, ...], page: str, who: str
) -> None:
    short, long = (each.first_reading(page, who) for each in forums)
    assert 1 < short == long <= MOST[page]
