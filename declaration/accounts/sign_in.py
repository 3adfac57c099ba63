"""Who is signed in: what Flask-Login asks of us."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from flask import session
from flask_login import UserMixin, current_user
from sqlalchemy import select

from declaration import clock
from declaration.accounts.models import Person
from declaration.extensions import db

LONGEST: Final = timedelta(days=3)
"""A sign-in ends after this time even when it is used all along."""


@dataclass(frozen=True)
class SignedIn(UserMixin):
    """The person who has signed in. `name` is the journal's name for them."""

    person_id: int
    name: str
    email: str
    names: dict[str, str]
    office: dict[str, str]
    language: str
    stamp: int

    def get_id(self) -> str:
        """What the cookie says; a change of rights or password makes it void."""
        return f"{self.person_id}:{self.stamp}"


def person_here() -> SignedIn | None:
    """Who asks; None when nobody has signed in."""
    return current_user._get_current_object() if current_user.is_authenticated else None


def load_signed_in(cookie: str) -> SignedIn | None:
    """The person a cookie names, unless their rights changed or the sign-in is too old."""
    person_id, _, stamp = cookie.partition(":")
    if not (person_id.isdecimal() and stamp.isdecimal()):
        return None
    began = session.get("signed_in_at")
    if began is None or clock.now().timestamp() - began > LONGEST.total_seconds():
        return None
    person = db.session.scalars(select(Person).where(Person.id == int(person_id))).one_or_none()
    if person is None or person.rights_stamp != int(stamp) or person.password is None:
        return None
    return signed_in_as(person)


def signed_in_as(person: Person) -> SignedIn:
    """The plain value that requests carry for this person."""
    return SignedIn(
        person_id=person.id,
        name=person.name,
        email=person.email,
        names=person.names,
        office=person.office,
        language=person.language,
        stamp=person.rights_stamp,
    )
