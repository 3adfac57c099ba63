"""Two processes of the product on one PostgreSQL, behind a client that goes to each in turn."""

import http.client
import re
import secrets
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from itertools import cycle
from pathlib import Path
from urllib.parse import urlencode

import pytest
from flask import Flask
from sqlalchemy import func, select

from declaration.extensions import db
from declaration.journal.models import JournalEntry
from declaration.procedure.states import AmendmentState
from declaration.voting.models import Vote
from tests.served import PATIENCE, Served
from tests.voting import situations as at
from tests.world import PASSWORD, VOTING, World

HERE = "/tiny/text/text/sitting"
BALLOTS = "/tiny/text/text/ballots"
TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
SEEN = re.compile(r'data-seen="([^"]*)"')


@dataclass
class InTurn:
    """A browser whose every request goes to the next of the servers, as a plain proxy sends it.

    A server that does not answer is passed over, as a proxy does.
    """

    servers: list[Served]
    cookies: dict[str, str] = field(default_factory=dict)
    _next: Iterator[Served] | None = None

    def __post_init__(self) -> None:
        self._next = cycle(self.servers)

    def get(self, path: str) -> tuple[int, str]:
        return self._ask("GET", path, None)

    def post(self, path: str, form: Mapping[str, str], *, at: str = "/tiny/") -> tuple[int, str]:
        """Send a form; its token comes from the page `at`, which the other server may have made."""
        found = TOKEN.search(self.get(at)[1])
        token = {"csrf_token": found[1]} if found else {}
        return self._ask("POST", path, {**token, "key": secrets.token_hex(8), **form})

    def sign_in(self, who: str) -> int:
        sent = {"email": f"{who}@forum.example", "password": PASSWORD}
        return self.post("/accounts/sign-in", sent, at="/accounts/sign-in")[0]

    def seen(self, path: str) -> str:
        found = SEEN.search(self.get(path)[1])
        assert found is not None
        return found[1]

    def news(self, path: str) -> str:
        """What a device is told that asks until something is new, as its page does."""
        patience = time.monotonic() + PATIENCE
        while (answer := self.get(path))[0] == 204:
            assert time.monotonic() < patience
        assert answer[0] == 200
        return answer[1]

    def _ask(self, method: str, path: str, form: Mapping[str, str] | None) -> tuple[int, str]:
        assert self._next is not None
        for _attempt in self.servers:
            with suppress(OSError, http.client.HTTPException):
                return self._ask_of(next(self._next), method, path, form)
        raise AssertionError(f"no server answers {path}")

    def _ask_of(
        self, server: Served, method: str, path: str, form: Mapping[str, str] | None
    ) -> tuple[int, str]:
        line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)
        try:
            headers = {"Cookie": "; ".join(f"{name}={v}" for name, v in self.cookies.items())}
            if form is not None:
                headers["Content-Type"] = "application/x-www-form-urlencoded"
            line.request(method, path, urlencode(form) if form is not None else None, headers)
            answer = line.getresponse()
            text = answer.read().decode("utf-8")
            for said in answer.headers.get_all("Set-Cookie") or []:
                self.cookies.update({n: each.value for n, each in SimpleCookie(said).items()})
            return answer.status, text
        finally:
            line.close()


@pytest.fixture
def pair(postgresql_app: Flask, tmp_path: Path) -> Iterator[list[Served]]:
    """Two servers on one database, where an amendment waits in an open sitting."""
    with postgresql_app.app_context():
        world = World.read(postgresql_app)
        world.sitting_opened()
        at.centres_everywhere(world)
        db.session.close()
    url = str(postgresql_app.config["SQLALCHEMY_ENGINES"]["default"]["url"])
    folders = [tmp_path / name for name in ("one", "other")]
    for folder in folders:
        folder.mkdir()
    with Served(url, folders[0], workers=1) as one, Served(url, folders[1], workers=1) as other:
        yield [one, other]


