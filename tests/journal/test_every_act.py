"""Every act of the kernel's table: performed it leaves its entry, refused it leaves nothing."""

import ast
from collections import Counter

import pytest
from sqlalchemy import func, select

from declaration.config import HOME
from declaration.extensions import db
from declaration.journal.models import JournalEntry
from declaration.messages.models import Letter
from declaration.procedure import Refusal
from declaration.procedure.acts import Act
from declaration.proof import read_entry
from tests.journal.deeds import DEEDS, Deed
from tests.world import World

KERNELS = {"procedure", "proof"}
REFUSABLE = [act for act, deed in DEEDS.items() if deed.stranger or deed.refused]


def named_outside_the_kernels() -> set[Act]:
    """Every act that some room's code speaks of."""
    return {
        Act[node.attr]
        for path in (HOME / "declaration").rglob("*.py")
        if not KERNELS & set(path.parts)
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "Act"
        and node.attr in Act.__members__
    }


def entries() -> list[Act]:
    db.session.rollback()
    query = select(JournalEntry.body).order_by(JournalEntry.id)
    return [read_entry(body).act for body in db.session.scalars(query)]


def letters() -> int:
    return db.session.scalars(select(func.count()).select_from(Letter)).one()


def test_every_act_that_a_room_performs_is_in_the_table() -> None:
    assert named_outside_the_kernels() == DEEDS.keys()


@pytest.mark.parametrize("act", DEEDS)
def test_an_act_performed_leaves_exactly_one_entry_of_its_name(world: World, act: Act) -> None:
    deed: Deed = DEEDS[act]
    deed.given()
    before = Counter(entries())
    deed.do(world, world.actor(deed.by))
    assert Counter(entries()) - before == Counter((act, *deed.with_it))


@pytest.mark.parametrize("act", REFUSABLE)
def test_an_act_refused_leaves_no_entry_and_sends_nothing(world: World, act: Act) -> None:
    deed: Deed = DEEDS[act]
    deed.given()
    before = len(entries()), letters()
    by = world.actor(deed.by if deed.refused else deed.stranger or "")
    with pytest.raises(Refusal):
        (deed.refused or deed.do)(world, by)
    assert (len(entries()), letters()) == before
