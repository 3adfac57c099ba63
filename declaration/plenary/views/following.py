"""Following the meeting: one address all sitting for a delegate, one for the hall's screen."""

import secrets

from flask import Response, g, render_template, request
from flask.typing import ResponseReturnValue

from declaration.drafting.context import this_declaration
from declaration.forums.context import acting, admit_reader, this_forum
from declaration.forums.permissions import may_note_own_presence
from declaration.forums.queries import open_sitting
from declaration.plenary.agenda import agenda_of
from declaration.plenary.floor import current_item
from declaration.plenary.now import Place, now_at, place_of
from declaration.plenary.permissions import may_ask_for_the_floor, may_take_up
from declaration.plenary.views.blueprint import bp
from declaration.procedure import Floor
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
    return _live("plenary/now_live.html")


@bp.get("/hall")
def hall() -> ResponseReturnValue:
    """The hall's screen: no controls, nothing of anybody's own."""
    admit_reader()
    return _following("plenary/hall.html")


@bp.get("/hall/live")
def hall_live() -> ResponseReturnValue:
    """What changes on the hall's screen; 204 when it is as `seen`."""
    return _live("plenary/hall_live.html")


def _live(template: str) -> ResponseReturnValue:
    """Five hundred devices ask this: what has not changed costs one statement."""
    place = place_here()
    if not place.is_public:
        admit_reader()
    if request.args.get("seen") == place.seen:
        return Response(status=204)
    return _following(template, place)


def place_here(*, for_the_chair: bool = False) -> Place:
    """Where the meeting is that the address names. Raises NoResultFound, which becomes a 404."""
    return place_of(g.forum_key, g.declaration_key, for_the_chair=for_the_chair)


def _following(template: str, place: Place | None = None) -> str:
    by = acting()
    now = now_at(place or place_here(), this_declaration(), this_forum(), by)
    return render_template(
        template,
        now=now,
        own=by.delegation_id,
        own_key=by.delegation_key,
        notes_presence=now.sitting is not None and may_note_own_presence(by, now.sitting),
        asks_for_the_floor=now.sitting is not None and may_ask_for_the_floor(by),
        floors=[each for each in Floor if now.floor and now.floor.takes(each)],
        objection=ObjectionForm(formdata=None),
        key=secrets.token_urlsafe(12),
    )


@bp.get("/agenda")
def agenda() -> ResponseReturnValue:
    """What is still to be decided, clause by clause."""
    admit_reader()
    declaration = this_declaration()
    sitting = open_sitting(declaration.forum_id)
    item = current_item(sitting.id) if sitting is not None else None
    return render_template(
        "plenary/agenda.html",
        agenda=agenda_of(declaration, sitting.id if sitting else None),
        taken_up=item.clause_id if item is not None else None,
        may_settle=acting().can(Act.SETTLE_CLAUSE),
        may_take_up=sitting is not None and may_take_up(acting()),
        key=secrets.token_urlsafe(12),
    )
