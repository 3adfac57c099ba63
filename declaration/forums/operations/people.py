"""Roles and memberships. Every change signs the person out: their rights are read anew."""

from collections.abc import Iterable

from sqlalchemy import func, select

from declaration.accounts.models import Person
from declaration.accounts.steps import renew_rights
from declaration.extensions import db
from declaration.forums.models import Delegation, Forum, Membership, MembershipRole
from declaration.forums.roles import role_faults
from declaration.journal import Actor, Record, act
from declaration.procedure import Act, Invalid, Role

HOLDS_IT_ALREADY = "This person has that role already."
DOES_NOT_HOLD_IT = "This person does not have that role."
NOBODY_WOULD_RUN_IT = "A forum needs at least one person in its secretariat."
LAST_ROLE = "This is the person's only role. End the membership instead."


def grant_role(membership_id: int, role: Role, by: Actor) -> None:
    """Give a member one more role. Raises Invalid, NotPermitted."""
    with act(Act.GRANT_ROLE, by=by) as entry:
        by.must(Act.GRANT_ROLE)
        membership, held = _member(membership_id, by)
        if role in held:
            raise Invalid({"role": [HOLDS_IT_ALREADY]})
        if faults := role_faults({role}, has_delegation=membership.delegation_id is not None):
            raise Invalid({"role": faults})
        db.session.add(MembershipRole(membership_id=membership.id, role=role))
        _note(entry, membership, {role})


def revoke_role(membership_id: int, role: Role, by: Actor) -> None:
    """Take a role from a member, who keeps another. Raises Invalid, NotPermitted."""
    with act(Act.REVOKE_ROLE, by=by) as entry:
        by.must(Act.REVOKE_ROLE)
        membership, held = _member(membership_id, by)
        if role not in held:
            raise Invalid({"role": [DOES_NOT_HOLD_IT]})
        if len(held) == 1:
            raise Invalid({"role": [LAST_ROLE]})
        _keep_a_secretariat(membership, {role})
        db.session.delete(held[role])
        _note(entry, membership, {role})


def end_membership(membership_id: int, by: Actor) -> None:
    """End a person's part in the forum; what they did stays theirs. Raises Invalid."""
    with act(Act.END_MEMBERSHIP, by=by) as entry:
        by.must(Act.END_MEMBERSHIP)
        membership, held = _member(membership_id, by)
        _keep_a_secretariat(membership, held)
        membership.ended_at = entry.at
        person = _sign_out(membership)
        entry.about("person", person.name)
        if membership.delegation_id is not None:
            entry.data(delegation=db.session.get_one(Delegation, membership.delegation_id).key)


def _member(membership_id: int, by: Actor) -> tuple[Membership, dict[Role, MembershipRole]]:
    """The live membership of the actor's forum, locked after the forum, with its roles."""
    db.session.get_one(Forum, by.forum_id, with_for_update=True)
    query = select(Membership).where(
        Membership.id == membership_id,
        Membership.forum_id == by.forum_id,
        Membership.ended_at.is_(None),
    )
    membership = db.session.scalars(query.with_for_update()).one()
    roles = select(MembershipRole).where(MembershipRole.membership_id == membership.id)
    return membership, {each.role: each for each in db.session.scalars(roles)}


def _keep_a_secretariat(membership: Membership, lost: Iterable[Role]) -> None:
    if Role.SECRETARIAT not in lost:
        return
    others = (
        select(func.count())
        .select_from(MembershipRole)
        .join(Membership, Membership.id == MembershipRole.membership_id)
        .where(
            Membership.forum_id == membership.forum_id,
            Membership.id != membership.id,
            Membership.ended_at.is_(None),
            MembershipRole.role == Role.SECRETARIAT,
        )
    )
    if not db.session.scalars(others).one():
        raise Invalid({"role": [NOBODY_WOULD_RUN_IT]})


def _note(entry: Record, membership: Membership, roles: Iterable[Role]) -> None:
    person = _sign_out(membership)
    entry.about("person", person.name)
    entry.data(roles=sorted(roles))


def _sign_out(membership: Membership) -> Person:
    person = db.session.get_one(Person, membership.person_id, with_for_update=True)
    renew_rights(person)
    return person
