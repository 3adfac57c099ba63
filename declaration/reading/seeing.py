"""What a page has displayed to somebody: noted after it is built, on whatever device it was."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Final

from flask import Flask, Response, g, request
from sqlalchemy.exc import SQLAlchemyError

from declaration.bookkeeping import end_reading
from declaration.drafting.models import Declaration
from declaration.forums.context import membership_here
from declaration.notices.operations import note_seen

_DISPLAYED: Final = "displayed"


def init_app(app: Flask) -> None:
    """Note after each page what it displayed."""
    app.after_request(_note)


def displays(declaration: Declaration, versions: Mapping[int, int], *, is_all: bool) -> None:
    """Say that the page being built displays these versions, by clause.

    `is_all` when they are the whole text: what does not stand in it any more is then known too.
    """
    setattr(g, _DISPLAYED, (declaration.id, dict(versions), is_all))


def _note(response: Response) -> Response:
    """Write it down in a transaction of its own; a failure costs nobody the page."""
    if request.method != "GET" or response.status_code != 200 or _DISPLAYED not in g:
        return response
    declaration_id, versions, is_all = g.pop(_DISPLAYED)
    with suppress(SQLAlchemyError):
        if (membership := membership_here()) is not None:
            note_seen(membership.id, declaration_id, versions, is_all=is_all)
    end_reading()
    return response
