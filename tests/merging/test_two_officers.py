"""Two officers at the desk at once: on one clause the slower is told, on two both succeed."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from declaration.extensions import db
from declaration.merging.operations import publish
from declaration.merging.plans import Plan
from declaration.procedure.refusals import Refusal, Stale
from declaration.procedure.states import AmendmentState
from tests.merging.situations import put_and_adopted, row
from tests.world import World, actor


def at_once(world: World, plans: list[Plan]) -> list[int | Refusal]:
    """Each plan published by an officer of its own, all of them at the same moment."""
    ready = Barrier(len(plans))

    def work(officer: str, plan: Plan) -> int | Refusal:
        with world.app.app_context():
            by = actor(officer)
            ready.wait()
            try:
                return publish(world.declaration_id, plan, by)
            except Refusal as refused:
                return refused
            finally:
                db.session.close()

    with ThreadPoolExecutor(len(plans)) as pool:
        return list(pool.map(work, ("secretariat", "officer"), plans))


def test_on_one_clause_one_succeeds_and_the_other_is_told(any_world: World) -> None:
    world = any_world
    world.sitting_opened()
    first = world.admitted("delegate.jubail", "centres", old="40%", new="60%")
    second = world.admitted("delegate.tunis", "centres", old="2030", new="2035")
    put_and_adopted(world, first, second)
    seen = {world.clause("centres").clause_id: 1}
    db.session.close()

    ends = at_once(world, [Plan(chosen=(first,), seen=seen), Plan(chosen=(second,), seen=seen)])
    assert sorted(type(end) for end in ends if not isinstance(end, int)) == [Stale]
    assert [end for end in ends if isinstance(end, int)] == [2]
    states = sorted(row(id_).state for id_ in (first, second))
    assert states == [AmendmentState.ADOPTED, AmendmentState.MERGED]


def test_on_two_clauses_both_succeed(any_world: World) -> None:
    world = any_world
    world.sitting_opened()
    first = world.admitted("delegate.jubail", "centres", old="40%", new="60%")
    second = world.admitted("delegate.tunis", "access", old="2030", new="2035")
    put_and_adopted(world, first, second)
    plans = [
        Plan(chosen=(first,), seen={world.clause("centres").clause_id: 1}),
        Plan(chosen=(second,), seen={world.clause("access").clause_id: 1}),
    ]
    db.session.close()

    assert sorted(at_once(world, plans)) == [2, 3]  # type: ignore[type-var]
    assert "60%" in world.clause("centres").text
    assert "2035" in world.clause("access").text
