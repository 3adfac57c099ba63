"""What stands at the top of every page: the forum, where one is, who one is, what is due."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any, Final

from flask import current_app, g, request, url_for
from flask_babel import gettext as _
from sqlalchemy import exists, select
from werkzeug.local import LocalProxy

from declaration import clock
from declaration.accounts.sign_in import person_here
from declaration.amendments.operations import window_of
from declaration.drafting.models import Declaration, Revision
from declaration.drafting.naming import names_to_tell_apart
from declaration.extensions import db
from declaration.formats import name_in
from declaration.forums.context import (
    MembershipHere,
    is_in_a_forum,
    membership_here,
    this_forum,
)
from declaration.http import locale
from declaration.notices.queries import unread_of
from declaration.procedure.acts import Role
from declaration.procedure.states import DeclarationState

AT_HAND: Final = {"reading.home", "reading.declaration", "plenary.now", "plenary.chair"}
"""The places at the foot of a phone's page, which has room for three and for the way to all."""


@dataclass(frozen=True)
class ForumMark:
    """The forum's names as the header shows them."""

    key: str
    name: dict[str, str]
    place: dict[str, str]


@dataclass(frozen=True)
class Deadline:
    """What comes next, and when."""

    label: str
    at: datetime


@dataclass(frozen=True)
class Header:
    """The values base.html asks for."""

    forum: ForumMark | None = None
    home_url: str = "/"
    nav: list[tuple[str, str, bool]] = field(default_factory=list)
    quick: list[tuple[str, str, bool, str]] = field(default_factory=list)
    declaration_name: dict[str, str] | None = None
    """What tells the declaration from the forum's others; None where it is the only one."""
    declaration_state: DeclarationState | None = None
    revision_label: str = ""
    deadline: Deadline | None = None
    person_name: str = ""
    person_role: str = ""
    profile_url: str = ""
    notices_url: str = ""
    notices_count: int = 0
    sign_in_url: str = ""
    sign_out_url: str = ""
    other_language_url: str = ""
    footer: list[tuple[str, str]] = field(default_factory=list)


def give_header() -> dict[str, Any]:
    """The context processor: `header`, made when a page asks for it, which parts of pages do not.

    Two statements in a forum, one more for a member, three more where there are several
    declarations, besides those that say who asks and where.
    """
    return {"header": LocalProxy(cache(_header))}


def _header() -> Header:
    person = person_here()
    language = locale()
    values: dict[str, Any] = {
        "sign_in_url": url_for("accounts.sign_in", next=request.full_path.rstrip("?")),
        "sign_out_url": url_for("accounts.sign_out"),
        "profile_url": url_for("accounts.profile"),
        "other_language_url": _in_other_language(language),
    }
    if person is not None:
        values["person_name"] = name_in(person.names, language)
    if is_in_a_forum():
        values |= _of_forum(language)
    return Header(**values)


def _in_other_language(language: str) -> str:
    other = "en" if language == "ar" else "ar"
    kept = [(k, v) for k, v in request.args.items(multi=True) if k != "lang"]
    if request.endpoint is None or request.method != "GET":
        return f"?lang={other}"
    return url_for(request.endpoint, **{**dict(kept), **_arguments(), "lang": other})


def _arguments() -> dict[str, Any]:
    values = dict(request.view_args or {})
    for name in ("forum_key", "declaration_key"):
        if name in g:
            values[name] = getattr(g, name)
    return values


