"""What a forum file says, as frozen values; every reference inside a `ForumFile` holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

Names = Mapping[str, str]
"""What something is called, by language: both Arabic and English are there."""

MOST_CLAUSES: Final = 480
"""Clauses of a declaration at its beginning: one entry of the record names them all, by keys of
up to 32 characters."""


@dataclass(frozen=True)
class ForumEntry:
    """The event. `about` holds note, motto, organisers and partners, each in both languages;
    `rules` what this forum sets otherwise than the default profile, as `Rules.of` reads it.
    """

    key: str
    name: Names
    place: Names
    zone: str
    starts: date
    ends: date
    digits: str
    public: bool
    sample: bool
    about: Mapping[str, Any]
    rules: Mapping[str, Any]


@dataclass(frozen=True)
class SittingEntry:
    """A planned sitting. `starts` is in UTC."""

    number: int
    theme: Names
    starts: datetime | None


@dataclass(frozen=True)
class DelegationEntry:
    """A city or organisation taking part; `credentials` is a state's word."""

    key: str
    name: Names
    kind: str
    votes: bool
    credentials: str


@dataclass(frozen=True)
class PersonEntry:
    """Somebody who takes part. `office` is empty in both languages when none was given."""

    email: str
    name: Names
    office: Names
    language: str
    delegation: str | None
    roles: tuple[str, ...]


@dataclass(frozen=True)
class ClauseEntry:
    """A clause of the draft, its text by language in normal form; Arabic is always there."""

    key: str
    kind: str
    text: Names
    sitting: int | None


@dataclass(frozen=True)
class DeclarationEntry:
    """The draft, in its order. Amendments may be submitted between `opens` and `closes`, in UTC."""

    key: str
    languages: tuple[str, ...]
    opens: datetime | None
    closes: datetime | None
    clauses: tuple[ClauseEntry, ...]


@dataclass(frozen=True)
class ForumFile:
    """All that one file says."""

    forum: ForumEntry
    sittings: tuple[SittingEntry, ...]
    delegations: tuple[DelegationEntry, ...]
    people: tuple[PersonEntry, ...]
    declaration: DeclarationEntry
