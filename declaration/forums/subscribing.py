"""Addresses that a calendar or a feed reader opens for a member of a forum that is not public."""

from typing import Final

from flask import current_app, request
from itsdangerous import BadData, URLSafeSerializer
from sqlalchemy import select

from declaration.accounts.models import Person
from declaration.extensions import db
from declaration.forums.context import admit_reader, here
from declaration.forums.models import Membership

_SALT: Final = "subscription"


def subscription_key() -> str | None:
    """What a program shows in place of the sign-in of who asks; None where it need show nothing.

    It opens the feed and the calendar alone, and ends with the membership, and when password or
    rights change. One statement where the forum is not public.
    """
    place = here()
    if place.is_public or place.membership is None:
        return None
    stamp = _stamp_of(place.membership.id)
    return str(_keys().dumps([place.membership.id, stamp]))


def admit_subscriber() -> None:
    """Let in whoever may read the forum, and programs that show the key of a member.

    Raises NotPermitted for people of other forums.
    """
    if not _shows_a_key():
        admit_reader()


def _shows_a_key() -> bool:
    try:
        membership_id, stamp = _keys().loads(request.args.get("key", ""))
    except (BadData, ValueError, TypeError):
        return False
    return stamp is not None and _stamp_of(membership_id) == stamp


def _stamp_of(membership_id: int) -> int | None:
    query = (
        select(Person.rights_stamp)
        .join(Membership, Membership.person_id == Person.id)
        .where(
            Membership.id == membership_id,
            Membership.forum_id == here().forum_id,
            Membership.ended_at.is_(None),
        )
    )
    return db.session.scalars(query).one_or_none()


def _keys() -> URLSafeSerializer:
    secret = current_app.secret_key
    assert secret is not None
    return URLSafeSerializer(secret, salt=_SALT)
