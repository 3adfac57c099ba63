"""Activity: a bar for each, as long as what was done, cut by kinds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from declaration.pictures import (
    WIDTH,
    ActivityWords,
    Band,
    Doing,
    Hand,
    Picture,
    Series,
    Tone,
    activity,
)
from tests.pictures.drawings import ARABIC, ENGLISH, labels, mirrored, said, stays_within

WORDS = ActivityWords("النشاط", "من فعل ماذا", "الوفد", "المجموع")
SERIES = [
    Series("قدّم", Tone.FIRST),
    Series("شارك", Tone.SECOND),
    Series("علّق", Tone.THIRD),
]
counts = st.tuples(*[st.integers(0, 500)] * 3)
doings = st.lists(st.builds(Doing, labels, counts), max_size=20)


def picture(of: list[Doing], hand: Hand = ARABIC) -> Picture:
    return activity(of, SERIES, WORDS, hand)


def by_row(drawn: Picture) -> list[list[Band]]:
    """The bars, row by row, without the samples that explain the tones."""
    bands = [s for s in drawn.shapes if isinstance(s, Band)][len(SERIES) :]
    heights = dict.fromkeys(band.y for band in bands)
    return [[band for band in bands if band.y == y] for y in heights]


@given(doings)
def test_bars_are_as_long_as_what_was_done(of: list[Doing]) -> None:
    most = max((each.all for each in of), default=0)
    drawn = by_row(picture(of))
    active = [each for each in of if each.all]
    for each, bands in zip(active, drawn, strict=True):
        numbers = [count for count in each.counts if count]
        assert [band.length * most / WIDTH for band in bands] == pytest.approx(numbers)
        tones = [kind.tone for kind, count in zip(SERIES, each.counts, strict=True) if count]
        assert [band.tone for band in bands] == tones
        assert bands[0].x == 0


@given(doings)
def test_the_table_adds_up_to_what_is_said_beside_the_bars(of: list[Doing]) -> None:
    drawn = picture(of)
    sums = [row[-1] for row in drawn.table.rows]
    assert sums == [sum(row[1:-1]) for row in drawn.table.rows] == [each.all for each in of]
    assert [label for label in said(drawn) if label.isdigit()] == [str(n) for n in sums]


@given(doings)
def test_names_are_whole_and_nothing_leaves_the_picture(of: list[Doing]) -> None:
    drawn = picture(of)
    assert stays_within(drawn)
    letters = "".join(said(drawn)).replace(" ", "")
    assert all(each.label.replace(" ", "") in letters for each in of)


@given(doings)
def test_english_sees_it_in_a_mirror(of: list[Doing]) -> None:
    assert mirrored(picture(of), picture(of, ENGLISH))


@pytest.mark.parametrize("wrong", [(1, 2), (1, 2, -1)])
def test_counts_of_other_kinds_are_refused(wrong: tuple[int, ...]) -> None:
    with pytest.raises(ValueError):
        picture([Doing("1", wrong)])
