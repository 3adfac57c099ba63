"""Whether a code that somebody holds is that of the frozen text, or of a signature under it."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from declaration.endorsement.models import Freeze
from declaration.endorsement.receipts import Receipt, receipt_with
from declaration.proof.codes import WrongCode, full_code, read_full_code, read_receipt_code

_FINGERPRINT: Final = re.compile(r"[0-9a-f]{64}")


class Finding(StrEnum):
    """What was found about a code."""

    MATCHES = "matches"
    DIFFERS = "differs"
    RECEIPT = "receipt"
    NO_RECEIPT = "no-receipt"
    UNREADABLE = "unreadable"


@dataclass(frozen=True)
class Checked:
    """A finding, with the receipt where a code of one was given."""

    finding: Finding
    receipt: Receipt | None = None


def check(typed: str, frozen: Freeze, log: str) -> Checked:
    """Compare what was typed or pasted: a fingerprint, its full code, or a receipt's code.

    Digits of any script, with separators of any kind or none. Two statements at most.
    """
    plain = "".join(sign for sign in unicodedata.normalize("NFKC", typed).lower() if sign.isalnum())
    if _FINGERPRINT.fullmatch(plain):
        return _compared(plain == frozen.fingerprint)
    try:
        code = read_full_code(typed)
    except WrongCode:
        return _receipt(typed, log)
    return _compared(code == full_code(bytes.fromhex(frozen.fingerprint)))


def _compared(same: bool) -> Checked:
    return Checked(Finding.MATCHES if same else Finding.DIFFERS)


def _receipt(typed: str, log: str) -> Checked:
    try:
        code = read_receipt_code(typed)
    except WrongCode:
        return Checked(Finding.UNREADABLE)
    found = receipt_with(code, log)
    return Checked(Finding.RECEIPT, found) if found else Checked(Finding.NO_RECEIPT)
