"""Following the meeting: one address all sitting for a delegate, one for the hall's screen."""

import secrets

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue

from declaration.drafting.context import this_declaration
from declaration.forums.context import acting, admit_reader, this_forum
from declaration.forums.queries import open_sitting
from declaration.plenary.agenda import agenda_of
from declaration.plenary.now import now_at, place_of
from declaration.plenary.views.blueprint import bp
from declaration.procedure.acts import Act
from declaration.voting.forms import ObjectionForm


@bp.get("/")
def now() -> ResponseReturnValue:
    """Waiting and voting: the question before the meeting, whenever there is one."""
    admit_reader()
    return _following("plenary/now.html")


@bp.get("/live")
def live() -> ResponseReturnValue:
    """The part of it that changes; 204 when it is as `seen`."""
    admit_reader()
    if request.args.get("seen") == place_of(this_declaration()).seen:
        return Response(status=204)
    return _following("plenary/now_live.html")


@bp.get("/hall")
def hall() -> ResponseReturnValue:
    """The hall's screen: no controls, nothing of anybody's own."""
    admit_reader()
    return _following("plenary/hall.html")


@bp.get("/hall/live")
def hall_live() -> ResponseReturnValue:
    """What changes on the hall's screen; 204 when it is as `seen`."""
    admit_reader()
    if request.args.get("seen") == place_of(this_declaration()).seen:
        return Response(status=204)
    return _following("plenary/hall_live.html")


def _following(template: str) -> str:
    declaration = this_declaration()
    return render_template(
        template,
        now=now_at(place_of(declaration), declaration, this_forum(), acting()),
        objection=ObjectionForm(formdata=None),
        key=secrets.token_urlsafe(12),
    )


@bp.get("/agenda")
def agenda() -> ResponseReturnValue:
    """What is still to be decided, clause by clause."""
    admit_reader()
    declaration = this_declaration()
    sitting = open_sitting(declaration.forum_id)
    return render_template(
        "plenary/agenda.html",
        agenda=agenda_of(declaration, sitting.id if sitting else None),
        may_settle=acting().can(Act.SETTLE_CLAUSE),
    )
