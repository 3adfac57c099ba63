"""What every act of this room asks first."""

from declaration.drafting.models import Declaration
from declaration.extensions import db
from declaration.journal import Actor
from declaration.procedure import Act, NotPermitted


def own_declaration(
    declaration_id: int, by: Actor, name: Act, *, lock: bool = False
) -> Declaration:
    """The declaration, which must be of the actor's forum; locked for what its state decides.

    Raises NotPermitted.
    """
    declaration = db.session.get_one(
        Declaration, declaration_id, with_for_update=True if lock else None
    )
    if declaration.forum_id != by.forum_id:
        raise NotPermitted(name)
    return declaration


def for_a_delegation(by: Actor, name: Act) -> tuple[int, str]:
    """The delegation acted for: its id and key. Raises NotPermitted when there is none."""
    by.must(name)
    if by.delegation_id is None or by.delegation_key is None:
        raise NotPermitted(name)
    return by.delegation_id, by.delegation_key
