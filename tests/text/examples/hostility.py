"""Hostile and careless input, written by hand, as values."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

HOSTILE: Final = Path(__file__).with_name("hostile.yaml")


@dataclass(frozen=True)
class Attempt:
    """One text that comes in, and what must become of it.

    `refused` is the reason, `at` the code point told; `normal` is None where no rule decides the form.
    `told` are the words of the text that `inspect` speaks of.
    """

    section: str
    says: str
    text: str
    refused: str | None
    at: int | None
    normal: str | None
    told: str | None


def attempts() -> list[Attempt]:
    """All attempts, in the order of their file."""
    written = yaml.safe_load(HOSTILE.read_text("utf-8"))
    return [_attempt(section, entry) for section, entries in written.items() for entry in entries]


def _attempt(section: str, entry: dict[str, Any]) -> Attempt:
    text = _joined(entry["text"])
    normal = text if entry.get("unchanged") else entry.get("normal")
    return Attempt(
        section=section,
        says=entry["says"],
        text=text,
        refused=entry.get("refused"),
        at=entry.get("at"),
        normal=None if normal is None else _joined(normal),
        told=entry.get("told"),
    )


def _joined(pieces: Any) -> str:
    if isinstance(pieces, str):
        return pieces
    return "".join(piece * times for piece, times in pieces)
