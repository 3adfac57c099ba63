"""Following the meeting: one address all sitting for a delegate, one for the hall's screen."""

import secrets

from flask import Response, g, render_template, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from declaration import clock
from declaration.accounts.sign_in import person_here
from declaration.drafting.context import this_declaration
from declaration.extensions import db
from declaration.formats import current_writing
from declaration.forums.context import acting, admit_reader, this_forum
from declaration.forums.models import Sitting
from declaration.forums.permissions import may_note_own_presence
from declaration.forums.queries import open_sitting
from declaration.journal import Actor
from declaration.plenary.agenda import agenda_of
from declaration.plenary.floor import current_item, speakers_list
from declaration.plenary.now import Place, now_at, place_of
from declaration.plenary.own import is_present, own_ballot
from declaration.plenary.permissions import may_ask_for_the_floor, may_take_up
from declaration.plenary.shown import shown
from declaration.plenary.views.blueprint import bp
from declaration.procedure import Floor, Rules
from declaration.procedure.acts import Act
from declaration.voting.forms import ObjectionForm

PIECES = ("plenary/now_sitting.html", "plenary/now_question.html", "plenary/now_result.html")
"""What stands above, between and below what is a delegation's own."""


@bp.get("/")
def now() -> ResponseReturnValue:
    """Waiting and voting: the question before the meeting, whenever there is one."""
    admit_reader()
    return _followed("plenary/now.html", _place_of_reader())


@bp.get("/live")
def live() -> ResponseReturnValue:
    """The part of it that changes; 204 when it is as `seen`: five hundred devices ask this."""
    place = _place_of_reader()
    if not place.is_public:
        admit_reader()
    if request.args.get("seen") == place.seen:
        return Response(status=204)
    return _followed("plenary/now_live.html", place)


@bp.get("/hall")
def hall() -> ResponseReturnValue:
    """The hall's screen: no controls, nothing of anybody's own."""
    admit_reader()
    return _on_the_screen("plenary/hall.html", place_here(counting=True))


@bp.get("/hall/live")
def hall_live() -> ResponseReturnValue:
    """What changes on the hall's screen; 204 when it is as `seen`."""
    place = place_here(counting=True)
    if not place.is_public:
        admit_reader()
    if request.args.get("seen") == place.counted:
        return Response(status=204)
    return _on_the_screen("plenary/hall_live.html", place)


def place_here(
    *, person_id: int | None = None, counting: bool = False, for_the_chair: bool = False
) -> Place:
    """Where the meeting is that the address names. Raises NoResultFound, which becomes a 404."""
    return place_of(
        g.forum_key,
        g.declaration_key,
        person_id=person_id,
        counting=counting,
        for_the_chair=for_the_chair,
    )


def _place_of_reader() -> Place:
    person = person_here()
    return place_here(person_id=person.person_id if person else None)


def _followed(template: str, place: Place) -> str:
    by, forum, declaration = acting(), this_forum(), this_declaration()
    sitting = db.session.get_one(Sitting, place.sitting_id) if place.sitting_id else None
    speaks = sitting is not None and may_ask_for_the_floor(by)
    listed = speakers_list(sitting.id, Rules.of(forum.rules)) if sitting and speaks else None
    return render_template(
        template,
        place=place,
        pieces=_shown_alike(place, place.shared, PIECES),
        sitting=sitting,
        ballot=own_ballot(declaration.id, place, by),
        is_here=is_present(place, by.delegation_id),
        own=by.delegation_id,
        own_key=by.delegation_key,
        notes_presence=sitting is not None and may_note_own_presence(by, sitting),
        list=listed,
        floors=[each for each in Floor if listed and listed.takes(each)],
        at=clock.now(),
        objection=ObjectionForm(formdata=None),
        key=secrets.token_urlsafe(12),
    )


def _on_the_screen(template: str, place: Place) -> str:
    [screen] = _shown_alike(place, place.counted, ("plenary/hall_screen.html",))
    return render_template(template, place=place, screen=screen, at=clock.now())


def _shown_alike(place: Place, seen: str, templates: tuple[str, ...]) -> tuple[Markup, ...]:
    """These parts as nobody in particular sees them, written once for all who read alike."""
    forum, writing = this_forum(), current_writing()

    def write() -> tuple[Markup, ...]:
        nobody = Actor(name="visitor", log=forum.log, forum_id=forum.id)
        now = now_at(place, this_declaration(), forum, nobody)
        return tuple(Markup(render_template(each, now=now)) for each in templates)  # noqa: S704

    return shown((templates, this_declaration().id, seen, writing), write)


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
