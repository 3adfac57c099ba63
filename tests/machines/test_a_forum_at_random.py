"""Whole forums through random acts of random people, by the real operations on real tables."""

from functools import partial
from pathlib import Path
from typing import Final

import pytest
from hypothesis.stateful import run_state_machine_as_test

from declaration.procedure import Act
from tests.machines.amending import Amending
from tests.machines.balloting import Balloting
from tests.machines.concluding import Concluding
from tests.machines.conftest import BOUNDED, FUZZING
from tests.machines.hall import Hall
from tests.machines.publishing import Publishing

HAPPENED: Final = {
    Act.SUBMIT,
    Act.ADMIT,
    Act.OPEN_BALLOT,
    Act.CAST_VOTE,
    Act.OBJECT,
    Act.CLOSE_BALLOT,
}
"""What must have been done at least once, lest the laws hold because nothing happens."""


LIVES: Final = {
    ("amendment", "put", Act.CLOSE_BALLOT, "adopted"),
    ("amendment", "put", Act.CLOSE_BALLOT, "rejected"),
    ("amendment", "adopted", Act.PUBLISH, "merged"),
    ("amendment", "adopted", Act.REVISE, "merged"),
    ("amendment", "admissible", Act.DIVIDE, "divided"),
    ("amendment", "scheduled", Act.GIVE_CONSENT, "replaced"),
    ("amendment", "scheduled", Act.RULE_CONSEQUENCE, "fallen"),
    ("ballot", "closed", Act.CLOSE_BALLOT, "set-aside"),
    ("clause", "open", Act.CLOSE_BALLOT, "not-adopted"),
}
"""The steps of whole lives that a debate must have taken."""


ENDINGS: Final = {
    ("declaration", "adoption", Act.ADOPT_DECLARATION, "adopted"),
    ("declaration", "adopted", Act.FREEZE, "frozen"),
}
"""The steps that a conclusion must have taken."""


class Forum(Amending, Balloting, Publishing, Concluding):
    """Everybody at once."""


class Debate(Amending, Balloting, Publishing):
    """Amendments alone, from words to votes to the text, so that whole lives come about."""

    @classmethod
    def places(cls) -> list[str]:
        return ["much_was_debated", "the_sitting_is_open"]


class Conclusion(Concluding):
    """The last hours: from the clauses decided to the signatures."""

    @classmethod
    def places(cls) -> list[str]:
        return ["every_clause_is_decided", "the_whole_is_adopted", "signing_has_begun"]


@pytest.mark.fuzzed
def test_in_the_last_hours_every_law_holds(hall: Hall, situations: dict[str, Path]) -> None:
    run_state_machine_as_test(partial(Conclusion, hall, situations), settings=BOUNDED)
    assert FUZZING or hall.ledger.arrows.keys() >= ENDINGS


@pytest.mark.fuzzed
def test_in_a_debate_of_whole_lives_every_law_holds(
    hall: Hall, situations: dict[str, Path]
) -> None:
    run_state_machine_as_test(partial(Debate, hall, situations), settings=BOUNDED)
    assert FUZZING or hall.ledger.arrows.keys() >= LIVES


@pytest.mark.fuzzed
def test_whatever_anybody_does_every_law_holds(hall: Hall, situations: dict[str, Path]) -> None:
    run_state_machine_as_test(partial(Forum, hall, situations), settings=BOUNDED)
    if FUZZING:
        return
    assert hall.ledger.done.keys() >= HAPPENED
    assert not hall.ledger.done.keys().isdisjoint(hall.ledger.refused)
