"""Clients of a served forum, and a crowd of delegations to vote in it."""

import http.client
import secrets
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import Flask
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy import select

from declaration.accounts.models import Person
from declaration.accounts.steps import new_person
from declaration.database import begin_writing
from declaration.extensions import db
from declaration.forums.models import Delegation, DelegationKind, Forum, Presence, Sitting
from declaration.forums.steps import new_membership
from declaration.procedure import CredentialsState, Role
from declaration.text import sort_key
from tests.served import PATIENCE
from tests.world import password_hash

BALLOTS = "/tiny/text/text/ballots"


def crowd(size: int) -> list[str]:
    """So many more delegations, each with a delegate and present in the open sitting.

    Gives the delegates' addresses. Written straight into the tables: nobody's act is tested here.
    """
    begin_writing(db.session)
    forum = db.session.scalars(select(Forum)).one()
    sitting = db.session.scalars(select(Sitting).where(Sitting.number == 1)).one()
    addresses = []
    for number in range(size):
        names = {"ar": f"مدينة {number}", "en": f"City {number}"}
        delegation = Delegation(
            forum_id=forum.id,
            key=f"city-{number}",
            names=names,
            sort_key=sort_key(names["ar"]),
            kind=DelegationKind.CITY,
            votes=True,
            credentials=CredentialsState.ACCEPTED,
        )
        email = f"delegate.city-{number}@forum.example"
        db.session.add(delegation)
        person = new_person(email, names, office={})
        person.password = password_hash()
        new_membership(forum, person, delegation, [Role.DELEGATE])
        db.session.add(
            Presence(sitting_id=sitting.id, delegation_id=delegation.id, since=sitting.opened_at)
        )
        addresses.append(email)
    db.session.commit()
    return addresses


@dataclass
class Browser:
    """Somebody who has signed in, on a device that tries again when the line breaks."""

    port: int
    cookie: str
    token: str

    @classmethod
    def of(cls, app: Flask, email: str, port: int) -> "Browser":
        """Sign the person in by a cookie, as the sign-in page would have set it."""
        person = db.session.scalars(select(Person).where(Person.email == email)).one()
        csrf = secrets.token_hex(20)
        kept = {
            "_user_id": f"{person.id}:{person.rights_stamp}",
            "_fresh": True,
            "signed_in_at": time.time(),
            "csrf_token": csrf,
        }
        token = URLSafeTimedSerializer(app.secret_key, salt="wtf-csrf-token").dumps(csrf)
        serializer = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
        return cls(port, f"declaration={serializer.dumps(kept)}", token)

    def post(self, path: str, fields: Mapping[str, str]) -> int:
        """The status of the answer. Raises OSError or HTTPException when none came."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            line.request(
                "POST",
                path,
                urlencode({"csrf_token": self.token, **fields}),
                {"Cookie": self.cookie, "Content-Type": "application/x-www-form-urlencoded"},
            )
            answer = line.getresponse()
            answer.read()
            return answer.status
        finally:
            line.close()

    def post_until_answered(self, path: str, fields: Mapping[str, str]) -> int:
        """The same request, sent again until the server has answered it."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            with suppress(OSError, http.client.HTTPException):
                return self.post(path, fields)
        raise AssertionError(f"no answer to {path}")
