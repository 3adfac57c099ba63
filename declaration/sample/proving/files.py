"""What a rehearsal left behind, read."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

Findings: TypeAlias = Iterator[tuple[str, str]]
"""Where something does not hold, and what."""


@dataclass(frozen=True)
class Broken:
    """An invariant that does not hold, and where."""

    invariant: str
    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.invariant}: {self.where}: {self.what}"


@dataclass(frozen=True)
class Files:
    """What a rehearsal left, read."""

    folder: Path
    ballots: Sequence[Mapping[str, Any]]
    texts: Mapping[str, Any]
    bodies: Sequence[bytes]
    entries: Sequence[Mapping[str, Any]]
    checkpoint: Mapping[str, Any]
    told: Mapping[str, Any]

    @classmethod
    def read(cls, folder: Path) -> "Files":
        """Read the files of a folder. Raises OSError, ValueError, KeyError."""
        bodies = (folder / "journal.jsonl").read_bytes().splitlines()
        return cls(
            folder=folder,
            ballots=_json(folder / "voting-record.json")["ballots"],
            texts=_json(folder / "text-record.json"),
            bodies=bodies,
            entries=[json.loads(body) for body in bodies],
            checkpoint=_json(folder / "checkpoint.json"),
            told=_json(folder / "rehearsal.json"),
        )


def _json(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))


def canonical(value: object) -> bytes:
    """The canonical bytes of a value of text, numbers and lists, as RFC 8785 writes them."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def sha256(text: str) -> str:
    """The hash by which the journal names a text."""
    return hashlib.sha256(text.encode()).hexdigest()


def bare(text: str) -> str:
    """The text without its spaces, which belong to no word's author."""
    return "".join(text.split())