def _of_forum(language: str) -> dict[str, Any]:
    forum, membership = this_forum(), membership_here()
    query = select(Declaration).where(Declaration.forum_id == forum.id).order_by(Declaration.id)
    declaration = g.get("declaration") or db.session.scalars(query.limit(1)).first()
    values: dict[str, Any] = {
        "forum": ForumMark(forum.key, forum.names, forum.place),
        "home_url": url_for("reading.home", forum_key=forum.key),
        "footer": _footer(forum.key, membership),
    }
    if membership is not None:
        values["person_role"] = _role(membership, language)
        values["notices_url"] = url_for("notices.index", forum_key=forum.key)
        values["notices_count"] = unread_of(membership.id)
    places: list[tuple[str, str, dict[str, Any], str]] = [(_("Home"), "reading.home", {}, "home")]
    if declaration is not None:
        at = {"declaration_key": declaration.key}
        values["declaration_state"] = declaration.state
        values["revision_label"], is_one_of_several = _newest_symbol(declaration)
        if is_one_of_several:
            values["declaration_name"] = names_to_tell_apart([forum.id])[declaration.id]
        values["deadline"] = _deadline(declaration)
        places += [
            (_("Declaration"), "reading.declaration", at, "text"),
            (_("Amendments"), "amendments.index", at, "pen"),
            (_("Ballots"), "voting.index", at, "ballot"),
        ]
        platform = _holds(membership, Role.SECRETARIAT) or _holds(membership, Role.CHAIR)
        followed = "plenary.chair" if platform else "plenary.now"
        places.append((_("Sitting now"), followed, at, "ballot"))
    if _holds(membership, Role.SECRETARIAT) and declaration is not None:
        places.append((_("Desk"), "merging.index", at, "queue"))
    places.append((_("Sittings"), "forums.sittings", {}, "chair"))
    places.append((_("Delegations"), "forums.delegations", {}, "people"))
    if declaration is not None and declaration.state in (
        DeclarationState.FROZEN,
        DeclarationState.CLOSED,
    ):
        places.append((_("Final text"), "endorsement.final", at, "check"))
    shown = [
        (
            (label, url_for(endpoint, forum_key=forum.key, **arguments), _is_here(endpoint)),
            endpoint,
            drawing,
        )
        for label, endpoint, arguments, drawing in places
        if endpoint in _endpoints()
    ]
    values["nav"] = [place for place, _endpoint, _drawing in shown]
    values["quick"] = [(*place, drawing) for place, at, drawing in shown if at in AT_HAND]
    return values


def _is_here(endpoint: str) -> bool:
    """Whether the page belongs to this place: a room's index stands for all its pages.

    Rooms with several places, forums and reading, mark the page itself alone.
    """
    here = request.endpoint or ""
    room = endpoint.partition(".")[0]
    return here == endpoint or (here.startswith(f"{room}.") and room not in {"forums", "reading"})


def _endpoints() -> set[str]:
    return set(current_app.view_functions)


def _newest_symbol(declaration: Declaration) -> tuple[str, bool]:
    """The symbol of its newest revision, and whether the forum has other declarations besides."""
    symbol = (
        select(Revision.symbol)
        .where(Revision.declaration_id == declaration.id, Revision.symbol.is_not(None))
        .order_by(Revision.serial.desc())
        .limit(1)
    )
    others = exists().where(
        Declaration.forum_id == declaration.forum_id, Declaration.id != declaration.id
    )
    found = db.session.execute(select(symbol.scalar_subquery(), others)).one()
    return found[0] or "", bool(found[1])


def _deadline(declaration: Declaration) -> Deadline | None:
    window = window_of(declaration)
    now = clock.now()
    if declaration.state is not DeclarationState.NEGOTIATION:
        return None
    if window.opens and now < window.opens:
        return Deadline(_("Amendments open"), window.opens)
    if window.closes and now < window.closes:
        return Deadline(_("Amendments close"), window.closes)
    return None


def _holds(membership: MembershipHere | None, role: Role) -> bool:
    return membership is not None and membership.holds(role)


def _role(membership: MembershipHere, language: str) -> str:
    if membership.delegation is not None:
        name = name_in(membership.delegation.names, language)
        return str(_("Delegation of %(name)s", name=name))
    words = {
        Role.SECRETARIAT: _("Secretariat"),
        Role.CHAIR: _("Chair"),
        Role.OBSERVER: _("Observer"),
        Role.DELEGATE: _("Delegate"),
        Role.SIGNATORY: _("Signatory"),
    }
    return next((word for role, word in words.items() if membership.holds(role)), "")


def _footer(forum_key: str, membership: MembershipHere | None) -> list[tuple[str, str]]:
    links = [(_("Rules of procedure"), "forums.settings")]
    if _holds(membership, Role.SECRETARIAT):
        links.append((_("Journal"), "reading.journal"))
        links.append((_("Outbox"), "forums.outbox"))
        links.append((_("People"), "forums.people"))
    return [
        (label, url_for(endpoint, forum_key=forum_key))
        for label, endpoint in links
        if endpoint in _endpoints()
    ]
