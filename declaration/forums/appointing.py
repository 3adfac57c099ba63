"""Appointing the first of a forum's secretariat, from the command line."""

from dataclasses import replace

from sqlalchemy import select

from declaration.accounts.models import Person
from declaration.accounts.operations import introduce, set_password
from declaration.accounts.steps import fold_email, renew_rights
from declaration.extensions import db
from declaration.forums import steps
from declaration.forums.models import Forum, Invitation, Membership, MembershipRole
from declaration.forums.operations.invitations import Invitee, LinkOf, invite, send_again
from declaration.journal import SYSTEM, Actor, act
from declaration.procedure import Act, Role


def invite_to_secretariat(forum_key: str, email: str, name: str, *, link_of: LinkOf) -> str:
    """Invite somebody into the secretariat, or send their invitation again: the link they follow.

    Raises NoResultFound for an unknown forum, Invalid for somebody who takes part already.
    """
    forum, by = _forum(forum_key)
    links: list[str] = []

    def remembered(token: str) -> str:
        links.append(link_of(token))
        return links[-1]

    waiting = select(Invitation.id).where(
        Invitation.forum_id == forum.id,
        Invitation.email == fold_email(email),
        Invitation.used_at.is_(None),
        Invitation.revoked_at.is_(None),
    )
    invitation_id = db.session.scalars(waiting).first()
    if invitation_id is not None:
        send_again(invitation_id, by, link_of=remembered)
    else:
        invitee = Invitee(
            email=email,
            names={"ar": name},
            language="ar",
            delegation_key=None,
            roles=frozenset({Role.SECRETARIAT}),
        )
        invite(invitee, by, link_of=remembered)
    return links[-1]


def appoint_to_secretariat(forum_key: str, email: str, name: str, password: str) -> None:
    """Make somebody one of the secretariat, with this password.

    Raises NoResultFound for an unknown forum, Invalid for an unfit password.
    """
    _, by = _forum(forum_key)
    person = introduce(email, {"ar": name}, {}, "ar")
    set_password(person.person_id, password)
    with act(Act.GRANT_MEMBERSHIP, by=by) as entry:
        forum = db.session.get_one(Forum, by.forum_id, with_for_update=True)
        member = db.session.get_one(Person, person.person_id, with_for_update=True)
        _join_secretariat(forum, member)
        renew_rights(member)
        entry.about("person", member.name)
        entry.data(roles=[Role.SECRETARIAT])


def _join_secretariat(forum: Forum, person: Person) -> None:
    query = select(Membership).where(
        Membership.forum_id == forum.id,
        Membership.person_id == person.id,
        Membership.ended_at.is_(None),
    )
    membership = db.session.scalars(query).one_or_none()
    if membership is None:
        steps.new_membership(forum, person, None, [Role.SECRETARIAT])
    elif db.session.get(MembershipRole, (membership.id, Role.SECRETARIAT)) is None:
        db.session.add(MembershipRole(membership_id=membership.id, role=Role.SECRETARIAT))


def _forum(key: str) -> tuple[Forum, Actor]:
    forum = db.session.scalars(select(Forum).where(Forum.key == key)).one()
    return forum, replace(SYSTEM, log=forum.log, forum_id=forum.id)
