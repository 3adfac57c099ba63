"""Several at once: guesses from many threads, and people coming in together."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask

from declaration import clock
from declaration.accounts import throttling
from declaration.accounts.throttling import Attempt, TooManyAttempts
from declaration.extensions import db
from declaration.forums.operations import sittings
from declaration.forums.queries import present_delegations
from tests.conftest import NOON
from tests.world import actor

GUESSERS = 24


def test_guesses_made_at_once_are_all_counted(any_app: Flask) -> None:
    def guess(_number: int) -> bool:
        with any_app.app_context(), clock.set_to(NOON):
            try:
                throttling.count(Attempt.of("chair@forum.example", "203.0.113.9"))
            except TooManyAttempts:
                return False
            return True

    with ThreadPoolExecutor(8) as pool:
        allowed = list(pool.map(guess, range(GUESSERS)))
    assert sum(allowed) == throttling.FROM_ONE_PLACE


@pytest.mark.parametrize("hand", ["delegate.jubail", "secretariat"])
def test_presence_noted_by_many_hands_at_once_is_one(any_app: Flask, hand: str) -> None:
    def note(_number: int) -> None:
        with any_app.app_context(), clock.set_to(NOON):
            sittings.note_presence(1, "jubail", actor(hand))

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(note, range(12)))
    with any_app.app_context():
        assert len(present_delegations(1)) == 1
        db.session.close()
