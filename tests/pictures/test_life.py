"""The life of a clause: what came before what, and what is not over."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from declaration.pictures import Band, Dot, Hand, LifeWords, Picture, Span, Tone, life
from tests.pictures.drawings import ARABIC, ENGLISH, labels, mirrored, stays_within

WORDS = LifeWords("سيرة البند", "بترتيبها", "ماذا", "ما آل إليه", "من", "إلى", "الآن")
NOON = datetime(2023, 5, 9, 12, tzinfo=UTC)


def span(label: str, became: str, begins: int, lasts: int | None) -> Span:
    since = NOON + timedelta(minutes=begins)
    until = None if lasts is None else since + timedelta(minutes=lasts)
    return Span(label, became, since, until, str(since), str(until), Tone.FIRST)


spans = st.lists(
    st.builds(span, labels, labels, st.integers(0, 10**6), st.none() | st.integers(0, 10**6)),
    max_size=20,
)


def picture(of: list[Span], hand: Hand = ARABIC) -> Picture:
    return life(of, WORDS, hand)


def bands(drawn: Picture) -> list[Band]:
    return [shape for shape in drawn.shapes if isinstance(shape, Band)]


@given(spans)
def test_what_began_before_is_drawn_before_and_what_ended_before_ends_before(
    of: list[Span],
) -> None:
    drawn = bands(picture(of))
    for one, band in zip(of, drawn, strict=True):
        for other, beside in zip(of, drawn, strict=True):
            if one.since < other.since:
                assert band.x < beside.x
            if one.until is not None and one.until <= other.since and one.until > one.since:
                assert band.x + band.length <= beside.x + 1e-6


@given(spans)
def test_what_lasts_reaches_the_edge_with_a_hollow_mark(of: list[Span]) -> None:
    drawn = picture(of)
    ends = {shape.y: shape.x for shape in drawn.shapes if isinstance(shape, Dot)}
    lasting = [band for each, band in zip(of, bands(drawn), strict=True) if each.until is None]
    assert [band.y for band in lasting] == list(ends)
    assert all(band.x + band.length == pytest.approx(ends[band.y]) for band in lasting)


@given(spans)
def test_the_table_says_when(of: list[Span]) -> None:
    assert picture(of).table.rows == tuple((s.label, s.became, s.begins, s.ends) for s in of)


@given(spans)
def test_nothing_leaves_the_picture(of: list[Span]) -> None:
    assert stays_within(picture(of))


@given(spans)
def test_english_sees_it_in_a_mirror(of: list[Span]) -> None:
    assert mirrored(picture(of), picture(of, ENGLISH))


def test_an_end_before_the_beginning_is_refused() -> None:
    with pytest.raises(ValueError):
        picture([span("1", "", 5, -1)])
