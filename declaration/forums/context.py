"""Which forum an address speaks of, and who acts there: asked by views, given to operations."""

from typing import Any, Final, TypeVar

from flask import Flask, abort, current_app, g, redirect, request, url_for
from flask_login import current_user
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from declaration.accounts.sign_in import is_twofold, person_here
from declaration.config import Settings
from declaration.extensions import db, login_manager
from declaration.forums.models import Forum, Membership
from declaration.journal import Actor, Channel
from declaration.procedure import NotPermitted, Role
from declaration.procedure.acts import Act

T = TypeVar("T")

TWOFOLD: Final = frozenset({Role.SECRETARIAT, Role.SIGNATORY})
"""The roles in which one person's password would put the whole text at risk."""


def init_app(app: Flask) -> None:
    """Take the forum's key out of every address, and put it back into those we make."""
    app.url_value_preprocessor(_take_forum_key)
    app.url_defaults(_give_forum_key)


def _take_forum_key(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    if values and "forum_key" in values:
        g.forum_key = values.pop("forum_key")


def _give_forum_key(endpoint: str, values: dict[str, Any]) -> None:
    if "forum_key" in values or "forum_key" not in g:
        return
    if current_app.url_map.is_endpoint_expecting(endpoint, "forum_key"):
        values["forum_key"] = g.forum_key


def this_forum() -> Forum:
    """The forum the address names. Raises NoResultFound, which becomes a 404. One statement."""
    if "forum" not in g:
        query = select(Forum).where(Forum.key == g.forum_key)
        g.forum = _kept(db.session.scalars(query).one())
    return g.forum


def membership_here() -> Membership | None:
    """The signed-in person's live membership of this forum, with delegation and roles.

    One statement.
    """
    if "membership" not in g:
        g.membership = None
        if (person := person_here()) is not None:
            query = (
                select(Membership)
                .where(
                    Membership.forum_id == this_forum().id,
                    Membership.person_id == person.person_id,
                    Membership.ended_at.is_(None),
                )
                .options(joinedload(Membership.delegation), joinedload(Membership.roles))
            )
            membership = db.session.scalars(query).unique().one_or_none()
            if membership is not None:
                _kept(membership, membership.delegation, *membership.roles)
            g.membership = membership
    return g.membership


def _kept(row: T, *others: object) -> T:
    """Take rows out of the session: an act ends the reading they came from, a page goes on."""
    for each in (row, *others):
        if each is not None:
            db.session.expunge(each)
    return row


def acting() -> Actor:
    """Who acts in this request: somebody of this forum, somebody signed in, or a visitor."""
    forum, person, membership = this_forum(), person_here(), membership_here()
    if "actor" not in g:
        _ask_for_second_step(membership)
        delegation = membership.delegation if membership else None
        g.actor = Actor(
            name=person.name if person else "visitor",
            person_id=person.person_id if person else None,
            log=forum.log,
            forum_id=forum.id,
            membership_id=membership.id if membership else None,
            delegation_id=delegation.id if delegation else None,
            delegation_key=delegation.key if delegation else None,
            roles=frozenset(r.role for r in membership.roles) if membership else frozenset(),
            channel=Channel.PAGE,
            key=request.form.get("key") or None,
        )
    return g.actor


def _ask_for_second_step(membership: Membership | None) -> None:
    """Let nobody act as secretariat or signatory whose sign-in took one step alone.

    Where the installation asks for two: then they are led to set the second.
    """
    settings: Settings = current_app.config["SETTINGS"]
    if membership is None or not settings.requires_second_factor or is_twofold():
        return
    if TWOFOLD & {each.role for each in membership.roles}:
        back = request.full_path.rstrip("?") if request.method == "GET" else None
        abort(redirect(url_for("accounts.second_step_settings", next=back), 303))


def admit_reader() -> None:
    """Let members read, and everybody where the forum is public; send others to sign in.

    Raises NotPermitted for people of other forums.
    """
    if this_forum().public or membership_here() is not None:
        return
    _send_away()


def require(*roles: Role) -> Actor:
    """The actor, who must hold one of `roles` here (any, when none is named).

    For pages; operations ask the kernel's table. Raises NotPermitted.
    """
    actor = acting()
    if membership_here() is not None and (not roles or actor.roles & set(roles)):
        return actor
    _send_away()
    raise AssertionError


def _send_away() -> None:
    if not current_user.is_authenticated:
        abort(login_manager.unauthorized())
    raise NotPermitted(Act.GRANT_MEMBERSHIP)
