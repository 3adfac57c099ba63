"""The second step of a sign-in: the code of an authenticator, or one kept on paper."""

import base64
import hashlib
import hmac
import secrets
import unicodedata
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from sqlalchemy import delete, select, update

from declaration import clock
from declaration.accounts import throttling
from declaration.accounts.models import Person, RecoveryCode, SecondFactor
from declaration.accounts.sign_in import SignedIn, signed_in_as
from declaration.accounts.steps import SITE, renew_rights
from declaration.bookkeeping import bookkeeping, end_reading
from declaration.extensions import db
from declaration.journal import Actor, Channel, act
from declaration.messages.steps import post
from declaration.procedure.acts import Act
from declaration.procedure.refusals import Invalid, NotPermitted

KIND: Final = "totp"
STEP: Final = 30
"""Seconds for which one code holds. Source: RFC 6238, 4.1, as every authenticator has it."""
DIGITS: Final = 6
APART: Final = 1
"""Steps by which the clocks of the authenticator and of this machine may differ."""
RECOVERY_CODES: Final = 10
ISSUER: Final = "Declaration"

WRONG_CODE: Final = "This is not the code of the moment, nor an unused recovery code."
NOT_THE_NEW_CODE: Final = "This is not the code that the new entry in your authenticator shows."
NOT_ENROLLED: Final = "Your sign-in has no second step."
ENROLLED_ALREADY: Final = "Your sign-in has a second step already. Remove it first."


@dataclass(frozen=True)
class Enrolled:
    """What an enrolment gives: who goes on signed in, and codes that are shown this once."""

    person: SignedIn
    recovery_codes: tuple[str, ...]


def new_secret() -> str:
    """A secret for an authenticator, in base32 without padding. Source: RFC 4226, 4."""
    return base64.b32encode(secrets.token_bytes(20)).decode("ascii")


def address_of(secret: str, email: str) -> str:
    """The `otpauth:` address that an authenticator reads from a QR code."""
    return _totp(secret).get_provisioning_uri(email, ISSUER)


def is_enrolled(person_id: int) -> bool:
    """Whether the person's sign-in has a second step. One statement."""
    query = select(SecondFactor.id).where(SecondFactor.person_id == person_id)
    return db.session.scalars(query).first() is not None


def recovery_codes_left(person_id: int) -> int:
    """How many codes on paper have not been used. One statement."""
    query = select(RecoveryCode.id).where(
        RecoveryCode.person_id == person_id, RecoveryCode.used_at.is_(None)
    )
    return len(db.session.scalars(query).all())


def prove(person_id: int, typed: str, *, address: str) -> bool:
    """Whether what was typed proves it is the person; a code that was taken proves it once.

    Counted apart from passwords, so that a right password forgives no guessed code.
    Raises throttling.TooManyAttempts.
    """
    attempt = throttling.Attempt.of(f"second step of {person_id}", address)
    throttling.count(attempt)
    code = _plain(typed)
    end_reading()
    is_proved = _take_step(person_id, code) or _take_recovery_code(person_id, code)
    if is_proved:
        throttling.forgive(attempt)
    return is_proved


def enrol(secret: str, typed: str, by: Actor) -> Enrolled:
    """Let the person's sign-ins have a second step from now on, and sign them out elsewhere.

    The code shows that the authenticator has taken the secret in. Raises Invalid.
    """
    step = _step_of(secret, _plain(typed), clock.now())
    if step is None:
        raise Invalid({"code": [NOT_THE_NEW_CODE]})
    codes = tuple(_new_recovery_code() for _ in range(RECOVERY_CODES))
    with act(Act.ENROL_SECOND_FACTOR, by=by) as entry:
        by.must(Act.ENROL_SECOND_FACTOR)
        person = db.session.get_one(Person, by.person_id, with_for_update=True)
        if is_enrolled(person.id):
            raise Invalid({"code": [ENROLLED_ALREADY]})
        db.session.add(SecondFactor(person_id=person.id, kind=KIND, secret=secret, used_step=step))
        db.session.add_all(
            RecoveryCode(person_id=person.id, digest=_digest(_plain(code))) for code in codes
        )
        renew_rights(person)
        entry.about("person", person.name)
        post(person.email, "second_step_set", person.language, {})
        return Enrolled(signed_in_as(person), codes)


def remove(person_id: int, by: Actor) -> SignedIn:
    """Take the second step away, to set another: by the person themself, or by the command.

    Signs out everywhere else. Raises Invalid when there is none.
    """
    with act(Act.REMOVE_SECOND_FACTOR, by=replace(by, log=SITE)) as entry:
        by.must(Act.REMOVE_SECOND_FACTOR)
        if by.channel is not Channel.SYSTEM and by.person_id != person_id:
            raise NotPermitted(Act.REMOVE_SECOND_FACTOR)
        person = db.session.get_one(Person, person_id, with_for_update=True)
        if not is_enrolled(person.id):
            raise Invalid({"code": [NOT_ENROLLED]})
        db.session.execute(delete(RecoveryCode).where(RecoveryCode.person_id == person.id))
        db.session.execute(delete(SecondFactor).where(SecondFactor.person_id == person.id))
        renew_rights(person)
        entry.about("person", person.name)
        post(person.email, "second_step_removed", person.language, {})
        return signed_in_as(person)


def _totp(secret: str) -> TOTP:
    return TOTP(base64.b32decode(secret), DIGITS, SHA1(), STEP, enforce_key_length=False)  # noqa: S303


def _plain(typed: str) -> str:
    """What was meant: letters and digits alone, capitals, digits of any script as Western."""
    folded = unicodedata.normalize("NFKC", typed).upper()
    return "".join(
        str(unicodedata.decimal(each)) if each.isdecimal() else each
        for each in folded
        if each.isalnum()
    )


def _step_of(secret: str, code: str, at: datetime) -> int | None:
    """The step whose code this is, among those around `at`."""
    if len(code) != DIGITS or not code.isascii():
        return None
    try:
        totp = _totp(secret)
    except ValueError:
        return None
    here = int(at.timestamp()) // STEP
    for step in range(here - APART, here + APART + 1):
        if hmac.compare_digest(totp.generate(step * STEP), code.encode("ascii")):
            return step
    return None


def _take_step(person_id: int, code: str) -> bool:
    with bookkeeping() as notes:
        query = select(SecondFactor).where(
            SecondFactor.person_id == person_id, SecondFactor.kind == KIND
        )
        factor = notes.scalars(query.with_for_update()).one_or_none()
        step = _step_of(factor.secret, code, clock.now()) if factor else None
        if factor is None or step is None:
            return False
        if factor.used_step is not None and step <= factor.used_step:
            return False
        factor.used_step = step
        return True


def _take_recovery_code(person_id: int, code: str) -> bool:
    with bookkeeping() as notes:
        query = (
            update(RecoveryCode)
            .where(
                RecoveryCode.person_id == person_id,
                RecoveryCode.digest == _digest(code),
                RecoveryCode.used_at.is_(None),
            )
            .values(used_at=clock.now())
            .returning(RecoveryCode.id)
        )
        return notes.execute(query).first() is not None


def _new_recovery_code() -> str:
    """Ten letters and digits in two groups: fifty bits, which nobody guesses."""
    code = base64.b32encode(secrets.token_bytes(7)).decode("ascii")[:10]
    return f"{code[:5]}.{code[5:]}"


def _digest(code: str) -> str:
    return hashlib.sha256(code.encode("utf-8")).hexdigest()
