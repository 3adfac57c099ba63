"""Watching a clause or an amendment: a button on its page, one door to begin and one to end."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from declaration.amendments.models import Amendment
from declaration.amendments.permissions import may_read
from declaration.amendments.queries import amendment_shown
from declaration.comments.permissions import may_read_on_clause
from declaration.drafting.context import this_declaration
from declaration.drafting.models import Clause
from declaration.drafting.queries import clause_named
from declaration.forums.context import acting, membership_here, require
from declaration.journal import Actor
from declaration.notices import operations
from declaration.notices.queries import watches_amendment, watches_clause
from declaration.notices.views.blueprint import bp

CLAUSE = "/text/<declaration_key>/clauses/<clause_key>"
AMENDMENT = "/text/<declaration_key>/amendments/<int:amendment_id>"


@dataclass(frozen=True)
class WatchButton:
    """The button of a page: what it does now, and where it is sent."""

    is_watching: bool
    action: str


def give_watch() -> dict[str, Any]:
    """The context processor: `watch`, on the pages of clauses and amendments, for members.

    One statement there, none elsewhere.
    """
    values = request.view_args or {}
    make = _BUTTONS.get(request.endpoint or "")
    if make is None or membership_here() is None:
        return {"watch": None}
    return {"watch": make(acting(), **values)}


def _for_clause(by: Actor, clause_key: str) -> WatchButton:
    assert by.membership_id is not None
    watching = watches_clause(by.membership_id, this_declaration().id, clause_key)
    endpoint = "notices.unwatch_clause" if watching else "notices.watch_clause"
    return WatchButton(watching, url_for(endpoint, clause_key=clause_key))


def _for_amendment(by: Actor, amendment_id: int) -> WatchButton:
    assert by.membership_id is not None
    watching = watches_amendment(by.membership_id, amendment_id)
    endpoint = "notices.unwatch_amendment" if watching else "notices.watch_amendment"
    return WatchButton(watching, url_for(endpoint, amendment_id=amendment_id))


_BUTTONS: Final[Mapping[str, Callable[..., WatchButton]]] = {
    "reading.clause": _for_clause,
    "amendments.show": _for_amendment,
}


@bp.post(f"{CLAUSE}/watch")
def watch_clause(clause_key: str) -> ResponseReturnValue:
    """Watch the clause."""
    by = require()
    clause = _clause(by, clause_key)
    operations.watch_clause(by, clause.id)
    return _back(_("You will be told of what becomes of this clause."), clause_key=clause_key)


@bp.post(f"{CLAUSE}/unwatch")
def unwatch_clause(clause_key: str) -> ResponseReturnValue:
    """Watch the clause no more."""
    by = require()
    clause = _clause(by, clause_key)
    operations.unwatch_clause(by, clause.id)
    return _back(_("You do not watch this clause any more."), clause_key=clause_key)


@bp.post(f"{AMENDMENT}/watch")
def watch_amendment(amendment_id: int) -> ResponseReturnValue:
    """Watch the amendment."""
    by = require()
    amendment = _amendment(by, amendment_id)
    operations.watch_amendment(by, amendment.id)
    told = _("You will be told of what becomes of this amendment.")
    return _back(told, amendment_id=amendment_id)


@bp.post(f"{AMENDMENT}/unwatch")
def unwatch_amendment(amendment_id: int) -> ResponseReturnValue:
    """Watch the amendment no more."""
    by = require()
    amendment = _amendment(by, amendment_id)
    operations.unwatch_amendment(by, amendment.id)
    told = _("You do not watch this amendment any more.")
    return _back(told, amendment_id=amendment_id)


def _clause(by: Actor, clause_key: str) -> Clause:
    clause = clause_named(this_declaration().id, clause_key)
    if not may_read_on_clause(by, clause):
        abort(404)
    return clause


def _amendment(by: Actor, amendment_id: int) -> Amendment:
    amendment = amendment_shown(amendment_id)
    if amendment.declaration_id != this_declaration().id or not may_read(by, amendment):
        abort(404)
    return amendment


def _back(told: str, **values: Any) -> ResponseReturnValue:
    """To the page the button was on: the thing itself, or the list of what is watched."""
    flash(told)
    if request.form.get("from") == "choices":
        return redirect(url_for("notices.choices", _anchor="watched"), 303)
    endpoint = "reading.clause" if "clause_key" in values else "amendments.show"
    return redirect(url_for(endpoint, **values), 303)
