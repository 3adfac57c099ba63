"""States as tables: obeyed by `after`, offered by `possible`, drawn by `draw`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, TypeAlias, TypeVar

from declaration.procedure.acts import Act
from declaration.procedure.conditions import Condition
from declaration.procedure.facts import NO_FACTS, Facts
from declaration.procedure.refusals import WrongState

S = TypeVar("S", bound=StrEnum)


@dataclass(frozen=True)
class Step(Generic[S]):
    """Where an act leads, when every condition holds."""

    to: S
    when: tuple[Condition, ...] = ()

    def unmet(self, facts: Facts) -> tuple[str, ...]:
        """The names of the conditions that do not hold."""
        return tuple(condition.__name__ for condition in self.when if not condition(facts))


@dataclass(frozen=True)
class Fork(Generic[S]):
    """An act whose end depends on the facts: the first step whose conditions hold is taken."""

    steps: tuple[Step[S], ...]


Moves: TypeAlias = Mapping[tuple[S, Act], Step[S] | Fork[S]]


@dataclass(frozen=True)
class Machine(Generic[S]):
    """The life of one kind of object.

    `moves` are acts on the object itself; `follows` is what acts on other objects do to it, as
    the closing of a ballot does to the amendment it asked about.
    """

    name: str
    start: S
    moves: Moves[S]
    follows: Moves[S] = field(default_factory=dict)

    def steps(self, state: S, act: Act) -> tuple[Step[S], ...]:
        """The steps this act can take from here, in the order they are tried."""
        entry = self.moves.get((state, act)) or self.follows.get((state, act))
        if entry is None:
            return ()
        return entry.steps if isinstance(entry, Fork) else (entry,)

    def arrows(self) -> Iterator[tuple[S, Act, Step[S]]]:
        """Every step of the table, with where it starts and what takes it."""
        for start, act in (*self.moves, *self.follows):
            for step in self.steps(start, act):
                yield start, act, step


def after(machine: Machine[S], state: S, act: Act, facts: Facts = NO_FACTS) -> S:
    """The state `act` leads to.

    Raises WrongState, which says what the state does allow, or which conditions were missing
    (of a fork, those of the step that came nearest).
    """
    steps = machine.steps(state, act)
    if not steps:
        raise WrongState(act, state, possible=possible(machine, state))
    missing: list[tuple[str, ...]] = []
    for step in steps:
        unmet = step.unmet(facts)
        if not unmet:
            return step.to
        missing.append(unmet)
    raise WrongState(act, state, possible=possible(machine, state), unmet=min(missing, key=len))


def possible(machine: Machine[S], state: S) -> tuple[Act, ...]:
    """The acts on the object itself that its state has a step for, conditions not asked."""
    return tuple(act for start, act in machine.moves if start is state)


def draw(machine: Machine[S]) -> str:
    """The table as a Mermaid state diagram.

    Each arrow names its acts and their conditions; an act that leaves the state as it is stands
    in the state's own box.
    """
    names = {state: state.value.replace("-", "_") for state in type(machine.start)}
    inside: dict[S, list[str]] = {state: [] for state in names}
    between: dict[tuple[S, S], list[str]] = {}
    for start, act, step in machine.arrows():
        if step.to is start:
            inside[start].append(_label(act, step))
        else:
            between.setdefault((start, step.to), []).append(_label(act, step))
    return "\n".join(
        (
            "stateDiagram-v2",
            *(f"    {names[s]} : {label}" for s in names for label in (s.value, *inside[s])),
            f"    [*] --> {names[machine.start]}",
            *(
                f"    {names[start]} --> {names[to]} : {'<br>'.join(labels)}"
                for (start, to), labels in between.items()
            ),
        )
    )


def _label(act: Act, step: Step[S]) -> str:
    conditions = ", ".join(condition.__name__.replace("_", " ") for condition in step.when)
    return f"{act.value} [{conditions}]" if conditions else act.value
