"""The journal entry: one act, as the canonical bytes that are hashed, stored and shown."""

import hashlib
import re
import unicodedata
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from secrets import token_bytes
from typing import Any, Final

from declaration.procedure.acts import Act, Role
from declaration.proof.acts import FORMS
from declaration.proof.canonical import (
    Json,
    NotCanonical,
    canonical,
    plain,
    read_canonical,
    read_time,
)
from declaration.proof.form import Form
from declaration.proof.kinds import KEY, NONCE, NUMBER, OBJECT, word
from declaration.proof.tree import leaf_hash

VERSION: Final = 1
LONGEST: Final = 65_535
"""Bytes of an entry, at most."""
RANDOM_LENGTH: Final = 16
"""Bytes of a nonce and of a salt."""
OPENING: Final = "opening/v1"

_LOG: Final = re.compile(r"[0-9A-Za-z][0-9A-Za-z._:/-]{0,199}")
_ACTOR: Final = re.compile(r"system|p-[0-9a-z]{8,40}")
_ROLE: Final = word((*Role, "person", "system"))
"""A role in the forum; `person` in one's own account, `system` for the clock and the command."""
_COMMITMENT: Final = re.compile(r"[A-Za-z0-9_-]{43}")


class NotAnEntry(ValueError):
    """What the table of acts, or the form of an entry, does not allow. It names the act.

    It never repeats a value: what was refused may be personal.
    """


class TooLong(NotAnEntry):
    """An act that says more than one entry holds."""


