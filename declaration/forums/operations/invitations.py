"""Inviting people into a forum, and accepting an invitation."""

import hashlib
import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import select

from declaration import clock
from declaration.accounts.models import Person
from declaration.accounts.operations import introduce
from declaration.accounts.sign_in import SignedIn, signed_in_as
from declaration.accounts.steps import fold_email, renew_rights
from declaration.extensions import db
from declaration.formats import name_in
from declaration.forums import steps
from declaration.forums.models import (
    Delegation,
    Forum,
    Invitation,
    Membership,
    MembershipRole,
)
from declaration.forums.roles import role_faults, role_words
from declaration.journal import Actor, act
from declaration.messages.steps import post
from declaration.procedure import Act, Invalid, NotPermitted, Role

VALID_FOR: Final = timedelta(days=14)
"""From its sending to the end of an invitation."""

LETTER: Final = "invitation"
"""The kind of letter by which somebody is invited."""

TAKES_PART: Final = "Somebody with this address takes part already."
IS_INVITED: Final = "This address has been invited already. Send that invitation again instead."
OTHER_DELEGATION: Final = "This person takes part for another delegation."
UNKNOWN_DELEGATION: Final = "There is no such delegation."
IS_USED: Final = "This invitation has been used. Sign in with the password you chose."
IS_REVOKED: Final = "This invitation was taken back by the secretariat."
HAS_EXPIRED: Final = "This invitation has expired. Ask the secretariat to send another."

LinkOf = Callable[[str], str]
"""From an invitation's token to the address of the page where it is accepted."""


@dataclass(frozen=True, kw_only=True)
class Invitee:
    """Who is invited, and as what."""

    email: str
    names: dict[str, str]
    language: str
    delegation_key: str | None
    roles: frozenset[Role]


@dataclass(frozen=True, kw_only=True)
class Acceptance:
    """What somebody says of themselves when they accept."""

    names: dict[str, str]
    office: dict[str, str]
    language: str
    password_hash: str | None
    """None for somebody who has an account, and has signed in to it."""


def fault_of(invitation: Invitation) -> str | None:
    """Why the invitation can no longer be accepted: a message id; None when it can."""
    if invitation.used_at is not None:
        return IS_USED
    if invitation.revoked_at is not None:
        return IS_REVOKED
    return HAS_EXPIRED if invitation.expires_at <= clock.now() else None


def faults_of(invitees: Iterable[Invitee], forum_id: int) -> list[dict[str, list[str]]]:
    """What is wrong with each invitee, by field; an empty mapping where nothing is.

    Four statements, however many invitees.
    """
    of_forum = Delegation.forum_id == forum_id
    delegations = {
        each.key: each for each in db.session.scalars(select(Delegation).where(of_forum))
    }
    members = _members_by_email(forum_id)
    invited = _open_invitations(forum_id)
    return [_faults_of(each, delegations, members, invited) for each in invitees]


def invite(invitee: Invitee, by: Actor, *, link_of: LinkOf) -> None:
    """Send somebody a link with which they join the forum. Raises Invalid, NotPermitted."""
    with act(Act.INVITE, by=by) as entry:
        by.must(Act.INVITE)
        assert by.forum_id is not None
        forum = db.session.get_one(Forum, by.forum_id, with_for_update=True)
        (faults,) = faults_of([invitee], forum.id)
        if faults:
            raise Invalid(faults)
        delegation = _delegation(forum.id, invitee.delegation_key)
        token, digest = _new_token()
        invitation = Invitation(
            forum_id=forum.id,
            delegation_id=delegation.id if delegation else None,
            email=fold_email(invitee.email),
            names=invitee.names,
            language=invitee.language,
            roles=sorted(invitee.roles),
            digest=digest,
            sent_at=entry.at,
            expires_at=entry.at + VALID_FOR,
        )
        db.session.add(invitation)
        db.session.flush()
        _post(invitation, forum, delegation, link_of(token))
        entry.about("invitation", invitation.id)
        entry.data(**_said_of(invitation, delegation), expires=_moment(invitation.expires_at))
        entry.seal(email=invitation.email, name=invitee.names.get("ar"))


