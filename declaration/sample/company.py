"""Everybody who takes part in a forum, as actors: looked up once, for playing the forum through."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from declaration.drafting.models import Declaration
from declaration.extensions import db
from declaration.forums.models import Forum, Membership
from declaration.journal import Actor, Channel
from declaration.procedure import CredentialsState, Role, Rules
from declaration.procedure.states import Method


@dataclass(frozen=True)
class Company:
    """A forum and its people. `actors` are named by the part of their address before the @."""

    forum_id: int
    log: str
    rules: Rules
    declaration_id: int
    actors: Mapping[str, Actor]
    holders: Mapping[tuple[str | None, Role], Actor]
    """The first person who holds a role for a delegation, or for none."""
    electors: tuple[str, ...]
    """Keys of the accredited delegations that vote, in order of admission."""
    delegations: Mapping[str, int]

    @classmethod
    def of(cls, forum_key: str) -> "Company":
        """Everybody in the forum with this key, which has one declaration. Four statements."""
        forum = db.session.scalars(select(Forum).where(Forum.key == forum_key)).one()
        declaration = select(Declaration.id).where(Declaration.forum_id == forum.id)
        query = (
            select(Membership)
            .where(Membership.forum_id == forum.id, Membership.ended_at.is_(None))
            .options(
                joinedload(Membership.person),
                joinedload(Membership.delegation),
                selectinload(Membership.roles),
            )
            .order_by(Membership.id)
        )
        members = db.session.scalars(query).all()
        actors = {m.person.email.partition("@")[0]: _actor(m, forum) for m in members}
        holders: dict[tuple[str | None, Role], Actor] = {}
        for each in actors.values():
            for role in each.roles:
                holders.setdefault((each.delegation_key, role), each)
        delegations = {m.delegation.id: m.delegation for m in members if m.delegation}
        return cls(
            forum_id=forum.id,
            log=forum.log,
            rules=Rules.of(forum.rules),
            declaration_id=db.session.scalars(declaration).one(),
            actors=actors,
            holders=holders,
            electors=tuple(
                city.key
                for city in sorted(delegations.values(), key=lambda d: d.id)
                if city.votes and city.credentials is CredentialsState.ACCEPTED
            ),
            delegations={city.key: city.id for city in delegations.values()},
        )

    @property
    def secretary(self) -> Actor:
        """Somebody of the secretariat. Raises KeyError where a forum has nobody for an office."""
        return self.holders[None, Role.SECRETARIAT]

    @property
    def chair(self) -> Actor:
        """Who presides."""
        return self.holders[None, Role.CHAIR]

    def delegate(self, delegation: str) -> Actor:
        """A delegate of the delegation with this key."""
        return self.holders[delegation, Role.DELEGATE]

    def voter(self, delegation: str, method: Method) -> Actor:
        """Who enters the delegation's vote: its delegate, or the officer who holds a roll call."""
        if method is not Method.ROLL_CALL:
            return self.delegate(delegation)
        return self.secretary.on_behalf_of(
            self.delegations[delegation], delegation, Channel.ROLL_CALL
        )

    def signatory(self, delegation: str) -> Actor:
        """Who signs for the delegation with this key."""
        return self.holders[delegation, Role.SIGNATORY]


def _actor(membership: Membership, forum: Forum) -> Actor:
    delegation = membership.delegation
    return Actor(
        name=membership.person.name,
        person_id=membership.person_id,
        log=forum.log,
        forum_id=forum.id,
        membership_id=membership.id,
        delegation_id=delegation.id if delegation else None,
        delegation_key=delegation.key if delegation else None,
        roles=frozenset(each.role for each in membership.roles),
    )
