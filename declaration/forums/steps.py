"""Parts of acts on forums, with no permission, no entry, no transaction."""

from collections.abc import Iterable

from declaration.accounts.models import Person
from declaration.extensions import db
from declaration.forums.models import Delegation, Forum, Membership, MembershipRole
from declaration.procedure.acts import Role


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