def send_again(invitation_id: int, by: Actor, *, link_of: LinkOf) -> None:
    """Send an open invitation once more, with a new link; the old one no longer works.

    Raises Invalid when it was used or revoked, NotPermitted.
    """
    with act(Act.INVITE, by=by) as entry:
        by.must(Act.INVITE)
        invitation = _open_invitation(invitation_id, by)
        forum = db.session.get_one(Forum, invitation.forum_id)
        delegation = _delegation_by_id(invitation.delegation_id)
        token, invitation.digest = _new_token()
        invitation.sent_at, invitation.expires_at = entry.at, entry.at + VALID_FOR
        _post(invitation, forum, delegation, link_of(token))
        entry.about("invitation", invitation.id)
        entry.data(**_said_of(invitation, delegation), expires=_moment(invitation.expires_at))
        entry.seal(email=invitation.email)


def revoke_invitation(invitation_id: int, by: Actor) -> None:
    """Take an invitation back before it is used. Raises Invalid, NotPermitted."""
    with act(Act.REVOKE_INVITATION, by=by) as entry:
        by.must(Act.REVOKE_INVITATION)
        invitation = _open_invitation(invitation_id, by)
        invitation.revoked_at = entry.at
        entry.about("invitation", invitation.id)


def invitation_of(token: str) -> Invitation:
    """The invitation a link carries. Raises NoResultFound. One statement."""
    query = select(Invitation).where(Invitation.digest == _digest(token))
    return db.session.scalars(query).one()


def accept(
    token: str, told: Acceptance, signed_in: SignedIn | None, *, key: str | None = None
) -> SignedIn:
    """Join the forum by an invitation, which then is used; gives the person to sign in.

    Somebody new sets a password; somebody who has one must have signed in as the person invited.
    Raises Invalid when the invitation can no longer be accepted, NotPermitted for another person.
    """
    invitation = invitation_of(token)
    if (fault := fault_of(invitation)) is not None:
        raise Invalid({"token": [fault]})
    forum_log = db.session.get_one(Forum, invitation.forum_id).log
    known = introduce(invitation.email, told.names, told.office, told.language)
    by = Actor(name=known.name, person_id=known.person_id, log=forum_log, key=key)
    with act(Act.ACCEPT_INVITATION, by=by) as entry:
        by.must(Act.ACCEPT_INVITATION)
        invitation = invitation_of(token)
        forum = db.session.get_one(Forum, invitation.forum_id, with_for_update=True)
        db.session.refresh(invitation, with_for_update=True)
        if (fault := fault_of(invitation)) is not None:
            raise Invalid({"token": [fault]})
        person = db.session.get_one(Person, known.person_id, with_for_update=True)
        _identify(person, told, signed_in)
        delegation = _delegation_by_id(invitation.delegation_id)
        _join(forum, person, delegation, frozenset(Role(role) for role in invitation.roles))
        renew_rights(person)
        invitation.used_at = entry.at
        entry.about("invitation", invitation.id)
        entry.data(person=person.name, **_said_of(invitation, delegation))
        if told.password_hash is not None:
            entry.seal(name=told.names["ar"], office=told.office.get("ar"))
        return signed_in_as(person)


def _identify(person: Person, told: Acceptance, signed_in: SignedIn | None) -> None:
    """Let the person set what they are called and their password, if they never had one."""
    if person.password is None and told.password_hash is not None:
        person.password = told.password_hash
        person.names, person.office, person.language = told.names, told.office, told.language
    elif signed_in is None or signed_in.person_id != person.id:
        raise NotPermitted(Act.ACCEPT_INVITATION)


