"""Codes for people: to read aloud, to type, to compare by eye. They prove nothing by themselves."""

import unicodedata
from typing import Final

RECEIPT_DIGITS: Final = 10
FULL_DIGITS: Final = 40
SEPARATOR: Final = "."
"""After Arabic words a space or a hyphen would let the groups be drawn in reverse order."""


class WrongCode(ValueError):
    """What was typed is no such code: the wrong number of digits, a letter, a slip of the hand."""


def receipt_code(leaf: bytes) -> str:
    """The code of an entry, «5163.1709.2626», by which its receipt is found.

    The leaf as an integer modulo 10^10 in ten digits, then two check digits. Source: ISO 7064,
    MOD 97-10.
    """
    number = int.from_bytes(leaf, "big") % 10**RECEIPT_DIGITS
    checked = number * 100 + 98 - number * 100 % 97
    return _grouped(f"{checked:0{RECEIPT_DIGITS + 2}d}", 4)


def full_code(digest: bytes) -> str:
    """A hash modulo 10^40 in eight groups of five digits, to compare two texts by eye."""
    return _grouped(f"{int.from_bytes(digest, 'big') % 10**FULL_DIGITS:0{FULL_DIGITS}d}", 5)


def read_receipt_code(typed: str) -> str:
    """The code that was typed, as `receipt_code` writes it.

    Digits of any script; separators of any kind, or none. Raises WrongCode.
    """
    digits = _digits(typed)
    if len(digits) != RECEIPT_DIGITS + 2 or int(digits) % 97 != 1:
        raise WrongCode("not a receipt's code")
    return _grouped(digits, 4)


def read_full_code(typed: str) -> str:
    """The code that was typed, as `full_code` writes it. Raises WrongCode."""
    digits = _digits(typed)
    if len(digits) != FULL_DIGITS:
        raise WrongCode("not a full code")
    return _grouped(digits, 5)


def _digits(typed: str) -> str:
    if any(unicodedata.category(character)[0] == "L" for character in typed):
        raise WrongCode("a code has no letters")
    values = (unicodedata.decimal(character, None) for character in typed)
    return "".join(str(value) for value in values if value is not None)


def _grouped(digits: str, length: int) -> str:
    return SEPARATOR.join(digits[at : at + length] for at in range(0, len(digits), length))
