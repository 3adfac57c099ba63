"""Passwords: how they are kept, compared and judged.

Hashing is slow on purpose: call it before a transaction begins or after it ends.
"""

import secrets
import unicodedata
from functools import cache
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

SHORTEST: Final = 12
"""Characters. A phrase of a few words is longer and easier to remember."""
LONGEST: Final = 1000
LEAST_VARIED: Final = 5
"""Different characters."""

TOO_SHORT: Final = "A password needs at least 12 characters: a phrase of several words does well."
TOO_LONG: Final = "This is longer than a password may be."
TOO_PLAIN: Final = "This password repeats too few characters to be safe."
HOLDS_ADDRESS: Final = "A password must not contain the e-mail address."

_hasher = PasswordHasher()


def hash_password(password: str) -> str:
    """Argon2id of the password in normal form, so that every keyboard's composition counts."""
    return _hasher.hash(_normal(password))


def is_password(kept: str | None, password: str) -> bool:
    """Whether `password` is the one kept. As much work when none is kept as when one is."""
    decoy = _decoy()
    try:
        _hasher.verify(kept or decoy, _normal(password))
    except (VerifyMismatchError, InvalidHashError):
        return False
    return kept is not None


def faults_of(password: str, email: str) -> list[str]:
    """What makes this password unfit for the account: message ids, none when it is fit."""
    local_part = email.partition("@")[0].casefold()
    faults = (
        (TOO_SHORT, len(password) < SHORTEST),
        (TOO_LONG, len(password) > LONGEST),
        (TOO_PLAIN, len(set(password)) < LEAST_VARIED),
        (HOLDS_ADDRESS, len(local_part) >= 4 and local_part in password.casefold()),
    )
    return [sentence for sentence, holds in faults if holds]


def _normal(password: str) -> str:
    return unicodedata.normalize("NFC", password)


@cache
def _decoy() -> str:
    return _hasher.hash(secrets.token_hex(16))