def test_a_vote_goes_from_the_chair_to_the_hall_through_both_processes(
    postgresql_app: Flask, pair: list[Served]
) -> None:
    chair, screen = InTurn(pair[:1]), InTurn(pair[1:])
    assert chair.sign_in("chair") == 303
    delegates = {city: InTurn(pair) for city in VOTING}
    for city, delegate in delegates.items():
        assert delegate.sign_in(f"delegate.{city}") == 303
    waiting = {city: delegate.seen(f"{HERE}/") for city, delegate in delegates.items()}
    shown = screen.seen(f"{HERE}/hall")
    assert screen.get(f"{HERE}/hall/live?seen={shown}")[0] == 204

    sent = {"subject": "amendment:1", "method": "recorded"}
    assert chair.post(f"{BALLOTS}/new", sent)[0] == 303
    for _each_server in pair:
        for city, delegate in delegates.items():
            assert 'value="for"' in delegate.news(f"{HERE}/live?seen={waiting[city]}")
    assert screen.get(f"{HERE}/hall/live?seen={shown}")[0] == 200

    for city, delegate in delegates.items():
        choice = "against" if city == "doha" else "for"
        assert delegate.post(f"{BALLOTS}/1/vote", {"choice": choice})[0] == 303
    page = screen.get(f"{HERE}/hall")[1]
    assert ">3</b>" in page
    assert ">1</b>" in page
    assert chair.post(f"{BALLOTS}/1/closing", {})[0] == 303
    assert chair.post(f"{BALLOTS}/1/declaration", {})[0] == 303
    for _each_server in pair:
        assert "اعتُمد" in delegates["tunis"].get(f"{HERE}/")[1]
    with postgresql_app.app_context():
        assert at.state_of(1) is AmendmentState.ADOPTED
        db.session.close()


def test_wrong_passwords_count_whichever_process_was_asked(pair: list[Served]) -> None:
    guesser, statuses = InTurn(pair), []
    for number in range(14):
        sent = {"email": "chair@forum.example", "password": f"guess number {number}"}
        page = guesser.post("/accounts/sign-in", sent, at="/accounts/sign-in")
        statuses.append(page[0])
    refused = statuses.index(429)
    assert refused <= 11, statuses
    assert set(statuses[refused:]) == {429}, "both processes know of it"


def test_who_signs_out_at_one_process_is_out_at_both(pair: list[Served]) -> None:
    delegate = InTurn(pair)
    assert delegate.sign_in("delegate.tunis") == 303
    for _each_server in pair:
        assert "data-sign-out" in delegate.get("/tiny/")[1]
    assert delegate.post("/accounts/sign-out", {})[0] in {302, 303}
    for _each_server in pair:
        assert "data-sign-out" not in delegate.get("/tiny/")[1]


def test_two_clocks_seal_one_journal_without_a_gap(
    postgresql_app: Flask, pair: list[Served]
) -> None:
    chair = InTurn(pair)
    assert chair.sign_in("chair") == 303
    for clause in ("access", "centres", "access"):
        assert chair.post(f"{HERE}/items", {"clause": clause})[0] == 303
    with postgresql_app.app_context():
        unsealed = select(func.count()).where(JournalEntry.position.is_(None))
        while db.session.scalars(unsealed).one():
            db.session.rollback()
            chair.get("/health")
        for log, positions in db.session.execute(
            select(JournalEntry.log_id, func.array_agg(JournalEntry.position)).group_by(
                JournalEntry.log_id
            )
        ):
            assert sorted(positions) == list(range(len(positions))), log
        db.session.close()


def test_killing_one_process_loses_nothing(postgresql_app: Flask, pair: list[Served]) -> None:
    chair = InTurn(pair)
    assert chair.sign_in("chair") == 303
    assert chair.post(f"{BALLOTS}/new", {"subject": "amendment:1", "method": "recorded"})[0] == 303
    delegates = {city: InTurn(pair) for city in VOTING}
    for city, delegate in delegates.items():
        assert delegate.sign_in(f"delegate.{city}") == 303
    acknowledged = []
    for number, (city, delegate) in enumerate(delegates.items()):
        if number == len(VOTING) // 2:
            pair[0].kill()
        assert delegate.post(f"{BALLOTS}/1/vote", {"choice": "for"})[0] == 303
        acknowledged.append(city)
    assert chair.post(f"{BALLOTS}/1/closing", {})[0] == 303
    with postgresql_app.app_context():
        assert db.session.scalars(select(func.count()).select_from(Vote)).one() == len(acknowledged)
        assert at.state_of(1) is AmendmentState.ADOPTED
        db.session.close()
