"""Parts of acts on forums, with no permission, no entry, no transaction."""

from collections.abc import Callable, Iterable
from typing import Final

from declaration.accounts.models import Person
from declaration.extensions import db
from declaration.forums.models import (
    Delegation,
    DelegationKind,
    Forum,
    Membership,
    MembershipRole,
)
from declaration.journal import Record
from declaration.procedure import CredentialsState, Role
from declaration.text import sort_key

BallotCount = Callable[[int], int]
"""From a sitting's id to how many of its ballots are open."""

_counts: Final[set[BallotCount]] = set()


def new_membership(
    forum: Forum, person: Person, delegation: Delegation | None, roles: Iterable[Role]
) -> Membership:
    """Make a person a member of the forum, for `delegation` if any, in these roles."""
    membership = Membership(
        forum_id=forum.id,
        person_id=person.id,
        delegation_id=delegation.id if delegation else None,
    )
    db.session.add(membership)
    db.session.flush()
    db.session.add_all(
        MembershipRole(membership_id=membership.id, role=role) for role in sorted(set(roles))
    )
    return membership


def new_delegation(
    entry: Record,
    forum_id: int,
    key: str,
    names: dict[str, str],
    kind: DelegationKind,
    *,
    votes: bool,
    credentials: CredentialsState = CredentialsState.AWAITED,
) -> Delegation:
    """Add a delegation, and say so in the entry of the act that admits it."""
    delegation = Delegation(
        forum_id=forum_id,
        key=key,
        names=names,
        sort_key=sort_key(names["ar"]),
        kind=kind,
        votes=votes,
        credentials=credentials,
    )
    db.session.add(delegation)
    db.session.flush()
    entry.about("delegation", delegation.key)
    entry.data(kind=kind, votes=votes, credentials=credentials)
    return delegation


def ask_before_closing(count: BallotCount) -> None:
    """Let a later room say how many ballots are open in a sitting, since none may be at its end."""
    _counts.add(count)


def open_ballots_in(sitting_id: int) -> int:
    """How many ballots are open in the sitting, as the rooms that hold ballots say."""
    return sum(count(sitting_id) for count in _counts)