@dataclass(frozen=True)
class Opening:
    """What is behind one commitment of an entry: shown, it proves the value; erased, nothing."""

    name: str
    salt: str
    value: str

    def commitment(self, nonce: str) -> str:
        """What the entry with this nonce holds in its place."""
        committed = canonical([OPENING, nonce, self.name, self.salt, self.value])
        return _base64url(hashlib.sha256(committed).digest())


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What one act did. Raises NotAnEntry when the table of acts does not list it so.

    `on_behalf` is the delegation for which the actor acts; `sealed` holds commitments by name.
    """

    log: str
    nonce: str
    act: Act
    at: datetime
    actor: str
    role: str
    on_behalf: str | None
    kind: str
    key: str
    version: int | None
    data: Mapping[str, Json]
    sealed: Mapping[str, Json]

    def __post_init__(self) -> None:
        fault = next(self._faults(FORMS[self.act]), None)
        if fault is not None:
            raise NotAnEntry(f"{self.act}: {fault}")

    def _faults(self, form: Form) -> Iterator[str]:
        if not _LOG.fullmatch(self.log):
            yield "the log has no proper origin"
        if not NONCE.holds(self.nonce):
            yield "the nonce is not of 128 bits"
        if not _ACTOR.fullmatch(self.actor) or not _ROLE.holds(self.role):
            yield "the actor is named by a random name, the role by its word"
        if self.on_behalf is not None and not KEY.holds(self.on_behalf):
            yield "a delegation is named by its key"
        if self.kind not in form.on:
            yield f"is about {' or '.join(form.on)}, not about «{self.kind}»"
        if not OBJECT.holds(self.key):
            yield "an object is named by its key"
        if self.version is not None and not NUMBER.holds(self.version):
            yield "a version is a number"
        yield from _faults_of_facts(form, self.data)
        yield from _faults_of_seals(form, self.sealed)

    def body(self) -> bytes:
        """The canonical bytes. Raises TooLong when they are too many."""
        on: dict[str, Json] = {"kind": self.kind, "key": self.key}
        if self.version is not None:
            on["version"] = self.version
        body = canonical(
            {
                "v": VERSION,
                "log": self.log,
                "nonce": self.nonce,
                "act": self.act,
                "at": self.at,
                "by": {"actor": self.actor, "role": self.role},
                "for": self.on_behalf,
                "on": on,
                "data": self.data,
                "sealed": self.sealed,
            }
        )
        if len(body) > LONGEST:
            raise TooLong(f"{self.act}: {len(body)} bytes are more than {LONGEST}")
        return body

    def opened_by(self, opening: Opening) -> bool:
        """Whether the opening is what this entry sealed under that name."""
        return self.sealed.get(opening.name) == opening.commitment(self.nonce)


@dataclass(frozen=True)
class Built:
    """An entry ready to be stored, with its leaf and what opens its commitments."""

    body: bytes
    leaf: bytes
    nonce: str
    openings: tuple[Opening, ...]


def new_nonce(random: Callable[[int], bytes] = token_bytes) -> str:
    """128 random bits, as entries and statements carry them."""
    return _base64url(random(RANDOM_LENGTH))


def build_entry(
    *,
    log: str,
    act: Act,
    at: datetime,
    by: tuple[str, str],
    on_behalf: str | None,
    on: tuple[str, str, int | None],
    data: Mapping[str, Any] | None = None,
    sealed: Mapping[str, str] | None = None,
    nonce: str | None = None,
    random: Callable[[int], bytes] = token_bytes,
) -> Built:
    """The entry of an act, as the table of acts lists it.

    `by` is the actor's random name and role, `on` the object's kind, key and version. Sealed
    values are put into NFC and committed to, each with a salt of its own. `random` gives as many
    random bytes as it is asked for. Raises NotAnEntry for whatever the table does not list,
    TooLong for more than an entry holds.
    """
    nonce = nonce or new_nonce(random)
    absent = {name: None for name, kind in FORMS[act].facts.items() if kind.nullable}
    openings = tuple(
        Opening(name, _base64url(random(RANDOM_LENGTH)), _sealable(act, name, value))
        for name, value in sorted((sealed or {}).items())
    )
    try:
        entry = Entry(
            log=log,
            nonce=nonce,
            act=act,
            at=at,
            actor=by[0],
            role=by[1],
            on_behalf=on_behalf,
            kind=on[0],
            key=on[1],
            version=on[2],
            data={name: plain(value) for name, value in {**absent, **(data or {})}.items()},
            sealed={opening.name: opening.commitment(nonce) for opening in openings},
        )
        body = entry.body()
    except NotCanonical as fault:
        raise NotAnEntry(f"{act}: {fault}") from fault
    return Built(body, leaf_hash(body), nonce, openings)


def read_entry(body: bytes) -> Entry:
    """The entry whose canonical bytes these are. Raises NotAnEntry for any others."""
    if len(body) > LONGEST:
        raise NotAnEntry(f"{len(body)} bytes are more than {LONGEST}")
    try:
        entry = _entry_of(read_canonical(body))
        if entry.body() != body:
            raise NotAnEntry("the bytes say more than the entry")
    except NotCanonical as fault:
        raise NotAnEntry(str(fault)) from fault
    return entry


def _entry_of(said: Json) -> Entry:
    match said:
        case {
            "v": 1,
            "log": str(log),
            "nonce": str(nonce),
            "act": str(act),
            "at": str(at),
            "by": {"actor": str(actor), "role": str(role)},
            "for": None | str() as on_behalf,
            "on": dict(on),
            "data": dict(data),
            "sealed": dict(sealed),
            **others,
        } if not others and act in set(Act):
            kind, key, version = _object(on)
            return Entry(
                log=log,
                nonce=nonce,
                act=Act(act),
                at=read_time(at),
                actor=actor,
                role=role,
                on_behalf=on_behalf,
                kind=kind,
                key=key,
                version=version,
                data=data,
                sealed=sealed,
            )
    raise NotAnEntry("not of the form of an entry, or of an act that nobody knows")


def _object(on: Mapping[str, Json]) -> tuple[str, str, int | None]:
    match on:
        case {"kind": str(kind), "key": str(key), "version": int(version)}:
            return kind, key, version
        case {"kind": str(kind), "key": str(key)}:
            return kind, key, None
    raise NotAnEntry("an object has its kind and key")


def _faults_of_facts(form: Form, data: Mapping[str, Json]) -> Iterator[str]:
    known = {**form.facts, **form.optional}
    yield from (f"says nothing of «{name}»" for name in form.facts if name not in data)
    for name, fact in data.items():
        if name not in known:
            yield f"has no place for «{name}»"
        elif not known[name].holds(fact):
            yield f"«{name}» is not a {known[name].says}"


def _faults_of_seals(form: Form, sealed: Mapping[str, Json]) -> Iterator[str]:
    yield from (f"does not seal «{name}»" for name in form.seals if name not in sealed)
    for name, commitment in sealed.items():
        if name not in form.seals + form.may_seal:
            yield f"has no place for «{name}» under seal"
        elif not isinstance(commitment, str) or not _COMMITMENT.fullmatch(commitment):
            yield f"«{name}» is not a commitment"


def _sealable(act: Act, name: str, value: object) -> str:
    if not isinstance(value, str):
        raise NotAnEntry(f"{act}: «{name}» under seal is a text")
    return unicodedata.normalize("NFC", value)


def _base64url(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode("ascii")
