"""Who takes part in a forum, as those who are told ask for them."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from sqlalchemy import select

from declaration.amendments.models import Amendment
from declaration.amendments.permissions import may_read
from declaration.extensions import db
from declaration.forums.models import Forum, Membership
from declaration.forums.queries import members_of
from declaration.journal import Actor
from declaration.notices.kinds import USUALLY, Kind, Way
from declaration.notices.models import Chosen
from declaration.procedure.acts import Role


@dataclass(frozen=True)
class Reader:
    """Somebody who may be told: as whom the rules are asked, and where a letter goes."""

    membership_id: int
    by: Actor
    email: str
    language: str


@dataclass(frozen=True)
class Readers:
    """The live members of one forum, and the ways they chose. Three statements in all."""

    forum: Forum
    all: tuple[Reader, ...]
    chosen: Mapping[tuple[int, Kind], Way] = field(default_factory=dict)

    @cached_property
    def _delegates(self) -> dict[int, list[Reader]]:
        found: dict[int, list[Reader]] = {}
        for reader in self.all:
            if reader.by.delegation_id is not None and reader.by.holds(Role.DELEGATE):
                found.setdefault(reader.by.delegation_id, []).append(reader)
        return found

    @cached_property
    def by_membership(self) -> dict[int, Reader]:
        """Each by the id of their membership."""
        return {reader.membership_id: reader for reader in self.all}

    def delegates_of(self, delegation_ids: Iterable[int]) -> list[Reader]:
        """The delegates of these delegations."""
        return [each for id_ in delegation_ids for each in self._delegates.get(id_, ())]

    def delegates(self) -> list[Reader]:
        """The delegates of every delegation."""
        return self.delegates_of(self._delegates)

    def holding(self, role: Role) -> list[Reader]:
        """Those who hold a role."""
        return [reader for reader in self.all if reader.by.holds(role)]

    def named(self, membership_ids: Collection[int]) -> list[Reader]:
        """Those of these memberships who are still members."""
        found = self.by_membership
        return [found[each] for each in membership_ids if each in found]

    def way(self, reader: Reader, kind: Kind) -> Way:
        """How this person wants to be told of this kind."""
        return self.chosen.get((reader.membership_id, kind), USUALLY[kind])


def readers_of(forum: Forum) -> Readers:
    """Everybody who may be told of what happens in the forum. Three statements."""
    members = members_of(forum.id)
    query = (
        select(Chosen)
        .join(Membership, Membership.id == Chosen.membership_id)
        .where(Membership.forum_id == forum.id)
    )
    chosen = {(each.membership_id, each.kind): each.way for each in db.session.scalars(query)}
    return Readers(forum, tuple(_reader(forum, each) for each in members), chosen)


def _reader(forum: Forum, membership: Membership) -> Reader:
    delegation = membership.delegation
    by = Actor(
        name=membership.person.name,
        person_id=membership.person_id,
        log=forum.log,
        forum_id=forum.id,
        membership_id=membership.id,
        delegation_id=delegation.id if delegation else None,
        delegation_key=delegation.key if delegation else None,
        roles=frozenset(held.role for held in membership.roles),
    )
    return Reader(membership.id, by, membership.person.email, membership.person.language)


def who_may_read(readers: Iterable[Reader], amendment: Amendment) -> list[Reader]:
    """Those of them to whom the amendment is visible now; its rows are loaded."""
    return [reader for reader in readers if may_read(reader.by, amendment)]
