"""Where a person is sent after an act: to the ballot, or back to the page they work from."""

import secrets

from flask import g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from declaration.accounts.returning import own_path
from declaration.forums.context import here
from declaration.voting.queries import ballot_id


def ballot_here(number: int) -> int:
    """The id of the ballot that the address names. Raises NoResultFound, which becomes a 404."""
    return ballot_id(here().forum_id, g.declaration_key, number)


def back(number: int, anchor: str = "") -> ResponseReturnValue:
    """To the page that the form was sent from, if it says which; else to the ballot's own."""
    wanted = own_path(request.form.get("next"))
    return redirect(wanted or url_for("voting.show", number=number, _anchor=anchor or None), 303)


def new_key() -> str:
    """A key under which what a form asks for is done once."""
    return secrets.token_urlsafe(12)
