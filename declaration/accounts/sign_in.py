"""Who is signed in: how a sign-in begins, lasts and ends."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from flask import Flask, Response, g, request, session
from flask_login import UserMixin, current_user, login_user, logout_user
from sqlalchemy import Row, bindparam, select, update
from sqlalchemy.exc import SQLAlchemyError

from declaration import clock
from declaration.accounts.models import Person
from declaration.accounts.steps import SITE
from declaration.bookkeeping import bookkeeping
from declaration.extensions import db, login_manager
from declaration.journal import Actor

LONGEST: Final = timedelta(days=3)
"""A sign-in ends after this time even when it is used all along."""
IDLE: Final = timedelta(hours=8)
"""A sign-in ends when it has not been used for this long."""
FRESH: Final = timedelta(minutes=15)
"""How long a password just entered stands for the person at the screen."""
SECOND_STEP_WITHIN: Final = timedelta(minutes=10)
"""How long after the password the second step may be taken."""
NOTED_EVERY: Final = timedelta(minutes=5)
"""Activity is noted no more often than this."""

# Every request of somebody signed in asks this; made once, since that costs as much as to ask.
_person = Person.__table__.c
_WHO: Final = select(
    _person.id,
    _person.name,
    _person.email,
    _person.names,
    _person.office,
    _person.language,
    _person.rights_stamp,
    _person.last_active_at,
    _person.password.is_not(None).label("has_password"),
).where(_person.id == bindparam("person_id"))


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
    last_active_at: datetime | None = None

    def get_id(self) -> str:
        """What the cookie says; a change of rights or password makes it void."""
        return f"{self.person_id}:{self.stamp}"


def init_app(app: Flask) -> None:
    """Let Flask-Login ask here who has signed in, and note their activity."""
    login_manager.session_protection = None
    login_manager.user_loader(load_signed_in)
    app.after_request(_note_activity)


def person_here() -> SignedIn | None:
    """Who asks; None when nobody has signed in."""
    return current_user._get_current_object() if current_user.is_authenticated else None


def the_person_here() -> SignedIn:
    """Who asks, on a page that only somebody who has signed in reaches."""
    person = person_here()
    assert person is not None
    return person


def acting_personally() -> Actor:
    """The signed-in person as the actor of what concerns their own account, in no forum."""
    person = the_person_here()
    return Actor(
        name=person.name,
        person_id=person.person_id,
        log=SITE,
        key=request.form.get("key") or None,
    )


def begin(person: SignedIn, *, is_twofold: bool = False) -> None:
    """Sign the person in, in a session that holds nothing of the one before but the language.

    `is_twofold`: the second step has been taken too.
    """
    _empty_session()
    now = clock.now().timestamp()
    session.permanent = True
    session["is_twofold"] = is_twofold
    session["signed_in_at"] = session["active_at"] = session["proved_at"] = now
    login_user(person)


def begin_first_step(person: SignedIn) -> None:
    """Note that the password was right; nobody is signed in before the second step."""
    _empty_session()
    session["first_step"] = {"as": person.get_id(), "at": clock.now().timestamp()}


def after_first_step() -> SignedIn | None:
    """Who has entered their password a moment ago and owes the second step."""
    begun = session.get("first_step")
    if begun is None or _older_than(SECOND_STEP_WITHIN, begun["at"]):
        return None
    return _person_of(begun["as"])


def is_twofold() -> bool:
    """Whether this sign-in took the second step too."""
    return bool(session.get("is_twofold"))


def end() -> None:
    """Sign out here."""
    logout_user()
    _empty_session()


def prove_again() -> None:
    """Note that the person at the screen has just entered the password once more."""
    session["proved_at"] = clock.now().timestamp()


def is_fresh() -> bool:
    """Whether the password was entered within the last quarter of an hour."""
    proved = session.get("proved_at") or session.get("signed_in_at")
    return proved is not None and not _older_than(FRESH, proved)


def load_signed_in(cookie: str) -> SignedIn | None:
    """The person a cookie names, unless their rights changed or the sign-in is too old."""
    return None if has_expired(session) else _person_of(cookie)


def _person_of(cookie: str) -> SignedIn | None:
    person_id, _, stamp = cookie.partition(":")
    if not (person_id.isdecimal() and stamp.isdecimal()):
        return None
    asked = {"person_id": int(person_id)}
    person = db.session.connection().execute(_WHO, asked).one_or_none()
    if person is None or person.rights_stamp != int(stamp) or not person.has_password:
        return None
    return signed_in_as(person)


def signed_in_as(person: Person | Row[Any]) -> SignedIn:
    """The plain value that requests carry for this person."""
    return SignedIn(
        person_id=person.id,
        name=person.name,
        email=person.email,
        names=person.names,
        office=person.office,
        language=person.language,
        stamp=person.rights_stamp,
        last_active_at=person.last_active_at,
    )


def has_expired(kept: Mapping[str, float]) -> bool:
    """Whether the sign-in that a session keeps is too old, or has not been used for too long."""
    began = kept.get("signed_in_at")
    if began is None or _older_than(LONGEST, began):
        return True
    return _older_than(IDLE, kept.get("active_at") or began)


def _older_than(age: timedelta, instant: float) -> bool:
    return clock.now().timestamp() - instant > age.total_seconds()


def _empty_session() -> None:
    language = session.get("language")
    session.clear()
    # Flask-WTF keeps the token it made for the session before; a form on this page needs the new.
    g.pop("csrf_token", None)
    if language is not None:
        session["language"] = language


def _note_activity(response: Response) -> Response:
    """Note that the sign-in is in use, after the page is built; a failure costs nothing."""
    if request.method != "GET" or response.status_code >= 400 or response.is_streamed:
        return response
    if not _older_than(NOTED_EVERY, session.get("active_at", 0)):
        return response
    if response.status_code == 204 and not _older_than(NOTED_EVERY, session.get("active_at", 0)):
        return response  # a page that asks whether anything is new: whose it is need not be known
    if (person := person_here()) is None:
        return response
    now = clock.now()
    session["active_at"] = now.timestamp()
    if person.last_active_at is None or now - person.last_active_at > NOTED_EVERY:
        with suppress(SQLAlchemyError), bookkeeping() as notes:
            query = update(Person).where(Person.id == person.person_id)
            notes.execute(query.values(last_active_at=now))
    return response
