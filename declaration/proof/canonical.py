"""One byte string for one value: the JSON that everything in the record is hashed in."""

import json
import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final, NoReturn, TypeAlias

import rfc8785

Json: TypeAlias = "bool | int | str | list[Json] | dict[str, Json] | None"

TIME: Final = "%Y-%m-%dT%H:%M:%S.%fZ"
"""How moments are written: UTC, six decimals."""


class NotCanonical(ValueError):
    """A value has no canonical form, or bytes are not the canonical form of what they say."""


def canonical(value: object) -> bytes:
    """The canonical bytes of a value, in UTF-8. Source: RFC 8785, narrowed as `plain` says.

    Raises NotCanonical.
    """
    try:
        return rfc8785.dumps(plain(value))
    except (rfc8785.CanonicalizationError, RecursionError) as fault:
        raise NotCanonical(str(fault)) from fault


def plain(value: object) -> Json:
    """The value as JSON knows it: numbers are integers, names ASCII, strings in NFC.

    Mappings, lists and tuples, words of an enumeration and moments are written plainly.
    Raises NotCanonical for anything else, and for text that is not in NFC.
    """
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return int(value)
    if isinstance(value, str):
        return _text(str(value))
    if isinstance(value, datetime):
        return write_time(value)
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    if isinstance(value, Mapping):
        return {_name(name): plain(each) for name, each in value.items()}
    raise NotCanonical(f"a {type(value).__name__} has no canonical form")


def read_canonical(body: bytes) -> Json:
    """What canonical bytes say. Raises NotCanonical when they are not canonical."""
    try:
        value: Json = json.loads(
            body.decode("utf-8"), parse_float=_no_float, parse_constant=_no_float
        )
    except (ValueError, RecursionError) as fault:
        raise NotCanonical(f"not readable as JSON: {fault}") from fault
    if canonical(value) != body:
        raise NotCanonical("readable, but not in canonical form")
    return value


def write_time(at: datetime) -> str:
    """A moment in UTC with six decimals. Raises NotCanonical for one without a zone."""
    if at.utcoffset() is None:
        raise NotCanonical("a moment needs its zone")
    return at.astimezone(UTC).strftime(TIME)


def read_time(written: str) -> datetime:
    """The moment that was written. Raises NotCanonical when it is not written as here."""
    try:
        at = datetime.strptime(written, TIME).replace(tzinfo=UTC)
    except ValueError as fault:
        raise NotCanonical("not a moment in UTC with six decimals") from fault
    if write_time(at) != written:
        raise NotCanonical("not a moment in UTC with six decimals")
    return at


def _text(text: str) -> str:
    if not unicodedata.is_normalized("NFC", text):
        raise NotCanonical("a text is not in NFC")
    return text


def _name(name: object) -> str:
    if not isinstance(name, str) or not name.isascii():
        raise NotCanonical("names are ASCII")
    return str(name)


def _no_float(_written: str) -> NoReturn:
    raise NotCanonical("numbers are integers")
