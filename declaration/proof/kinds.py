"""What a fact in an entry may be: keys, states, numbers and hashes, never what a person typed."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypeAlias

from declaration.procedure.acts import Role
from declaration.proof.canonical import Json

_KEY: Final = re.compile(r"[0-9A-Za-z_-][0-9A-Za-z._-]{0,99}")
_AMENDMENT: Final = re.compile(r"(draft-)?[0-9]{1,9}[a-z\u0621-\u064a]{0,3}")
_SYMBOL: Final = re.compile(r"[A-Za-z]{1,12}\.[0-9]{1,6}")
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_SHA256: Final = re.compile(r"[0-9a-f]{64}")
_NONCE: Final = re.compile(r"[A-Za-z0-9_-]{22}")
_MOMENT: Final = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{6})?(Z|\+00:00)"
)


@dataclass(frozen=True)
class Kind:
    """A set of values. `says` names it, in the docs and where a value is refused."""

    says: str
    holds: Callable[[Json], bool]
    nullable: bool = False
    """Written as null when it does not apply, instead of being left out."""


Kinds: TypeAlias = Mapping[str, Kind]


def _matching(says: str, pattern: re.Pattern[str]) -> Kind:
    return Kind(says, lambda value: isinstance(value, str) and bool(pattern.fullmatch(value)))


KEY: Final = _matching("key", _KEY)
AMENDMENT: Final = _matching("amendment", _AMENDMENT)
"""As the record names one: its number with its part, or `draft-` and a number."""
OBJECT: Final = Kind("key or amendment", lambda value: KEY.holds(value) or AMENDMENT.holds(value))
SYMBOL: Final = _matching("symbol", _SYMBOL)
LANGUAGE: Final = _matching("language", _LANGUAGE)
SHA256: Final = _matching("SHA-256", _SHA256)
"""Lower-case hexadecimal, of a public text in UTF-8."""
NONCE: Final = _matching("nonce", _NONCE)
MOMENT: Final = _matching("moment", _MOMENT)
FLAG: Final = Kind("yes or no", lambda value: isinstance(value, bool))
NUMBER: Final = Kind(
    "number", lambda value: isinstance(value, int) and not isinstance(value, bool) and value >= 0
)


def or_null(kind: Kind) -> Kind:
    """The kind's values, or null where there is none."""
    return Kind(f"{kind.says} or null", lambda value: value is None or kind.holds(value), True)


def word(words: type[StrEnum] | tuple[str, ...]) -> Kind:
    """One of the words of an enumeration, or of those given."""
    allowed = tuple(str(each) for each in words)
    return Kind(" / ".join(allowed), lambda value: isinstance(value, str) and value in allowed)


def each(kind: Kind) -> Kind:
    """A list; where it holds plain words, each of them once."""
    return Kind(f"list of {kind.says}", lambda value: _is_list_of(kind, value))


def record(required: Kinds, optional: Kinds | None = None) -> Kind:
    """An object of these names and no others."""
    may = optional or {}
    says = [f"{name}: {kind.says}" for name, kind in required.items()]
    says += [f"{name}?: {kind.says}" for name, kind in may.items()]
    return Kind(f"{{{', '.join(says)}}}", lambda value: _is_record_of(required, may, value))


def _is_list_of(kind: Kind, value: Json) -> bool:
    if not isinstance(value, list) or not all(kind.holds(item) for item in value):
        return False
    words = [item for item in value if isinstance(item, str)]
    return len(set(words)) == len(words)


def _is_record_of(required: Kinds, optional: Kinds, value: Json) -> bool:
    if not isinstance(value, dict) or not required.keys() <= value.keys():
        return False
    known = {**required, **optional}
    return all(name in known and known[name].holds(item) for name, item in value.items())


KEYS: Final = each(KEY)
AMENDMENTS: Final = each(AMENDMENT)
ROLES: Final = each(word(Role))
CHECKPOINT: Final = record({"size": NUMBER, "root": SHA256})
QUORUM: Final = record({"numerator": NUMBER, "denominator": NUMBER, "more_than": FLAG})
TOTALS: Final = record({"for": NUMBER, "against": NUMBER, "abstaining": NUMBER})
CLAUSE: Final = record({"key": KEY, "version": NUMBER, "sha256": SHA256}, {"kind": KEY})
TEXT: Final = record({"language": LANGUAGE, "sha256": SHA256})
CARRIES: Final = each(word(("text", "place", "removal")))
ADVICE: Final = word(("adopt", "reject", "adopt-as-modified", "merge-with"))
ORIGIN: Final = word(("initial", "drafting", "merge", "correction", "editorial", "restored"))
CHANNEL: Final = word(("own", "on-behalf", "roll-call"))
"""Cast by the delegation itself, entered for it by the secretariat, or answered when called."""
MODE: Final = word(("signed-in", "passkey", "paper"))
SUBJECT: Final = record(
    {"kind": word(("amendment", "clause", "declaration", "ballot", "motion"))},
    {"key": OBJECT, "version": NUMBER, "sha256": SHA256},
)
MERGED: Final = record({"amendment": AMENDMENT, "revision": NUMBER}, {"ballot": NUMBER})

RESTARTED: Final = record({"ballot": NUMBER, "successor": NUMBER}, {"closes": MOMENT})
"""A silence procedure whose text has changed, and the ballot that begins it anew."""
