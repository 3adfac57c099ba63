"""A ballot's picture: parts of one bar, and a line at the number that was needed."""

from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from declaration.pictures import (
    WIDTH,
    BallotWords,
    Band,
    Hand,
    Part,
    Picture,
    Rule,
    Tone,
    ballot,
)
from tests.pictures.drawings import (
    ARABIC,
    ENGLISH,
    NARROWEST,
    bars,
    labels,
    mirrored,
    said,
    stays_within,
)

TONES = (Tone.FOR, Tone.AGAINST, Tone.ABSTAIN, Tone.NONE)
counts = st.lists(st.integers(0, 300), min_size=4, max_size=4)
KEY = 24
"""How long the samples are that explain the tones."""


def picture(numbers: list[int], needed: int | None = None, hand: Hand = ARABIC) -> Picture:
    names = ("مع", "ضد", "امتناع", "لم يشارك")
    parts = [Part(*each) for each in zip(names, numbers, TONES, strict=True)]
    return ballot(parts, needed, BallotWords("توزيع الأصوات", "الجواب", "الوفود", "المطلوب"), hand)


def cast(drawn: Picture) -> list[Band]:
    top = min(s.y for s in drawn.shapes if isinstance(s, Band))
    return [s for s in drawn.shapes if isinstance(s, Band) and s.y == top]


@given(counts.filter(any))
def test_the_parts_fill_the_bar_each_by_its_share(numbers: list[int]) -> None:
    unit = WIDTH / sum(numbers)
    bar = cast(picture(numbers))
    assert [band.length / unit for band in bar] == pytest.approx([n for n in numbers if n])
    ends = list(accumulate(band.length for band in bar))
    assert [band.x for band in bar] == pytest.approx([0, *ends[:-1]])
    assert ends[-1] == pytest.approx(WIDTH)


@given(counts, st.integers(0, 300))
def test_the_table_says_what_is_drawn(numbers: list[int], needed: int) -> None:
    drawn = picture(numbers, needed)
    assert [row[1] for row in drawn.table.rows] == [*numbers, *([needed] if needed else [])]
    assert [name for name in said(drawn) if name.isdigit()] == [str(n) for n in numbers]
    for label, count in drawn.table.rows:
        assert f"{label}: {count}" in drawn.says


@given(counts, st.integers(1, 300))
def test_the_line_is_reached_where_enough_were_in_favour(numbers: list[int], needed: int) -> None:
    drawn = picture(numbers, needed)
    lines = [s.x for s in drawn.shapes if isinstance(s, Rule)]
    assert bool(lines) is (needed <= sum(numbers))
    for x in lines:
        ayes = sum(band.length for band in cast(drawn) if band.tone is Tone.FOR)
        assert (ayes + NARROWEST >= x) is (numbers[0] >= needed)


@given(counts, st.integers(0, 300), labels)
def test_nothing_leaves_the_picture(numbers: list[int], needed: int, label: str) -> None:
    words = BallotWords(label, label, label, label)
    parts = [Part(label, count, tone) for count, tone in zip(numbers, TONES, strict=True)]
    assert stays_within(ballot(parts, needed, words, ARABIC))


@given(counts, st.integers(0, 300))
def test_english_sees_it_in_a_mirror(numbers: list[int], needed: int) -> None:
    assert mirrored(picture(numbers, needed), picture(numbers, needed, ENGLISH))


def test_without_delegations_there_is_no_bar_but_every_answer_is_named() -> None:
    drawn = picture([0, 0, 0, 0], needed=1)
    assert [bars(drawn, tone) for tone in TONES] == [[KEY]] * 4


def test_numbers_are_written_in_the_forums_digits() -> None:
    eastern = Hand("rtl", lambda n: str(n).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")))
    assert "المطلوب: ١٣" in said(picture([17, 5, 0, 0], needed=13, hand=eastern))


def test_a_number_below_nothing_is_refused() -> None:
    with pytest.raises(ValueError):
        picture([1, -1, 0, 0])
