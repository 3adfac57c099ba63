"""The draws are what they say, or the laws held against them would say nothing."""

from itertools import combinations

import pytest

from tests.text.draws import Draw, Meeting, draws, explained
from tests.text.scripts import Edit, applied, is_the_only_minimal, minimal_scripts

COUNT = 300


def meet(one: Edit, other: Edit) -> bool:
    return one.end >= other.start and other.end >= one.start


def contradict(one: Edit, other: Edit) -> bool:
    if one.start == one.end and other.start == other.end:
        return one.start == other.start
    return one.end > other.start and other.end > one.start


def of_two_variants(draw: Draw) -> list[tuple[Edit, Edit]]:
    """The pairs of different edits that two variants made."""
    return [
        (one, other)
        for mine, theirs in combinations(draw.scripts, 2)
        for one in mine
        for other in theirs
        if one != other
    ]


@pytest.mark.parametrize("repeated", [False, True])
@pytest.mark.parametrize("meeting", Meeting)
def test_edits_meet_as_they_were_asked_to(meeting: Meeting, repeated: bool) -> None:
    for draw in draws(meeting, COUNT, seed=7, repeated=repeated):
        pairs = of_two_variants(draw)
        assert any(meet(*pair) for pair in pairs) == (meeting is not Meeting.DISJOINT)
        assert any(contradict(*pair) for pair in pairs) == (meeting is Meeting.OVERLAP)


@pytest.mark.parametrize("meeting", Meeting)
def test_the_same_seed_draws_the_same(meeting: Meeting) -> None:
    assert list(draws(meeting, 20, seed=3)) == list(draws(meeting, 20, seed=3))
    assert list(draws(meeting, 20, seed=3)) != list(draws(meeting, 20, seed=4))


@pytest.mark.parametrize("meeting", Meeting)
def test_words_drawn_apart_leave_no_doubt_and_repeated_ones_often_do(meeting: Meeting) -> None:
    assert not any(draw.ambiguous for draw in draws(meeting, COUNT, seed=7))
    doubtful = sum(draw.ambiguous for draw in draws(meeting, COUNT, seed=7, repeated=True))
    assert doubtful >= COUNT / 10


@pytest.mark.parametrize("meeting", [Meeting.DISJOINT, Meeting.TOUCH])
def test_the_hand_result_is_explained_wherever_the_drawn_scripts_are_minimal(
    meeting: Meeting,
) -> None:
    for draw in draws(meeting, COUNT, seed=7, repeated=True):
        if not draw.ambiguous:
            assert draw.by_hand is not None
            assert explained(draw, draw.by_hand)
            assert not explained(draw, f"{draw.by_hand} زيادة")


def test_of_two_equal_words_either_may_be_the_one_deleted() -> None:
    assert set(minimal_scripts(["أ", "أ", "ب"], ["أ", "ب"])) == {
        (Edit(0, 1, ()),),
        (Edit(1, 2, ()),),
    }
    assert not is_the_only_minimal((Edit(0, 1, ()),), ["أ", "أ", "ب"])
    assert is_the_only_minimal((Edit(2, 3, ()),), ["أ", "أ", "ب"])


def test_every_minimal_script_makes_the_same_text() -> None:
    for draw in draws(Meeting.DISJOINT, 50, seed=9, repeated=True):
        for text in draw.variants.values():
            for _, script in zip(
                range(10), minimal_scripts(draw.words, text.split()), strict=False
            ):
                assert applied(draw.words, script) == text.split()
