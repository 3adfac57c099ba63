"""Joining the network of cities, which is another record than signing."""

from typing import Final

from declaration.endorsement.models import NetworkMember
from declaration.endorsement.operations.gate import for_a_delegation, own_declaration
from declaration.endorsement.queries import network_of
from declaration.extensions import db
from declaration.journal import Actor, act
from declaration.procedure import Act, Invalid

ALREADY_IN: Final = "This delegation has joined already."


def join_network(declaration_id: int, by: Actor) -> None:
    """Let the actor's delegation join. Raises Invalid, NotPermitted."""
    with act(Act.JOIN_NETWORK, by=by) as entry:
        delegation_id, key = for_a_delegation(by, Act.JOIN_NETWORK)
        declaration = own_declaration(declaration_id, by, Act.JOIN_NETWORK, lock=True)
        if key in {member.delegation.key for member in network_of(declaration.id)}:
            raise Invalid({"network": [ALREADY_IN]})
        db.session.add(
            NetworkMember(
                declaration_id=declaration.id, delegation_id=delegation_id, since=entry.at
            )
        )
        entry.about("declaration", declaration.key)
