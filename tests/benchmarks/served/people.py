"""People of the sample in their browsers: what each one's cookie says, made without a password."""

import secrets
from dataclasses import dataclass

from flask import Flask, session
from flask_wtf.csrf import generate_csrf
from sqlalchemy import select

from declaration import clock
from declaration.accounts.models import Person
from declaration.extensions import db


@dataclass(frozen=True)
class Browser:
    """What a signed-in person's browser sends along."""

    cookie: str
    csrf_token: str

    def form(self, **typed: str) -> dict[str, str]:
        """A form that was never sent before."""
        return {"csrf_token": self.csrf_token, "key": secrets.token_urlsafe(12), **typed}


def browser_of(app: Flask, email: str) -> Browser:
    """The browser of somebody who has just signed in. Raises NoResultFound."""
    with app.test_request_context():
        person = db.session.scalars(select(Person).where(Person.email == email)).one()
        now = clock.now().timestamp()
        session.permanent = True
        session["signed_in_at"] = session["active_at"] = session["proved_at"] = now
        session["_user_id"] = f"{person.id}:{person.rights_stamp}"
        session["_fresh"] = True
        token = generate_csrf()
        signer = app.session_interface.get_signing_serializer(app)
        written = signer.dumps(dict(session))
    return Browser(f"{app.config['SESSION_COOKIE_NAME']}={written}", token)
