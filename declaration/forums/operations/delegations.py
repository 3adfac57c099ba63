"""Admitting delegations and deciding on their credentials."""

from dataclasses import dataclass
from typing import Final

from sqlalchemy import select

from declaration.extensions import db
from declaration.formats import name_in
from declaration.forums import steps
from declaration.forums.models import Delegation, DelegationKind, Forum
from declaration.forums.queries import members_of
from declaration.journal import Actor, act
from declaration.messages.steps import post
from declaration.procedure import CREDENTIALS, Act, Facts, Invalid, after

KEY_IS_TAKEN = "Another delegation has this key."
ONLY_CITIES_VOTE = "An organisation has no vote."

LETTERS: Final = {
    Act.ACCEPT_CREDENTIALS: "credentials_accepted",
    Act.REFUSE_CREDENTIALS: "credentials_refused",
}
"""What the people of the delegation are told."""


@dataclass(frozen=True, kw_only=True)
class NewDelegation:
    """What is said of a delegation when it is admitted."""

    key: str
    names: dict[str, str]
    kind: DelegationKind
    votes: bool


def admit_delegation(told: NewDelegation, by: Actor) -> None:
    """Let a delegation take part; its credentials are awaited. Raises Invalid, NotPermitted."""
    with act(Act.ADMIT_DELEGATION, by=by) as entry:
        by.must(Act.ADMIT_DELEGATION)
        assert by.forum_id is not None
        taken = select(Delegation.id).where(
            Delegation.forum_id == by.forum_id, Delegation.key == told.key
        )
        if db.session.scalars(taken).first() is not None:
            raise Invalid({"key": [KEY_IS_TAKEN]})
        if told.votes and told.kind is not DelegationKind.CITY:
            raise Invalid({"votes": [ONLY_CITIES_VOTE]})
        steps.new_delegation(entry, by.forum_id, told.key, told.names, told.kind, votes=told.votes)


def accept_credentials(delegation_key: str, by: Actor) -> None:
    """Accredit a delegation: from now on it counts and may vote; its people are told.

    Raises WrongState.
    """
    _decide(Act.ACCEPT_CREDENTIALS, delegation_key, by)


def refuse_credentials(delegation_key: str, reason: str, by: Actor) -> None:
    """Refuse a delegation's credentials with a reason, of which its people are told.

    Raises WrongState without a reason.
    """
    _decide(Act.REFUSE_CREDENTIALS, delegation_key, by, reason)


def _decide(what: Act, delegation_key: str, by: Actor, reason: str = "") -> None:
    with act(what, by=by) as entry:
        by.must(what)
        query = select(Delegation).where(
            Delegation.forum_id == by.forum_id, Delegation.key == delegation_key
        )
        delegation = db.session.scalars(query.with_for_update()).one()
        facts = Facts(reason=reason)
        delegation.credentials = after(CREDENTIALS, delegation.credentials, what, facts)
        _tell(delegation, LETTERS[what], reason)
        entry.about("delegation", delegation.key)
        if reason:
            entry.seal(reason=reason)


def _tell(delegation: Delegation, letter: str, reason: str) -> None:
    forum = db.session.get_one(Forum, delegation.forum_id)
    for member in members_of(forum.id, delegation.id):
        language = member.person.language
        payload = {
            "forum": name_in(forum.names, language),
            "delegation": name_in(delegation.names, language),
            "reason": reason,
        }
        post(member.person.email, letter, language, payload, forum.key)
