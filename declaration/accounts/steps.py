"""Parts of acts: they change people, with no permission, no entry, no transaction."""

import secrets
from typing import Final

from sqlalchemy import select

from declaration.accounts.models import Person
from declaration.accounts.passwords import hash_password
from declaration.extensions import db

__all__ = [
    "SITE",
    "fold_email",
    "hash_password",
    "new_person",
    "person_by_email",
    "renew_rights",
]

SITE: Final = "site"
"""The journal of what concerns no forum: people and their accounts."""


def new_person(
    email: str, names: dict[str, str], *, office: dict[str, str], language: str = "ar"
) -> Person:
    """A person who has not signed in yet, under a random name for the journal."""
    person = Person(
        name=f"p-{secrets.token_hex(8)}",
        email=fold_email(email),
        names=names,
        office=office,
        language=language,
    )
    db.session.add(person)
    db.session.flush()
    return person


def person_by_email(email: str) -> Person | None:
    """Who has this address, whatever its case. One statement."""
    return db.session.scalars(select(Person).where(Person.email == fold_email(email))).one_or_none()


def fold_email(email: str) -> str:
    """The form in which addresses are kept and compared."""
    return email.strip().casefold()


def renew_rights(person: Person) -> None:
    """Sign the person out everywhere: their rights or password have changed."""
    person.rights_stamp += 1
