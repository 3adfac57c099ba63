"""Writing a forum file: what `read_forum_file` reads comes back as it was."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

import yaml

from declaration.forums.forum_file.entries import (
    ClauseEntry,
    DeclarationEntry,
    DelegationEntry,
    ForumEntry,
    ForumFile,
    PersonEntry,
    SittingEntry,
)
from declaration.forums.forum_file.reader import FORMAT

WIDTH: Final = 100


class _Writer(yaml.SafeDumper):
    """Text of several lines as a block; everything else as YAML has it."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        """Indent lists under their name, as people do."""
        super().increase_indent(flow, False)


def _text(writer: yaml.SafeDumper, text: str) -> yaml.Node:
    style = "|" if "\n" in text else None
    return writer.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Writer.add_representer(str, _text)


def write_forum_file(file: ForumFile) -> str:
    """The forum as one readable text, times in the forum's own zone."""
    zone = ZoneInfo(file.forum.zone)
    told = {
        "format": FORMAT,
        "forum": _forum(file.forum),
        "sittings": [_sitting(each, zone) for each in file.sittings],
        "delegations": [_delegation(each) for each in file.delegations],
        "people": [_person(each) for each in file.people],
        "declaration": _declaration(file.declaration, zone),
    }
    if not file.sittings:
        del told["sittings"]
    return yaml.dump(told, Dumper=_Writer, allow_unicode=True, sort_keys=False, width=WIDTH)


def _forum(told: ForumEntry) -> dict[str, Any]:
    return {
        "key": told.key,
        "name": dict(told.name),
        "place": dict(told.place),
        "zone": told.zone,
        "digits": told.digits,
        "public": told.public,
        "sample": told.sample,
        "starts": told.starts.isoformat(),
        "ends": told.ends.isoformat(),
        **{name: _plain(value) for name, value in told.about.items()},
        **({"rules": _plain(told.rules)} if told.rules else {}),
    }


def _sitting(told: SittingEntry, zone: ZoneInfo) -> dict[str, Any]:
    starts = {"starts": _moment(told.starts, zone)} if told.starts else {}
    return {"number": told.number, **starts, "theme": dict(told.theme)}


def _delegation(told: DelegationEntry) -> dict[str, Any]:
    return {
        "key": told.key,
        "name": dict(told.name),
        "kind": told.kind,
        "votes": told.votes,
        "credentials": told.credentials,
    }


def _person(told: PersonEntry) -> dict[str, Any]:
    return {
        "email": told.email,
        "name": dict(told.name),
        **({"office": dict(told.office)} if any(told.office.values()) else {}),
        "language": told.language,
        **({"delegation": told.delegation} if told.delegation else {}),
        "roles": list(told.roles),
    }


def _declaration(told: DeclarationEntry, zone: ZoneInfo) -> dict[str, Any]:
    window = {
        name: _moment(moment, zone)
        for name, moment in (("opens", told.opens), ("closes", told.closes))
        if moment is not None
    }
    return {
        "key": told.key,
        "languages": list(told.languages),
        **({"window": window} if window else {}),
        "clauses": [_clause(each) for each in told.clauses],
    }


def _clause(told: ClauseEntry) -> dict[str, Any]:
    sitting = {"sitting": told.sitting} if told.sitting is not None else {}
    return {"key": told.key, "kind": told.kind, **sitting, "text": dict(told.text)}


def _moment(instant: datetime, zone: ZoneInfo) -> str:
    return instant.astimezone(zone).strftime("%Y-%m-%dT%H:%M")


def _plain(value: Any) -> Any:
    match value:
        case Mapping():
            return {name: _plain(each) for name, each in value.items()}
        case list() | tuple():
            return [_plain(each) for each in value]
        case _:
            return value