def _join(
    forum: Forum, person: Person, delegation: Delegation | None, roles: frozenset[Role]
) -> None:
    query = select(Membership).where(
        Membership.forum_id == forum.id,
        Membership.person_id == person.id,
        Membership.ended_at.is_(None),
    )
    membership = db.session.scalars(query).one_or_none()
    if membership is None:
        steps.new_membership(forum, person, delegation, roles)
        return
    if delegation is not None and membership.delegation_id not in (None, delegation.id):
        raise Invalid({"token": [OTHER_DELEGATION]})
    if delegation is not None:
        membership.delegation_id = delegation.id
    held = select(MembershipRole.role).where(MembershipRole.membership_id == membership.id)
    missing = roles - set(db.session.scalars(held))
    db.session.add_all(
        MembershipRole(membership_id=membership.id, role=role) for role in sorted(missing)
    )


def _faults_of(
    invitee: Invitee,
    delegations: Mapping[str, Delegation],
    members: Mapping[str, tuple[bool, int | None]],
    invited: set[str],
) -> dict[str, list[str]]:
    faults: dict[str, list[str]] = {}
    email = fold_email(invitee.email)
    delegation = delegations.get(invitee.delegation_key or "")
    if email in invited:
        faults["email"] = [IS_INVITED]
    if email in members:
        has_signed_in, delegation_id = members[email]
        if has_signed_in:
            faults["email"] = [TAKES_PART]
        elif delegation is not None and delegation_id not in (None, delegation.id):
            faults["delegation"] = [OTHER_DELEGATION]
    if invitee.delegation_key and delegation is None:
        faults["delegation"] = [UNKNOWN_DELEGATION]
    if wrong := role_faults(invitee.roles, has_delegation=bool(invitee.delegation_key)):
        faults["roles"] = wrong
    return faults


def _members_by_email(forum_id: int) -> dict[str, tuple[bool, int | None]]:
    """By address: whether the member has a password, and the delegation."""
    query = (
        select(Person.email, Person.password.is_not(None), Membership.delegation_id)
        .join(Membership, Membership.person_id == Person.id)
        .where(Membership.forum_id == forum_id, Membership.ended_at.is_(None))
    )
    return {email: (bool(known), own) for email, known, own in db.session.execute(query)}


def _open_invitations(forum_id: int) -> set[str]:
    query = select(Invitation.email).where(
        Invitation.forum_id == forum_id,
        Invitation.used_at.is_(None),
        Invitation.revoked_at.is_(None),
    )
    return set(db.session.scalars(query))


def _open_invitation(invitation_id: int, by: Actor) -> Invitation:
    query = select(Invitation).where(
        Invitation.id == invitation_id, Invitation.forum_id == by.forum_id
    )
    invitation = db.session.scalars(query.with_for_update()).one()
    fault = fault_of(invitation)
    if fault is not None and fault != HAS_EXPIRED:
        raise Invalid({"invitation": [fault]})
    return invitation


def _delegation(forum_id: int, key: str | None) -> Delegation | None:
    query = select(Delegation).where(Delegation.forum_id == forum_id, Delegation.key == key)
    return db.session.scalars(query).one_or_none() if key else None


def _delegation_by_id(delegation_id: int | None) -> Delegation | None:
    return db.session.get_one(Delegation, delegation_id) if delegation_id is not None else None


def _post(invitation: Invitation, forum: Forum, delegation: Delegation | None, link: str) -> None:
    language = invitation.language
    post(
        invitation.email,
        LETTER,
        language,
        {
            "forum": name_in(forum.names, language),
            "delegation": name_in(delegation.names, language) if delegation else "",
            "roles": role_words((Role(role) for role in invitation.roles), language),
            "single_use_link": link,
            "expires_at": invitation.expires_at.isoformat(),
            "zone": forum.zone,
            "digits": forum.digits.value,
        },
        forum.key,
    )


def _said_of(invitation: Invitation, delegation: Delegation | None) -> dict[str, Any]:
    return {
        "roles": list(invitation.roles),
        "delegation": delegation.key if delegation else None,
    }


def _moment(instant: datetime) -> str:
    return instant.replace(microsecond=0).isoformat()


def _new_token() -> tuple[str, str]:
    token = secrets.token_urlsafe(32)
    return token, _digest(token)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
