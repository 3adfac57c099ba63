"""What the secretariat writes itself: the draft while it is drafted, afterwards typography alone."""

import pytest

from declaration.drafting.models import ClauseKind, Origin
from declaration.drafting.queries import revisions_of
from declaration.merging.operations import WHILE_DRAFTING
from declaration.merging.overview import proposed_symbol
from declaration.merging.plans import NOT_TYPOGRAPHY, NewClause
from declaration.plenary import stages
from declaration.procedure.refusals import Invalid
from declaration.procedure.states import ClauseState
from tests.merging.situations import adopted, published, the_text_is_being_drafted
from tests.world import World


@pytest.fixture
def drafting(world: World) -> World:
    """The small forum before its negotiation was opened."""
    the_text_is_being_drafted()
    return world


def test_the_draft_is_written_arranged_and_cut(drafting: World) -> None:
    world = drafting
    ids = [clause.clause_id for clause in world.text().clauses]
    centres, network = world.clause("centres"), world.clause("network")
    published(world, origin=Origin.DRAFTING, edits={centres.clause_id: "نلتزم بالمراكز."})
    published(world, origin=Origin.DRAFTING, edits={network.clause_id: None})
    assert world.text().by_key("network") is None
    rest = [each for each in ids if each != network.clause_id]
    published(world, origin=Origin.DRAFTING, order=(rest[0], *rest[:0:-1]))
    assert world.text().clauses[1].key == "closing"
    new = NewClause(kind=ClauseKind.OPERATIVE, text="نلتزم بتقرير سنوي.", after=centres.clause_id)
    published(world, origin=Origin.DRAFTING, new=(new,))
    order = [clause.text for clause in world.text().clauses]
    assert order[order.index("نلتزم بالمراكز.") + 1] == "نلتزم بتقرير سنوي."


@pytest.mark.parametrize("text", ["", " ", "نص\u202eمقلوب", "ا" * 20_001])
def test_what_cannot_stand_in_a_text_is_refused_at_the_text(drafting: World, text: str) -> None:
    clause_id = drafting.clause("centres").clause_id
    with pytest.raises(Invalid) as refused:
        published(drafting, origin=Origin.DRAFTING, edits={clause_id: text})
    assert refused.value.errors.keys() == {"edits"}
    assert drafting.text().serial == 1


def test_in_negotiation_the_secretariat_writes_nothing_itself(world: World) -> None:
    clause_id = world.clause("centres").clause_id
    for plan in (
        {"origin": Origin.DRAFTING, "edits": {clause_id: "نص آخر."}},
        {"origin": Origin.MERGE, "edits": {clause_id: "نص آخر."}},
        {"origin": Origin.CORRECTION, "order": (clause_id,)},
    ):
        with pytest.raises(Invalid) as refused:
            published(world, **plan)
        assert refused.value.errors == {"edits": [WHILE_DRAFTING]}


def test_a_correction_keeps_the_decision_and_changes_no_substance(world: World) -> None:
    world.sitting_opened()
    clause = world.clause("recalling")
    stages.settle_clause(clause.clause_id, world.actor("chair"))
    corrected = clause.text.replace("أهداف", "اهداف")
    published(world, origin=Origin.CORRECTION, edits={clause.clause_id: corrected})
    now = world.clause("recalling")
    assert (now.text, now.state, now.origin) == (
        corrected,
        ClauseState.SETTLED,
        Origin.CORRECTION,
    )
    assert proposed_symbol(world.declaration_id, revisions_of(world.declaration_id)) == "Corr.1"
    with pytest.raises(Invalid) as refused:
        published(
            world,
            origin=Origin.CORRECTION,
            edits={clause.clause_id: clause.text.replace("الرابع", "الخامس")},
        )
    assert refused.value.errors == {"edits": [NOT_TYPOGRAPHY]}


def test_a_new_text_is_issued_as_a_revision(world: World) -> None:
    world.sitting_opened()
    published(world, adopted(world, "delegate.jubail", "centres", old="40%", new="60%"))
    assert proposed_symbol(world.declaration_id, revisions_of(world.declaration_id)) == "Rev.1"
