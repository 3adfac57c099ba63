"""Pages and parts of them that follow from the record, kept as long as it has not grown."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import wraps
from typing import Final, ParamSpec, TypeVar

from flask import current_app, g, request, session
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import generate_csrf

from declaration import clock
from declaration.accounts.sign_in import has_expired
from declaration.journal.queries import extents
from declaration.remembering import remembered

P = ParamSpec("P")
T = TypeVar("T")

MOST: Final = 128
"""How many of them one process keeps: a few tens of kilobytes each."""

OLDEST: Final = 10
"""Seconds after which a page is made anew: what is counted without an act (seen, due) moves on."""


def kept(key: Hashable, make: Callable[[], T]) -> T:
    """A page, or a part of one, made now when it is not kept under `key`."""
    return remembered("pages", MOST).value(key, make)


def kept_for_its_reader(
    view: Callable[P, ResponseReturnValue],
) -> Callable[P, ResponseReturnValue]:
    """Answer with the page as this reader last got it, while no record of the installation grows.

    One statement. A grant, a new password, a sign-out everywhere are acts, so what a page kept
    here shows is what its reader may see. News of the reader's own last act, an address with
    questions in it and an expired sign-in are left to the view; the form token is the browser's.
    """

    @wraps(view)
    def answer(*given: P.args, **named: P.kwargs) -> ResponseReturnValue:
        if request.method != "GET" or request.args or "_flashes" in session:
            return view(*given, **named)
        reader = session.get("_user_id")
        if reader is not None and has_expired(session):
            return view(*given, **named)
        now = int(clock.now().timestamp()) // OLDEST
        key = (request.url, reader, session.get("language"), now, extents())
        page = kept(key, lambda: _keep(view(*given, **named)))
        if isinstance(page, _Page):
            return current_app.response_class(page.with_token(generate_csrf()))
        return page

    return answer


@dataclass(frozen=True)
class _Page:
    """A page as it goes over the wire, cut where a form says its token."""

    parts: list[bytes]

    def with_token(self, token: str) -> bytes:
        """The page for a browser whose forms say `token`."""
        return token.encode().join(self.parts)


def _keep(page: ResponseReturnValue) -> ResponseReturnValue | _Page:
    """What to keep of the answer just made: a page's bytes, and anything else as it is."""
    token = g.get("csrf_token")
    if isinstance(page, str) and token is not None:
        return _Page(page.encode().split(token.encode()))
    return page
