"""The order of clauses: each once, none lost, and what people must decide is asked."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from declaration.text import (
    Add,
    Clash,
    Move,
    Rearrangement,
    Remove,
    UnknownConflict,
    arrange,
)

KEYS = "ABCDEFGH"


@pytest.mark.parametrize(
    ("because", "changes", "order"),
    [
        ("nothing proposed", {}, "ABCD"),
        ("a clause after another", {1: Add("X", "B")}, "ABXCD"),
        ("a clause put first", {1: Add("X", None)}, "XABCD"),
        ("a clause moved", {1: Move("D", "A")}, "ADBC"),
        ("a clause moved to where it stands", {1: Move("B", "A")}, "ABCD"),
        ("a clause removed", {1: Remove("B")}, "ACD"),
        ("removed twice is removed", {1: Remove("B"), 2: Remove("B")}, "ACD"),
        ("moved alike twice is moved", {1: Move("D", None), 2: Move("D", None)}, "DABC"),
        ("a place moves with its clause", {1: Move("B", "D"), 2: Add("X", "B")}, "ACDBX"),
        ("after a clause that is itself new", {1: Add("X", "A"), 2: Add("Y", "X")}, "AXYBCD"),
        (
            "moved to where it stands is no move",
            {1: Move("B", "A"), 2: Move("B", "D")},
            "ACDB",
        ),
    ],
)
def test_clauses_are_arranged(because: str, changes: dict[int, Rearrangement], order: str) -> None:
    assert arrange("ABCD", changes).order == tuple(order), because


@pytest.mark.parametrize(
    ("because", "changes", "clash", "decision", "order"),
    [
        (
            "two in one place",
            {1: Add("X", "B"), 2: Add("Y", "B")},
            Clash.SAME_PLACE,
            (2, 1),
            "ABYXCD",
        ),
        (
            "one added and one moved to a place",
            {1: Add("X", "A"), 2: Move("D", "A")},
            Clash.SAME_PLACE,
            (1, 2),
            "AXDBC",
        ),
        (
            "moved two ways",
            {1: Move("D", "A"), 2: Move("D", "B")},
            Clash.MOVED_TWO_WAYS,
            (2,),
            "ABDC",
        ),
        (
            "moved and removed",
            {1: Move("D", "A"), 2: Remove("D")},
            Clash.MOVED_AND_REMOVED,
            (2,),
            "ABC",
        ),
        (
            "neither moved nor removed",
            {1: Move("D", "A"), 2: Remove("D")},
            Clash.MOVED_AND_REMOVED,
            (),
            "ABCD",
        ),
        ("its place gone", {1: Remove("B"), 2: Add("X", "B")}, Clash.PLACE_GONE, (2,), "AXCD"),
        ("its place unknown", {1: Add("X", "Z")}, Clash.PLACE_GONE, (1,), "ABCDX"),
        ("the clause gone", {1: Move("Z", "A")}, Clash.CLAUSE_GONE, (), "ABCD"),
        ("in a circle", {1: Move("A", "C"), 2: Move("C", "A")}, Clash.IN_A_CIRCLE, (1,), "BCAD"),
    ],
)
def test_a_person_decides(
    because: str,
    changes: dict[int, Rearrangement],
    clash: Clash,
    decision: tuple[int, ...],
    order: str,
) -> None:
    arranged = arrange("ABCD", changes)
    assert arranged.order is None
    assert [misfit.clash for misfit in arranged.misfits] == [clash], because
    assert arranged.misfits[0].said.ar
    assert arranged.resolve({1: decision}).order == tuple(order), because


def test_a_place_that_is_gone_is_proposed_the_nearest() -> None:
    gone = arrange("ABCD", {1: Remove("C"), 2: Remove("B"), 3: Add("X", "C")})
    assert gone.misfits[0].place == "A"


def test_a_decision_may_lead_to_another() -> None:
    arranged = arrange("ABCD", {1: Remove("B"), 2: Add("X", "B"), 3: Add("Y", "A")})
    again = arranged.resolve({1: (2,)})
    assert [misfit.clash for misfit in again.misfits] == [Clash.SAME_PLACE]
    assert again.resolve({1: (3, 2)}).order == tuple("AYXCD")


def test_deciding_what_nobody_asked_is_refused() -> None:
    with pytest.raises(UnknownConflict):
        arrange("ABCD", {}).resolve({1: ()})


def test_an_order_names_each_clause_once() -> None:
    with pytest.raises(ValueError, match="twice"):
        arrange("ABA", {})


orders = st.lists(st.sampled_from(KEYS), unique=True, max_size=8)
places = st.one_of(st.none(), st.sampled_from(f"{KEYS}XYZ"))
rearrangements = st.dictionaries(
    st.integers(1, 9),
    st.one_of(
        st.builds(Add, st.sampled_from("XYZ"), places),
        st.builds(Move, st.sampled_from(KEYS), places),
        st.builds(Remove, st.sampled_from(KEYS)),
    ),
    max_size=6,
)


@given(orders)
def test_no_change_changes_nothing(order: list[str]) -> None:
    assert arrange(order, {}).order == tuple(order)


@given(orders, rearrangements, st.randoms(use_true_random=False))
def test_the_order_of_proposals_never_matters(
    order: list[str], changes: dict[int, Rearrangement], source: random.Random
) -> None:
    shuffled = dict(source.sample(list(changes.items()), k=len(changes)))
    assert arrange(order, shuffled) == arrange(order, changes)


@given(orders, rearrangements)
def test_every_clause_stands_once_and_none_is_lost(
    order: list[str], changes: dict[int, Rearrangement]
) -> None:
    arranged = arrange(order, changes)
    assert len(set(arranged.preview)) == len(arranged.preview)
    if arranged.order is not None:
        added = {c.key for c in changes.values() if isinstance(c, Add)}
        removed = {c.key for c in changes.values() if isinstance(c, Remove)}
        assert set(arranged.order) == (set(order) | added) - removed
        untouched = {c.key for c in changes.values()}
        kept = [key for key in order if key not in untouched]
        assert [key for key in arranged.order if key in kept] == kept


ENDING = {
    Clash.SAME_PLACE: lambda ids: ids,
    Clash.PLACE_GONE: lambda ids: ids,
    Clash.MOVED_TWO_WAYS: lambda ids: ids[:1],
    Clash.MOVED_AND_REMOVED: lambda ids: ids[:1],
    Clash.CLAUSE_GONE: lambda ids: [],
    Clash.IN_A_CIRCLE: lambda ids: ids[1:],
}


@given(orders, rearrangements, st.data())
def test_deciding_ends(
    order: list[str], changes: dict[int, Rearrangement], data: st.DataObject
) -> None:
    arranged = arrange(order, changes)
    for _ in range(40):
        if not arranged.misfits:
            break
        misfit = arranged.misfits[0]
        chosen = data.draw(st.permutations(misfit.ids))
        arranged = arranged.resolve({misfit.number: ENDING[misfit.clash](chosen)})
    assert arranged.order is not None
