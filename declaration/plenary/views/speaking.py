"""Taking up a clause, asking for the floor, giving it: each a form of one button."""

from contextlib import suppress

from flask import abort, flash, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.exc import NoResultFound

from declaration.drafting.context import this_declaration
from declaration.drafting.queries import clause_named
from declaration.forums.context import require
from declaration.journal import Repeated
from declaration.plenary import speaking
from declaration.plenary.forms import StageForm
from declaration.plenary.views.blueprint import bp
from declaration.plenary.views.returning import back
from declaration.procedure import Floor


@bp.post("/items")
def take_up() -> ResponseReturnValue:
    """Put a clause before the meeting, or a general debate."""
    by, key = require(), request.form.get("clause", "")
    try:
        clause_id = clause_named(this_declaration().id, key).id if key else None
    except NoResultFound:
        abort(404)
    if StageForm().validate_on_submit():
        with suppress(Repeated):
            speaking.take_up(clause_id, by)
    return back("plenary.chair")


@bp.post("/floor")
def ask_for_floor() -> ResponseReturnValue:
    """Ask for the floor for one's delegation."""
    by, floor = require(), _floor()
    if StageForm().validate_on_submit():
        with suppress(Repeated):
            speaking.request_floor(floor, by)
            flash(_("Your delegation is on the list of speakers."))
    return back("plenary.now")


@bp.post("/floor/withdrawal")
def withdraw_request() -> ResponseReturnValue:
    """Take the request back."""
    by, floor = require(), _floor()
    if StageForm().validate_on_submit():
        with suppress(Repeated):
            speaking.withdraw_request(floor, by)
            flash(_("The request for the floor is taken back."))
    return back("plenary.now")


@bp.post("/floor/giving")
def give_floor() -> ResponseReturnValue:
    """Give the floor to who comes next."""
    by = require()
    if StageForm().validate_on_submit():
        with suppress(Repeated):
            speaking.give_floor(request.form.get("request", 0, type=int), by)
    return back("plenary.chair")


@bp.post("/floor/end")
def end_turn() -> ResponseReturnValue:
    """Thank who speaks."""
    by = require()
    if StageForm().validate_on_submit():
        with suppress(Repeated):
            speaking.end_turn(by)
    return back("plenary.chair")


@bp.post("/floor/closing")
def close_list() -> ResponseReturnValue:
    """Take no more requests on what was taken up."""
    by = require()
    if StageForm().validate_on_submit():
        with suppress(Repeated):
            speaking.close_list(by)
    return back("plenary.chair")


def _floor() -> Floor:
    try:
        return Floor(request.form.get("floor", ""))
    except ValueError:
        abort(400)
