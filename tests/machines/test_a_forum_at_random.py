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
    Act.SCHEDULE,
    Act.OPEN_BALLOT,
    Act.CAST_VOTE,
    Act.OBJECT,
    Act.CLOSE_BALLOT,
    Act.RULE_CONSEQUENCE,
    Act.PUBLISH,
    Act.BEGIN_ADOPTION,
    Act.FREEZE,
}
"""What must have been done at least once, lest the laws hold because nothing happens."""


class Forum(Amending, Balloting, Publishing, Concluding):
    """Everybody at once."""


@pytest.mark.fuzzed
def test_whatever_anybody_does_every_law_holds(hall: Hall, situations: dict[str, Path]) -> None:
    run_state_machine_as_test(partial(Forum, hall, situations), settings=BOUNDED)
    if FUZZING:
        return
    assert hall.ledger.done.keys() >= HAPPENED
    assert not hall.ledger.done.keys().isdisjoint(hall.ledger.refused)
