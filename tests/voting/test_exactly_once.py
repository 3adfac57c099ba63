"""Real servers, many voters at once, a kill -9 in between: every acknowledged vote counts once."""

import os
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from threading import Barrier, Event

import pytest
from flask import Flask
from sqlalchemy import select

from declaration.config import HOME
from declaration.extensions import db
from declaration.forums.models import Delegation
from declaration.journal.models import JournalEntry
from declaration.procedure.acts import Act
from declaration.procedure.states import AmendmentState, BallotState, Method, Outcome
from declaration.proof import read_entry
from declaration.voting import recount
from declaration.voting.models import Ballot, Vote
from declaration.voting.recording import exported
from tests.conftest import NOON
from tests.served import Served
from tests.voting import situations as at
from tests.voting.served import BALLOTS, Browser, crowd
from tests.world import World

VOTERS = 12
ROUNDS = 6
CHOICES = ("for", "against", "abstain")


@pytest.fixture
def served(any_app: Flask, tmp_path: Path) -> Iterator[Served]:
    """A server on each database in turn, with an open ballot and a crowd to vote in it."""
    with any_app.app_context():
        world = World.read(any_app)
        world.sitting_opened()
        crowd(VOTERS)
        at.opened(world, at.centres_everywhere(world))
        db.session.close()
    url = any_app.config["SQLALCHEMY_ENGINES"]["default"]["url"]
    instance = tmp_path / "served"
    instance.mkdir()
    with Served(str(url), instance) as server:
        yield server


def voters(app: Flask, server: Served) -> dict[str, Browser]:
    return {
        f"city-{n}": Browser.of(app, f"delegate.city-{n}@forum.example", server.port)
        for n in range(VOTERS)
    }


def entries(kind: Act) -> list[tuple[str | None, str, str, object, object]]:
    """Key, delegation, nonce, choice and what it replaces, of each entry of the act."""
    found = []
    for row in db.session.scalars(select(JournalEntry).order_by(JournalEntry.id)):
        said = read_entry(row.body)
        if said.act is kind:
            data = said.data
            told = (said.nonce, data.get("choice"), data.get("replaces"))
            found.append((row.idempotency_key, str(said.on_behalf), *told))
    return found


def stored() -> dict[str, str | None]:
    """What each delegation's one row says."""
    query = select(Delegation.key, Vote.choice).join(Vote, Vote.delegation_id == Delegation.id)
    return {key: choice.value if choice else None for key, choice in db.session.execute(query)}


def test_no_acknowledged_vote_is_lost_or_doubled_when_the_server_is_killed(
    any_app: Flask, served: Served
) -> None:
    acknowledged: dict[str, list[tuple[str, str]]] = {}
    half_way = Event()

    def vote(key: str, browser: Browser) -> None:
        draw = random.Random(key)
        done = acknowledged.setdefault(key, [])
        for turn in range(ROUNDS):
            choice = draw.choice(CHOICES)
            sent = {"choice": choice, "key": f"{key}-{turn}"}
            status = browser.post_until_answered(f"{BALLOTS}/1/vote", sent)
            assert status == 303
            done.append((f"{key}-{turn}:{choice}", choice))
            if turn == ROUNDS // 2:
                half_way.set()

    with any_app.app_context():
        people = voters(any_app, served)
        db.session.close()
    with ThreadPoolExecutor(VOTERS) as pool:
        voting = [pool.submit(vote, key, browser) for key, browser in people.items()]
        assert half_way.wait(30)
        served.kill()
        served.start()
        for each in voting:
            each.result()

    with any_app.app_context():
        written = entries(Act.CAST_VOTE)
        by_key = Counter(key.partition(":")[2] for key, *_rest in written if key)
        sent = [key for done in acknowledged.values() for key, _choice in done]
        assert by_key == Counter(sent), "each acknowledged vote has one entry, and nothing else has"
        assert stored() == {key: done[-1][1] for key, done in acknowledged.items()}
        for delegation in people:
            chain = [each for each in written if each[1] == delegation]
            assert [each[4] for each in chain] == [None, *(each[2] for each in chain[:-1])]
        db.session.close()


