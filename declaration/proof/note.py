"""Signed notes: a text that people can read, with the signatures below it.

Source: C2SP signed-note, with the Ed25519 of RFC 8032.
"""

import hashlib
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

ED25519: Final = b"\x01"
"""The signature type that such keys carry."""
KEY_LENGTH: Final = 32
ID_LENGTH: Final = 4
MOST_SIGNATURES: Final = 100
"""More than a log with all its witnesses needs; a note with more is refused."""

_MARK: Final = "— "
_PRIVATE: Final = "PRIVATE+KEY+"


class NotANote(ValueError):
    """Not of the form of a signed note, or of a key for one."""


class NotSigned(ValueError):
    """No trusted key has signed the note, or what is said to be its signature is not."""


@dataclass(frozen=True)
class PublicKey:
    """A key under the name of who signs with it. Raises NotANote for an unsuitable one."""

    name: str
    raw: bytes

    def __post_init__(self) -> None:
        _check(self.name, self.raw)

    @property
    def id(self) -> bytes:
        """Four bytes that tell keys of one name apart. They authenticate nothing."""
        named = self.name.encode("utf-8") + b"\n" + ED25519 + self.raw
        return hashlib.sha256(named).digest()[:ID_LENGTH]

    def verifies(self, text: str, signature: bytes) -> bool:
        """Whether the signature over the text is this key's."""
        try:
            Ed25519PublicKey.from_public_bytes(self.raw).verify(signature, text.encode("utf-8"))
        except InvalidSignature:
            return False
        return True

    def __str__(self) -> str:
        return _write_key(self.name, self.id, self.raw)

    @classmethod
    def read(cls, written: str) -> "PublicKey":
        """Read what `str` writes. Raises NotANote."""
        name, key_id, raw = _read_key(written)
        key = cls(name, raw)
        if key.id.hex() != key_id:
            raise NotANote("the key's name and number do not fit together")
        return key


@dataclass(frozen=True)
class PrivateKey:
    """The key that signs. Raises NotANote for an unsuitable one."""

    name: str
    seed: bytes = field(repr=False)

    def __post_init__(self) -> None:
        _check(self.name, self.seed)

    @classmethod
    def new(cls, name: str) -> "PrivateKey":
        """A key that nobody has seen before."""
        return cls(name, Ed25519PrivateKey.generate().private_bytes_raw())

    @property
    def public(self) -> PublicKey:
        """What others check the signatures with."""
        return PublicKey(self.name, self._key().public_key().public_bytes_raw())

    def sign(self, text: str) -> "Signature":
        """This key's signature over a note's text."""
        return Signature(self.name, self.public.id, self._key().sign(text.encode("utf-8")))

    def write(self) -> str:
        """The secret itself, for the file that keeps it."""
        return _PRIVATE + _write_key(self.name, self.public.id, self.seed)

    @classmethod
    def read(cls, written: str) -> "PrivateKey":
        """Read what `write` wrote. Raises NotANote."""
        if not written.startswith(_PRIVATE):
            raise NotANote("not a private key")
        name, key_id, seed = _read_key(written.removeprefix(_PRIVATE))
        key = cls(name, seed)
        if key.public.id.hex() != key_id:
            raise NotANote("the key's name and number do not fit together")
        return key

    def _key(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.seed)


@dataclass(frozen=True)
class Signature:
    """One line below a note."""

    name: str
    key_id: bytes
    raw: bytes

    def __str__(self) -> str:
        return f"{_MARK}{self.name} {_base64(self.key_id + self.raw)}"

    @classmethod
    def read(cls, line: str) -> "Signature":
        """Read a line. Raises NotANote."""
        name, space, written = line.removeprefix(_MARK).partition(" ")
        if not line.startswith(_MARK) or not space:
            raise NotANote("not a signature's line")
        _check_name(name)
        raw = _bytes(written)
        if len(raw) <= ID_LENGTH:
            raise NotANote("a signature is cut")
        return cls(name, raw[:ID_LENGTH], raw[ID_LENGTH:])

    def claims(self, key: PublicKey) -> bool:
        """Whether it says that this key made it."""
        return (self.name, self.key_id) == (key.name, key.id)


@dataclass(frozen=True)
class Note:
    """A text, ending in a line feed, and the signatures below it. Raises NotANote."""

    text: str
    signatures: tuple[Signature, ...] = ()

    def __post_init__(self) -> None:
        if not self.text.endswith("\n"):
            raise NotANote("the text of a note ends in a line feed")
        if any(character < " " and character != "\n" for character in self.text):
            raise NotANote("a note has no control characters")
        if len(self.signatures) > MOST_SIGNATURES:
            raise NotANote("too many signatures")

    def signed_by(self, key: PrivateKey) -> "Note":
        """The note with one more signature below it."""
        return Note(self.text, (*self.signatures, key.sign(self.text)))

    def __str__(self) -> str:
        return self.text + "\n" + "".join(f"{signature}\n" for signature in self.signatures)


def read_note(written: bytes) -> Note:
    """Read a note; nothing is verified yet, and nothing of it may be believed. Raises NotANote."""
    try:
        whole = written.decode("utf-8")
    except UnicodeDecodeError as fault:
        raise NotANote("a note is UTF-8") from fault
    text, blank, signatures = whole.rpartition("\n\n")
    if not blank or not signatures.endswith("\n"):
        raise NotANote("a note has signatures below an empty line")
    lines = signatures.removesuffix("\n").split("\n")
    if len(lines) > MOST_SIGNATURES:
        raise NotANote("too many signatures")
    return Note(text + "\n", tuple(Signature.read(line) for line in lines))


def signers(note: Note, trusted: Collection[PublicKey]) -> tuple[PublicKey, ...]:
    """The trusted keys that have signed the note; signatures of others count for nothing.

    Raises NotSigned when there is none, or when a signature claims a trusted key in vain.
    """
    found = []
    for key in trusted:
        claimed = [signature for signature in note.signatures if signature.claims(key)]
        if not all(key.verifies(note.text, signature.raw) for signature in claimed):
            raise NotSigned(f"a signature is not that of {key.name}")
        if claimed:
            found.append(key)
    if not found:
        raise NotSigned("no trusted key has signed")
    return tuple(found)


def _check(name: str, raw: bytes) -> None:
    _check_name(name)
    if len(raw) != KEY_LENGTH:
        raise NotANote("a key has 32 bytes")


def _check_name(name: str) -> None:
    if not name or "+" in name or any(c.isspace() or c < " " for c in name):
        raise NotANote("a key's name has neither spaces nor plus signs")


def _write_key(name: str, key_id: bytes, raw: bytes) -> str:
    return f"{name}+{key_id.hex()}+{_base64(ED25519 + raw)}"


def _read_key(written: str) -> tuple[str, str, bytes]:
    name, _, rest = written.partition("+")
    key_id, _, encoded = rest.partition("+")
    raw = _bytes(encoded)
    if raw[:1] != ED25519:
        raise NotANote("not an Ed25519 key")
    return name, key_id, raw[1:]


def _base64(raw: bytes) -> str:
    return b64encode(raw).decode("ascii")


def _bytes(written: str) -> bytes:
    try:
        raw = b64decode(written, validate=True)
    except (NotBase64, ValueError) as fault:
        raise NotANote("not base64") from fault
    if _base64(raw) != written:
        raise NotANote("not base64 as it is written")
    return raw
