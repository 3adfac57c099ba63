"""The amendment that an address names, for those who may read it."""

import secrets

from flask import abort, request

from declaration.amendments.models import Amendment
from declaration.amendments.permissions import may_read
from declaration.amendments.queries import amendment_shown
from declaration.drafting.context import this_declaration
from declaration.forums.context import acting, admit_reader


def readable(amendment_id: int) -> Amendment:
    """The amendment with all a page shows; one that is not the reader's to see is not there."""
    admit_reader()
    amendment = amendment_shown(amendment_id)
    if amendment.declaration_id != this_declaration().id or not may_read(acting(), amendment):
        abort(404)
    return amendment


def seen() -> int | None:
    """The edition that the person was reading when they sent the form."""
    return request.form.get("seen", type=int)


def new_key() -> str:
    """A key under which what the form asks for is done once."""
    return secrets.token_urlsafe(12)
