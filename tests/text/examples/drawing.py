"""The hand-written examples of what a reader should see between two wordings, as values."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Protocol

import yaml

EXAMPLES: Final = Path(__file__).with_name("changes.yaml")


class Shown(Protocol):
    """What the engine says of one stretch of text, as far as a reader sees it."""

    @property
    def op(self) -> str: ...
    @property
    def old(self) -> str: ...
    @property
    def new(self) -> str: ...
    @property
    def kind(self) -> str | None: ...


@dataclass(frozen=True)
class Mark:
    """One change a reader should see. `after` is the text it follows, where the words alone do not tell."""

    op: str
    old: str
    new: str
    kind: str
    after: str = ""


@dataclass(frozen=True)
class Example:
    """Two wordings and the lists of marks the rules allow between them; the first is the one preferred."""

    section: str
    says: str
    old: str
    new: str
    readings: tuple[tuple[Mark, ...], ...]


def examples() -> list[Example]:
    """All examples, in the order of their file."""
    written = yaml.safe_load(EXAMPLES.read_text("utf-8"))
    return [_example(section, entry) for section, entries in written.items() for entry in entries]


def agrees(reading: Sequence[Mark], shown: Iterable[Shown]) -> bool:
    """Whether what is shown is this reading; a space at a change's edge belongs to either side."""
    before, marks = "", []
    for change in shown:
        if change.op != "equal":
            marks.append((before, change))
        before += change.old
    return len(marks) == len(reading) and all(
        (mark.op, _words(mark.old), _words(mark.new), mark.kind)
        == (change.op, _words(change.old), _words(change.new), change.kind)
        and before.rstrip(" ").endswith(mark.after)
        for mark, (before, change) in zip(reading, marks, strict=True)
    )


def _words(text: str) -> str:
    return text.strip(" \n") or text


def _example(section: str, entry: dict[str, Any]) -> Example:
    readings = (entry["changes"], *entry.get("or", []))
    return Example(
        section=section,
        says=entry["says"],
        old=entry["old"],
        new=entry["new"],
        readings=tuple(tuple(_mark(mark) for mark in reading) for reading in readings),
    )


def _mark(entry: dict[str, str]) -> Mark:
    return Mark(**{"old": "", "new": "", **entry})
