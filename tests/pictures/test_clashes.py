"""A map of clashes: a curve between each two amendments that do not go together."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from declaration.pictures import (
    Arc,
    Between,
    ClashWords,
    Dot,
    Hand,
    Picture,
    Tone,
    Words,
    clashes,
)
from tests.pictures.drawings import ARABIC, ENGLISH, labels, mirrored, stays_within

WORDS = ClashWords("خريطة التعارض", "ثلاثة أزواج", "التعديل", "الآخر", "ما بينهما")


@st.composite
def maps(draw: st.DrawFn) -> tuple[list[str], list[Between]]:
    names = draw(st.lists(labels, max_size=12))
    all_pairs = list(combinations(range(len(names)), 2))
    chosen = draw(st.lists(st.sampled_from(all_pairs), unique=True)) if all_pairs else []
    tones = st.sampled_from([("يتعارض", Tone.CLASH), ("يقول الشيء نفسه", Tone.SAME)])
    return names, [Between(one, other, *draw(tones)) for one, other in chosen]


def picture(of: tuple[list[str], list[Between]], hand: Hand = ARABIC) -> Picture:
    return clashes(*of, WORDS, hand)


@given(maps())
def test_each_pair_is_a_curve_between_its_two_and_a_row_of_the_table(
    of: tuple[list[str], list[Between]],
) -> None:
    names, pairs = of
    drawn = picture(of)
    places = [s.y for s in drawn.shapes if isinstance(s, Dot)]
    curves = [s for s in drawn.shapes if isinstance(s, Arc)]
    assert [(places.index(s.y), places.index(s.to_y), s.tone) for s in curves] == [
        (pair.one, pair.other, pair.tone) for pair in pairs
    ]
    assert drawn.table.rows == tuple((names[p.one], names[p.other], p.said) for p in pairs)


@given(maps())
def test_whoever_clashes_with_none_has_a_hollow_mark(of: tuple[list[str], list[Between]]) -> None:
    names, pairs = of
    free = set(range(len(names))) - {at for pair in pairs for at in (pair.one, pair.other)}
    marks = [s.hollow for s in picture(of).shapes if isinstance(s, Dot)]
    assert {order for order, hollow in enumerate(marks) if hollow} == free


@given(maps())
def test_nothing_leaves_the_picture_and_every_amendment_has_its_line(
    of: tuple[list[str], list[Between]],
) -> None:
    drawn = picture(of)
    assert stays_within(drawn)
    lines = [s.y for s in drawn.shapes if isinstance(s, Words)]
    assert len(set(lines)) == len(of[0])


@given(maps())
def test_english_sees_it_in_a_mirror(of: tuple[list[str], list[Between]]) -> None:
    assert mirrored(picture(of), picture(of, ENGLISH))


@pytest.mark.parametrize("pair", [(0, 0), (0, 2), (-1, 0)])
def test_a_pair_of_others_is_refused(pair: tuple[int, int]) -> None:
    with pytest.raises(ValueError):
        picture((["1", "2"], [Between(*pair, "", Tone.CLASH)]))
