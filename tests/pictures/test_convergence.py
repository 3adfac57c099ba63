"""Convergence: columns as tall as their numbers, from the first revision to the newest."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from declaration.pictures import (
    WIDTH,
    Column,
    ConvergenceWords,
    Hand,
    Picture,
    Standing,
    Tone,
    Words,
    convergence,
    cut,
)
from tests.pictures.drawings import (
    ARABIC,
    ENGLISH,
    apart,
    columns,
    labels,
    mirrored,
    said,
    stays_within,
)

WORDS = ConvergenceWords("هل يتقارب؟", "المراجعة", "الأقواس", "الصيغ", "المتفق عليها", "البنود")


@st.composite
def standings(draw: st.DrawFn, most: int = 40) -> list[Standing]:
    label = draw(labels)
    return [
        Standing(
            label,
            draw(st.integers(0, 200)),
            draw(st.integers(0, 300)),
            draw(st.integers(0, clauses)),
            clauses,
        )
        for clauses in draw(st.lists(st.integers(0, 90), min_size=1, max_size=most))
    ]


def picture(given_: list[Standing], hand: Hand = ARABIC) -> Picture:
    return convergence(given_, WORDS, hand)


@given(standings())
def test_columns_are_as_tall_as_their_numbers(several: list[Standing]) -> None:
    drawn = picture(several)
    for tone, numbers in (
        (Tone.SECOND, [each.brackets for each in several]),
        (Tone.NONE, [each.clauses for each in several]),
    ):
        tallest = max(columns(drawn, tone), default=0)
        assert [height * max(numbers) / tallest for height in columns(drawn, tone)] == (
            pytest.approx([n for n in numbers if n])
        )


@given(standings())
def test_what_is_agreed_fills_its_part_of_the_outline(several: list[Standing]) -> None:
    shapes = [s for s in picture(several).shapes if isinstance(s, Column)]
    outlines = {s.x: s.height for s in shapes if s.tone is Tone.NONE}
    agreed = [each for each in several if each.agreed]
    filled = [s for s in shapes if s.tone is Tone.FOR]
    assert [s.height / outlines[s.x] for s in filled] == pytest.approx(
        [each.agreed / each.clauses for each in agreed]
    )


@given(standings())
def test_the_table_holds_every_number(several: list[Standing]) -> None:
    rows = picture(several).table.rows
    assert rows == tuple((s.label, s.brackets, s.options, s.agreed, s.clauses) for s in several)


@given(standings())
def test_the_newest_is_always_named_and_labels_never_overlap(several: list[Standing]) -> None:
    drawn = picture(several)
    assert said(drawn)[-1] in (several[-1].label, cut(several[-1].label, WIDTH, 13))
    assert str(several[-1].brackets) in said(drawn)
    assert stays_within(drawn)
    for line in {each.y for each in drawn.shapes if isinstance(each, Words)}:
        assert apart([s for s in drawn.shapes if isinstance(s, Words) and s.y == line])


@given(standings(most=12))
def test_english_sees_it_in_a_mirror(several: list[Standing]) -> None:
    assert mirrored(picture(several), picture(several, ENGLISH))


def test_without_revisions_it_is_empty() -> None:
    assert picture([]).table.rows == ()


def test_more_agreed_than_there_are_is_refused() -> None:
    with pytest.raises(ValueError):
        picture([Standing("Rev.1", 0, 0, 3, 2)])
