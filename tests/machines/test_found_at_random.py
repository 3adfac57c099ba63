"""What random people found in the rooms, each as the shortest story that showed it."""

import pytest

from declaration.drafting.models import Origin
from declaration.merging.operations import Plan, publish
from declaration.procedure import Invalid
from tests.world import World


@pytest.mark.parametrize("origin", [Origin.INITIAL, Origin.RESTORED, Origin.MERGE])
def test_no_origin_lets_the_secretariat_write_in_negotiation(world: World, origin: Origin) -> None:
    clause = world.clause("centres")
    words = {clause.clause_id: f"{clause.text.removesuffix('.')} حالاً."}
    with pytest.raises(Invalid):
        publish(world.declaration_id, Plan(origin=origin, edits=words), world.actor("secretariat"))
    assert world.clause("centres").version == 1