def test_voting_races_with_two_officers_closing(any_app: Flask, served: Served) -> None:
    """A vote is counted or refused, never half; of the officers one closes, the other is told."""
    together = Barrier(VOTERS + 2)
    with any_app.app_context():
        people = voters(any_app, served)
        officers = [
            Browser.of(any_app, f"{who}@forum.example", served.port)
            for who in ("chair", "secretariat")
        ]
        db.session.close()

    def vote(key: str, browser: Browser) -> tuple[str, list[tuple[str, int]]]:
        answers = []
        together.wait()
        for turn in range(ROUNDS):
            choice = CHOICES[(turn + len(key)) % 3]
            sent = {"choice": choice, "key": f"{key}-{turn}"}
            answers.append((choice, browser.post(f"{BALLOTS}/1/vote", sent)))
        return key, answers

    def close(browser: Browser) -> int:
        together.wait()
        return browser.post(f"{BALLOTS}/1/closing", {"key": "closing"})

    with ThreadPoolExecutor(VOTERS + 2) as pool:
        voting = [pool.submit(vote, key, browser) for key, browser in people.items()]
        closing = [pool.submit(close, browser) for browser in officers]
        answers = dict(each.result() for each in voting)
        assert sorted(each.result() for each in closing) == [303, 409]

    assert {status for said in answers.values() for _c, status in said} <= {303, 409}
    counted = {
        key: [choice for choice, status in said if status == 303][-1:]
        for key, said in answers.items()
    }
    with any_app.app_context():
        assert stored() == {key: kept[0] for key, kept in counted.items() if kept}
        ballot = db.session.scalars(select(Ballot)).one()
        assert ballot.state in (BallotState.CLOSED, BallotState.VOID)
        tally = Counter(kept[0] for kept in counted.values() if kept)
        assert {name: ballot.totals[name] for name in ("for", "against")} == {
            "for": tally["for"],
            "against": tally["against"],
        }
        assert ballot.totals["abstaining"] == tally["abstain"]
        assert len(entries(Act.CLOSE_BALLOT)) == 1
        [record] = exported([ballot])["ballots"]
        assert recount.differences(record) == []
        db.session.close()

    again = next(iter(people.values()))
    key = next(iter(people))
    first = answers[key][0]
    sent = {"choice": first[0], "key": f"{key}-0"}
    assert again.post(f"{BALLOTS}/1/vote", sent) == first[1], "a retry gets its first answer"


def test_two_clocks_at_once_close_a_silence_once_at_its_deadline_without_any_request(
    any_app: Flask, tmp_path: Path
) -> None:
    """The command itself, in processes of its own: nobody asks a server for anything."""
    ends = NOON + timedelta(hours=72)
    with any_app.app_context():
        world = World.read(any_app)
        amendment = at.centres_everywhere(world)
        at.opened(world, amendment, method=Method.SILENCE, closes=ends)
        db.session.close()
    url = any_app.config["SQLALCHEMY_ENGINES"]["default"]["url"]
    environment = {
        **os.environ,
        "DATABASE_URL": str(url),
        "SECRET_KEY": "t" * 40,
        "DECLARATION_INSTANCE": str(tmp_path),
    }
    command = [sys.executable, "-m", "declaration", "tick"]
    clocks = [subprocess.Popen(command, cwd=HOME, env=environment) for _ in range(3)]
    assert [each.wait(120) for each in clocks] == [0, 0, 0]

    with any_app.app_context():
        assert len(entries(Act.CLOSE_BALLOT)) == 1
        ballot = at.ballot(1)
        assert (ballot.result, ballot.closed_at) == (Outcome.ADOPTED, ends)
        [written] = exported([ballot])["ballots"]
        assert recount.differences(written) == []
        assert at.state_of(amendment) is AmendmentState.ADOPTED
        db.session.close()


def test_the_same_request_sent_twice_at_once_is_one_vote(any_app: Flask, served: Served) -> None:
    with any_app.app_context():
        people = list(voters(any_app, served).items())[:4]
        db.session.close()
    copies = 4
    together = Barrier(copies)

    def tap(browser: Browser, key: str) -> int:
        together.wait()
        return browser.post(f"{BALLOTS}/1/vote", {"choice": "for", "key": key})

    for key, browser in people:
        with ThreadPoolExecutor(copies) as pool:
            answers = [pool.submit(tap, browser, key) for _copy in range(copies)]
            assert {each.result() for each in answers} == {303}
    with any_app.app_context():
        assert len(entries(Act.CAST_VOTE)) == len(people)
        db.session.close()
