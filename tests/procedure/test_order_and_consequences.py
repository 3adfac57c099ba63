"""What is put first, and what an adoption leaves of the others."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from declaration.procedure.consequences import FATES, consequence, consequences, excluded_by
from declaration.procedure.division import divide, every_part_is_rejected, part_letter
from declaration.procedure.roll_call import draw_first, roll_call
from declaration.procedure.sentences import because
from declaration.procedure.states import AmendmentState, Fate
from declaration.procedure.substance import Substance, assess, substance
from declaration.procedure.voting_order import voting_order
from declaration.text import Reason, merge

BASE = "تلتزم المدن بتخصيص 20% من ميزانياتها لبرامج التعلم مدى الحياة بحلول عام 2030."
MORE = BASE.replace("20%", "30%")
LESS = BASE.replace("20%", "10%")
SOFTER = BASE.replace("تلتزم", "تسعى")
LATER = BASE.replace("2030", "2035")
POLISHED = BASE.replace("لبرامج", "لأنشطة")
LISTED = BASE.replace("مدى الحياة", "مدى الحياة ومكتبات الأحياء")
EXPANDED = BASE.replace("مدى الحياة", "مدى الحياة ومكتبات الأحياء العامة")
OTHERWISE = "تعقد الشبكة اجتماعاً سنوياً لرؤساء البلديات في مدينة يتفق عليها."


def test_the_furthest_removed_in_substance_is_put_first() -> None:
    proposals = {1: POLISHED, 2: LISTED, 3: MORE, 4: None, 5: OTHERWISE}
    assert [placed.id for placed in voting_order(BASE, proposals)] == [4, 5, 3, 2, 1]


def test_within_a_class_the_greater_distance_goes_first_then_the_earlier() -> None:
    both = MORE.replace("2030", "2035")
    order = [placed.id for placed in voting_order(BASE, {1: MORE, 2: LESS, 3: both})]
    assert order == [3, 1, 2]


def test_the_four_of_one_rank_are_told_apart_and_not_ranked() -> None:
    ranks = {Substance.STRENGTH, Substance.NUMBER, Substance.ACTOR, Substance.DATE}
    assert {one.rank for one in ranks} == {Substance.NUMBER.rank}
    assert sorted(Substance, key=lambda one: one.rank) == list(Substance)


def test_the_secretariat_corrects_a_class() -> None:
    proposals = {1: MORE, 2: POLISHED}
    order = voting_order(BASE, proposals, corrected={2: Substance.REPLACES})
    assert [(one.id, one.substance) for one in order] == [
        (2, Substance.REPLACES),
        (1, Substance.NUMBER),
    ]


def test_a_place_says_its_reason_in_both_languages() -> None:
    [placed] = voting_order(BASE, {1: MORE})
    assert placed.reason.ar == "يغيّر رقماً: من «20%» إلى «30%»."
    assert placed.reason.en == "It changes a number: “20%” becomes “30%”."
    assert because(assess(BASE, None)).ar == "يحذف البند."


def test_words_where_there_were_none_add_an_item() -> None:
    assert substance("", BASE) is Substance.ADDS_ITEM


def test_what_changes_nothing_is_nearest_of_all() -> None:
    assert substance(BASE, BASE) is Substance.SPELLING


WORDS = st.sampled_from(
    [*BASE.split(), "٪", "²", "في", "و", "\n", "«", "عام", "1", "(UNESCO)", "لا"]
)
SENTENCES = st.lists(WORDS, max_size=14).map(" ".join)


@given(SENTENCES, SENTENCES)
def test_any_two_texts_have_a_class(base: str, proposal: str) -> None:
    found = assess(base, proposal)
    assert found.old in base or " … " in found.old
    assert found.new in proposal or " … " in found.new
    assert because(found).ar.endswith(".")


@given(st.permutations([None, MORE, LESS, SOFTER, LATER, POLISHED, LISTED, OTHERWISE]))
def test_only_ties_are_settled_by_time(texts: list[str | None]) -> None:
    order = voting_order(BASE, dict(enumerate(texts)))
    keys = [(one.substance.rank, -one.distance, one.id) for one in order]
    assert keys == sorted(keys)
    assert {one.id for one in order} == set(range(len(texts)))


FOLLOWS = [
    ("rival numbers cannot both stand", MORE, LESS, Fate.FALLS),
    ("a deletion leaves nothing of an edit", None, MORE, Fate.FALLS),
    ("an edit keeps what a deletion takes", MORE, None, Fate.FALLS),
    ("the same text says the same", MORE, MORE, Fate.SATISFIED),
    ("two deletions are one", None, None, Fate.SATISFIED),
    ("nothing and no text are alike", None, "", Fate.SATISFIED),
    ("all it says is in the adopted", MORE.replace("2030", "2035"), MORE, Fate.SATISFIED),
    ("it says more than the adopted", MORE, MORE.replace("2030", "2035"), Fate.STAYS),
    ("changes elsewhere", MORE, LATER, Fate.STAYS),
    ("one inside the other's addition", EXPANDED, LISTED, Fate.STAYS),
    (
        "additions at one place",
        LISTED,
        BASE.replace("مدى الحياة", "مدى الحياة والمتاحف"),
        Fate.STAYS,
    ),
]


@pytest.mark.parametrize(("why", "adopted", "other", "fate"), FOLLOWS)
def test_an_adoption_entails(why: str, adopted: str | None, other: str | None, fate: Fate) -> None:
    assert consequence(BASE, adopted, other).fate is fate, why


def test_every_relation_of_two_texts_entails_something() -> None:
    assert FATES.keys() == set(Reason)


def test_the_clashing_words_are_shown() -> None:
    found = consequence(BASE, MORE, LESS)
    assert (found.base_words, found.adopted_words, found.other_words) == ("20%", "30%", "10%")
    assert "30%" in found.said.ar
    assert "10%" in found.said.en


def test_all_others_are_told_what_follows() -> None:
    found = consequences(BASE, {1: MORE, 2: LESS, 3: LATER, 4: None}, adopted=1)
    assert {key: one.fate for key, one in found.items()} == {
        2: Fate.FALLS,
        3: Fate.STAYS,
        4: Fate.FALLS,
    }


def test_what_was_adopted_may_leave_no_room_for_a_later_one() -> None:
    adopted = {1: MORE, 2: LATER}
    assert excluded_by(BASE, LESS, adopted) == [1]
    assert excluded_by(BASE, POLISHED, adopted) == []
    assert excluded_by(BASE, None, adopted) == [1, 2]


TEXTS = [None, MORE, LESS, SOFTER, LATER, POLISHED, LISTED, EXPANDED, OTHERWISE]


@given(st.sampled_from(TEXTS), st.sampled_from(TEXTS))
def test_falling_is_mutual(one: str | None, other: str | None) -> None:
    falls = consequence(BASE, one, other).fate is Fate.FALLS
    assert (consequence(BASE, other, one).fate is Fate.FALLS) is falls


NAMES = {
    "yanbu": "ينبع الصناعية",
    "dammam": "الدمام",
    "abha": "أبها",
    "rabat": "الرباط",
    "irbid": "إربد",
    "amman": "عمّان",
}


def test_names_are_called_in_arabic_order_from_the_drawn_one() -> None:
    alphabetical = ["abha", "irbid", "dammam", "rabat", "amman", "yanbu"]
    assert roll_call(NAMES, "abha") == alphabetical
    assert roll_call(NAMES, "rabat") == alphabetical[3:] + alphabetical[:3]


def test_only_a_delegation_of_the_list_can_begin() -> None:
    with pytest.raises(KeyError):
        roll_call(NAMES, "paris")


@given(st.permutations(list(NAMES)), st.text(max_size=8))
def test_the_lot_depends_on_its_seed_alone(order: list[str], seed: str) -> None:
    assert draw_first(order, seed) == draw_first(sorted(order), seed)


def test_the_lot_can_fall_on_everyone() -> None:
    assert {draw_first(NAMES, str(seed)) for seed in range(200)} == NAMES.keys()
    with pytest.raises(ValueError):
        draw_first([], "seed")


EXAMPLES: Mapping[str, list[dict[str, Any]]] = yaml.safe_load(
    Path(__file__).with_name("substance_examples.yaml").read_text("utf-8")
)


def right(rows: slice) -> tuple[int, int]:
    """How many labelled examples of these rows get their label, and how many there are."""
    answers = [
        substance(row["base"], row["proposal"]) == label.replace("_", "-")
        for label, examples in EXAMPLES.items()
        for row in examples[rows]
    ]
    return sum(answers), len(answers)


LOOKED_AT = slice(0, None, 2)
"""Read while the signs were chosen; the other half never was."""
UNSEEN = slice(1, None, 2)


@pytest.mark.parametrize(("rows", "floor"), [(LOOKED_AT, 0.97), (UNSEEN, 0.85)])
def test_the_class_of_substance_is_seen(
    rows: slice, floor: float, capsys: pytest.CaptureFixture[str]
) -> None:
    count, of = right(rows)
    with capsys.disabled():
        seen = "looked at" if rows is LOOKED_AT else "unseen"
        sys.stdout.write(f"\nclasses of substance, examples {seen}: {count} of {of} right\n")
    assert count >= floor * of
    assert sum(map(len, EXAMPLES.values())) >= 80


def test_a_divided_amendment_says_in_its_parts_what_it_said_whole() -> None:
    whole = MORE.replace("2030", "2035")
    parts = divide(BASE, whole)
    assert sorted(parts) == sorted([MORE, LATER])
    assert merge(BASE, dict(enumerate(parts))).text == whole


def test_one_change_cannot_be_divided() -> None:
    with pytest.raises(ValueError):
        divide(BASE, MORE)


def test_parts_are_lettered_as_arabic_counts() -> None:
    assert [part_letter(part) for part in range(1, 6)] == ["أ", "ب", "ج", "د", "هـ"]
    with pytest.raises(ValueError):
        part_letter(29)


REJECTED, ADOPTED, FALLEN = (
    AmendmentState.REJECTED,
    AmendmentState.ADOPTED,
    AmendmentState.FALLEN,
)


@pytest.mark.parametrize(
    ("why", "parts", "whole_is_rejected"),
    [
        ("all its parts are", [REJECTED, REJECTED], True),
        ("one part is adopted", [REJECTED, ADOPTED], False),
        ("one part is still to be put", [REJECTED, AmendmentState.SCHEDULED], False),
        ("to fall is not to be rejected", [REJECTED, FALLEN], False),
        ("it has no parts", [], False),
    ],
)
def test_a_divided_whole_is_rejected(
    why: str, parts: list[AmendmentState], whole_is_rejected: bool
) -> None:
    assert every_part_is_rejected(parts) is whole_is_rejected, why
