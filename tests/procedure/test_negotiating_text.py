"""Brackets, and the vote played through before it is taken."""

from hypothesis import given
from hypothesis import strategies as st

from declaration.procedure import Fate
from declaration.procedure.rehearsal import rehearse
from declaration.procedure.rolling import Bracket, BracketKind, Option, rolling_text

BASE = "تلتزم المدن بتخصيص 20% من ميزانياتها لبرامج التعلم بحلول عام 2030."
MORE = BASE.replace("20%", "30%")
LESS = BASE.replace("20%", "10%")
LATER = BASE.replace("2030", "2035")
LISTED = BASE.replace("التعلم", "التعلم والثقافة")
SHORTER = BASE.replace("لبرامج ", "")


def brackets(proposals: dict[int, str | None]) -> list[Bracket]:
    return [part for part in rolling_text(BASE, proposals).parts if isinstance(part, Bracket)]


def test_a_clause_without_proposals_has_no_brackets() -> None:
    rolling = rolling_text(BASE, {})
    assert rolling.parts == (BASE,)
    assert rolling.is_clean


def test_rival_wordings_are_alternatives_with_their_proposers() -> None:
    assert brackets({31: MORE, 32: LESS, 33: MORE}) == [
        Bracket(BracketKind.ALTERNATIVES, "20%", (Option("30%", (31, 33)), Option("10%", (32,))))
    ]


def test_an_addition_and_a_deletion_are_shown_as_such() -> None:
    assert brackets({1: LISTED}) == [Bracket(BracketKind.ADDITION, "", (Option("والثقافة", (1,)),))]
    assert brackets({1: SHORTER}) == [Bracket(BracketKind.DELETION, "لبرامج", (Option("", (1,)),))]


def test_changes_that_meet_keep_their_proposers_apart() -> None:
    found = brackets({1: BASE.replace("بحلول", "قبل"), 2: LISTED})
    assert [(one.kind, one.options[0].proposed_by) for one in found] == [
        (BracketKind.ADDITION, (2,)),
        (BracketKind.ALTERNATIVES, (1,)),
    ]


def test_asking_to_delete_the_clause_is_one_bracket_around_it() -> None:
    rolling = rolling_text(BASE, {1: None, 2: LATER})
    assert rolling.deleted_by == (1,)
    assert rolling.brackets == 2


@given(st.lists(st.sampled_from([MORE, LESS, LATER, LISTED, SHORTER, None]), max_size=6))
def test_every_proposal_stands_in_a_bracket(texts: list[str | None]) -> None:
    proposals = dict(enumerate(texts))
    rolling = rolling_text(BASE, proposals)
    named = {
        one
        for part in rolling.parts
        if isinstance(part, Bracket)
        for option in part.options
        for one in option.proposed_by
    }
    assert named | set(rolling.deleted_by) == proposals.keys()


def test_the_rehearsal_says_what_falls_under_each_outcome() -> None:
    calls = rehearse(BASE, {1: LATER, 2: MORE, 3: None, 4: LESS})
    assert calls[0].placed.id == 3
    assert sorted(calls[0].not_put_if_adopted) == [1, 2, 4]
    number = next(call for call in calls if call.placed.id == 2)
    assert number.if_adopted[4].fate is Fate.FALLS
    assert calls[-1].if_adopted == {}
