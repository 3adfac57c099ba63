"""Accounts opened from the command line for people who need no invitation."""

from dataclasses import replace

from sqlalchemy.exc import NoResultFound

from declaration.accounts.steps import SITE, person_by_email, renew_rights
from declaration.extensions import db
from declaration.journal import SYSTEM, act
from declaration.procedure.acts import Act


def give_password(email: str, hashed: str) -> None:
    """Let somebody sign in with a password that was hashed before. Raises NoResultFound."""
    with act(Act.CHANGE_PASSWORD, by=replace(SYSTEM, log=SITE)) as entry:
        person = person_by_email(email)
        if person is None:
            raise NoResultFound
        person.password = hashed
        renew_rights(person)
        db.session.flush()
        entry.about("person", person.name)
