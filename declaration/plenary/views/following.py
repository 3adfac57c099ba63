"""Following the meeting: one address all sitting for a delegate, one for the hall's screen."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from flask import Response, current_app, g, render_template, request, session
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from declaration import clock
from declaration.drafting.context import this_declaration
from declaration.extensions import db
from declaration.formats import current_writing
from declaration.forums.context import acting, admit_reader, here, this_forum
from declaration.forums.models import Sitting
from declaration.forums.permissions import may_note_own_presence
from declaration.forums.queries import open_sitting, present_delegations
from declaration.journal import Actor
from declaration.plenary.agenda import agenda_of
from declaration.plenary.floor import SpeakersList, current_item
from declaration.plenary.now import Place, now_at, place_of
from declaration.plenary.own import editions_in, own_ballot
from declaration.plenary.permissions import may_ask_for_the_floor, may_take_up
from declaration.plenary.shown import FRESH, Kept
from declaration.plenary.views.blueprint import bp
from declaration.procedure import Floor
from declaration.procedure.acts import Act
from declaration.voting.forms import ObjectionForm
from declaration.voting.models import Ballot

PIECES = ("plenary/now_sitting.html", "plenary/now_question.html", "plenary/now_result.html")
"""What stands above, between and below what is a delegation's own."""
SCREEN = ("plenary/hall_screen.html",)
OWN: Final = "follows_for"
"""Where the session keeps the delegation for which a device follows the meeting."""


@dataclass(frozen=True)
class Followed:
    """Where a delegate's page is: the meeting's place, and how often each delegation has voted."""

    place: Place
    editions: Mapping[int, int]

    def seen(self, delegation_id: int | None) -> str:
        """Differs whenever this delegation's page would be drawn differently."""
        return f"{self.place.shared}.{self.editions.get(delegation_id or 0, 0)}"


@dataclass(frozen=True)
class ShownAlike:
    """What all are shown alike, and the rows that what is one's own is drawn from, detached."""

    pieces: tuple[Markup, ...]
    sitting: Sitting | None
    ballot: Ballot | None
    floor: SpeakersList | None
    present: frozenset[int]


_places: Final[Kept[Followed]] = Kept(FRESH)
_shown: Final[Kept[ShownAlike]] = Kept()


@bp.get("/")
def now() -> ResponseReturnValue:
    """Waiting and voting: the question before the meeting, whenever there is one."""
    admit_reader()
    if session.get(OWN) != acting().delegation_id:
        session[OWN] = acting().delegation_id
    return _followed_by_reader("plenary/now.html", _look())


@bp.get("/live")
def live() -> ResponseReturnValue:
    """The part of it that changes; 204 when it is as `seen`: five hundred devices ask this.

    What has not changed costs no statement, but for one that all devices of a moment share.
    """
    at = (current_app.config["SETTINGS"].database_url, g.forum_key, g.declaration_key)
    followed = _places.get(at, _look)
    if not followed.place.is_public:
        admit_reader()
    if request.args.get("seen") == followed.seen(session.get(OWN)):
        return Response(status=204)
    return _followed_by_reader("plenary/now_live.html", followed)


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


def place_here(*, counting: bool = False, for_the_chair: bool = False) -> Place:
    """Where the meeting is that the address names. Raises NoResultFound, which becomes a 404."""
    return place_of(g.forum_key, g.declaration_key, counting=counting, for_the_chair=for_the_chair)


def _look() -> Followed:
    place = place_here()
    return Followed(place, editions_in(place.ballot_id) if place.ballot_id else {})


def _followed_by_reader(template: str, followed: Followed) -> str:
    by = acting()
    alike = _shown_alike(followed.place, followed.place.shared, PIECES)
    ballot = own_ballot(alike.ballot, by) if alike.ballot is not None else None
    objects = ballot is not None and ballot.takes_objections
    speaks = alike.floor is not None and may_ask_for_the_floor(by)
    sitting = alike.sitting
    return render_template(
        template,
        place=followed.place,
        seen=followed.seen(by.delegation_id),
        pieces=alike.pieces,
        sitting=sitting,
        ballot=ballot,
        is_here=by.delegation_id in alike.present,
        own=by.delegation_id,
        own_key=by.delegation_key,
        notes_presence=sitting is not None and may_note_own_presence(by, sitting),
        list=alike.floor if speaks else None,
        floors=[each for each in Floor if alike.floor and alike.floor.takes(each)],
        at=clock.now(),
        objection=ObjectionForm(formdata=None) if objects else None,
        key=secrets.token_urlsafe(12),
    )


def _on_the_screen(template: str, place: Place) -> str:
    [screen] = _shown_alike(place, place.counted, SCREEN).pieces
    return render_template(template, place=place, screen=screen, at=clock.now())


def _shown_alike(place: Place, seen: str, templates: tuple[str, ...]) -> ShownAlike:
    """These parts as nobody in particular sees them, written once for all who read alike."""
    here()  # says how numbers and times are written

    def write() -> ShownAlike:
        forum, declaration = this_forum(), this_declaration()
        nobody = Actor(name="visitor", log=forum.log, forum_id=forum.id)
        now = now_at(place, declaration, forum, nobody)
        pieces = tuple(Markup(render_template(each, now=now)) for each in templates)  # noqa: S704
        present = present_delegations(place.sitting_id) if place.sitting_id else frozenset()
        # Kept longer than the session they came from, which would expire them when it ends.
        db.session.expunge_all()
        ballot = now.page.ballot if now.page is not None else None
        return ShownAlike(pieces, now.sitting, ballot, now.floor, present)

    database = current_app.config["SETTINGS"].database_url
    return _shown.get((database, templates, place.declaration_id, seen, current_writing()), write)


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
