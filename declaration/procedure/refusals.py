"""How an act is refused: four named reasons, each with its facts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from declaration.procedure.acts import Act


@dataclass(eq=False)  # not frozen: raising must be able to set __traceback__
class Refusal(Exception):
    """An act that is not done. Nothing has changed, and no entry is written."""

    def __str__(self) -> str:
        return ", ".join(f"{name}={value!r}" for name, value in vars(self).items())


@dataclass(eq=False)
class NotPermitted(Refusal):
    """The person may not do this here, whatever the state."""

    act: Act


@dataclass(eq=False)
class WrongState(Refusal):
    """The object's state has no such step, or a condition of the step is not met.

    `possible` lists the acts that the state does have; `unmet` the names of the conditions that
    failed, empty when the step does not exist.
    """

    act: Act
    state: StrEnum
    possible: tuple[Act, ...] = ()
    unmet: tuple[str, ...] = ()


@dataclass(eq=False)
class Stale(Refusal):
    """The object has moved on since it was read. Both numbers are editions."""

    seen: int
    now: int


@dataclass(eq=False)
class Invalid(Refusal):
    """What was typed cannot be accepted: the message ids of what is wrong, by field."""

    errors: Mapping[str, Sequence[str]]
