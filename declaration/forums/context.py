"""Which forum an address speaks of, and who acts there: asked by views, given to operations."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final

from flask import Flask, abort, current_app, g, redirect, request, url_for
from flask_login import current_user
from sqlalchemy import and_, bindparam, select
from sqlalchemy.exc import NoResultFound, SQLAlchemyError

from declaration.accounts.sign_in import is_twofold, person_here
from declaration.config import Settings
from declaration.extensions import db, login_manager
from declaration.formats import OF_NO_FORUM
from declaration.forums.models import Delegation, Digits, Forum, Membership, MembershipRole
from declaration.journal import Actor, Channel
from declaration.procedure import NotPermitted, Role
from declaration.procedure.acts import Act

TWOFOLD: Final = frozenset({Role.SECRETARIAT, Role.SIGNATORY})
"""The roles in which one person's password would put the whole text at risk."""


@dataclass(frozen=True)
class DelegationHere:
    """The delegation that somebody is a member of."""

    id: int
    key: str
    names: dict[str, str]


@dataclass(frozen=True)
class MembershipHere:
    """The live membership of whoever asks, in the forum of the address."""

    id: int
    delegation: DelegationHere | None
    roles: frozenset[Role]

    def holds(self, role: Role) -> bool:
        """Whether the person has this role in the forum."""
        return role in self.roles


@dataclass(frozen=True)
class Here:
    """The forum of the address as far as every request asks, and the asker's part in it."""

    forum_id: int
    log: str
    is_public: bool
    digits: Digits
    zone: str
    membership: MembershipHere | None


# Made once, since that costs as much as to ask.
_forum, _membership = Forum.__table__.c, Membership.__table__.c
_delegation, _role = Delegation.__table__.c, MembershipRole.__table__.c
_FORUM: Final = select(Forum).where(Forum.key == bindparam("forum_key"))
_HERE: Final = (
    select(
        _forum.id.label("forum_id"),
        _forum.log,
        _forum.public,
        _forum.digits,
        _forum.zone,
        _membership.id.label("membership_id"),
        _delegation.id.label("delegation_id"),
        _delegation.key,
        _delegation.names,
        _role.role,
    )
    .outerjoin_from(
        Forum.__table__,
        Membership.__table__,
        and_(
            _membership.forum_id == _forum.id,
            _membership.person_id == bindparam("person_id"),
            _membership.ended_at.is_(None),
        ),
    )
    .outerjoin(Delegation.__table__, _delegation.id == _membership.delegation_id)
    .outerjoin(MembershipRole.__table__, _role.membership_id == _membership.id)
    .where(_forum.key == bindparam("forum_key"))
)


def init_app(app: Flask) -> None:
    """Take the forum's key out of every address, and put it back into those we make."""
    app.url_value_preprocessor(_take_forum_key)
    app.url_defaults(_give_forum_key)
    app.extensions[OF_NO_FORUM] = _digits_of_no_forum


def _take_forum_key(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    if values and "forum_key" in values:
        g.forum_key = values.pop("forum_key")


def _give_forum_key(endpoint: str, values: dict[str, Any]) -> None:
    if "forum_key" in values or "forum_key" not in g:
        return
    if current_app.url_map.is_endpoint_expecting(endpoint, "forum_key"):
        values["forum_key"] = g.forum_key


def _digits_of_no_forum() -> Digits:
    """The digits that every forum here has chosen, Western when they differ. One statement.

    Western too where the database does not answer: an error must still be told.
    """
    if "digits" not in g:
        g.digits = Digits.WESTERN
        with suppress(SQLAlchemyError):
            chosen = db.session.scalars(select(_forum.digits).distinct()).all()
            g.digits = chosen[0] if len(chosen) == 1 else Digits.WESTERN
    digits: Digits = g.digits
    return digits


def this_forum() -> Forum:
    """The forum the address names. Raises NoResultFound, which becomes a 404. One statement."""
    if "forum" not in g:
        forum = db.session.scalars(_FORUM, {"forum_key": g.forum_key}).one()
        db.session.expunge(forum)  # an act ends the reading it came from, a page goes on
        g.forum = forum
    return g.forum


def here() -> Here:
    """What every request asks about its forum and its person there.

    Raises NoResultFound, which becomes a 404. One statement.
    """
    if "here" not in g:
        person = person_here()
        asked = {"forum_key": g.forum_key, "person_id": person.person_id if person else None}
        rows = db.session.connection().execute(_HERE, asked).all()
        if not rows:
            raise NoResultFound(g.forum_key)
        forum = rows[0]
        g.here = Here(
            forum.forum_id,
            forum.log,
            forum.public,
            forum.digits,
            forum.zone,
            _membership_of(rows),
        )
    return g.here


def is_in_a_forum() -> bool:
    """Whether the address names a forum, and one that exists, as far as anybody has asked yet."""
    return "here" in g or "forum" in g


def membership_here() -> MembershipHere | None:
    """The signed-in person's live membership of this forum. One statement, that of `here`."""
    return here().membership


def _membership_of(rows: Sequence[Any]) -> MembershipHere | None:
    one = rows[0]
    if one.membership_id is None:
        return None
    delegation = None
    if one.delegation_id is not None:
        delegation = DelegationHere(one.delegation_id, one.key, one.names)
    roles = frozenset(row.role for row in rows if row.role is not None)
    return MembershipHere(one.membership_id, delegation, roles)


def acting() -> Actor:
    """Who acts in this request: somebody of this forum, somebody signed in, or a visitor."""
    place, person = here(), person_here()
    if "actor" not in g:
        membership = place.membership
        _ask_for_second_step(membership)
        delegation = membership.delegation if membership else None
        g.actor = Actor(
            name=person.name if person else "visitor",
            person_id=person.person_id if person else None,
            log=place.log,
            forum_id=place.forum_id,
            membership_id=membership.id if membership else None,
            delegation_id=delegation.id if delegation else None,
            delegation_key=delegation.key if delegation else None,
            roles=membership.roles if membership else frozenset(),
            channel=Channel.PAGE,
            key=request.form.get("key") or None,
        )
    return g.actor


def _ask_for_second_step(membership: MembershipHere | None) -> None:
    """Let nobody act as secretariat or signatory whose sign-in took one step alone.

    Where the installation asks for two: then they are led to set the second.
    """
    settings: Settings = current_app.config["SETTINGS"]
    if membership is None or not settings.requires_second_factor or is_twofold():
        return
    if TWOFOLD & membership.roles:
        back = request.full_path.rstrip("?") if request.method == "GET" else None
        abort(redirect(url_for("accounts.second_step_settings", next=back), 303))


def admit_reader() -> None:
    """Let members read, and everybody where the forum is public; send others to sign in.

    Raises NotPermitted for people of other forums.
    """
    if here().is_public or membership_here() is not None:
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
