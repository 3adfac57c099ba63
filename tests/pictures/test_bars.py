"""A bar says how large a part is, in its length and in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from declaration.pictures import Tone, bar

SVG = "{http://www.w3.org/2000/svg}"


def filled(svg: str) -> tuple[int, int]:
    """Where the filling begins and how long it is, of a thousand."""
    _ground, filling = etree.fromstring(svg).findall(f"{SVG}rect")
    return int(filling.get("x")), int(filling.get("width"))


@given(st.integers(0, 500), st.integers(1, 500))
def test_the_length_is_the_share(part: int, more: int) -> None:
    begin, length = filled(bar(part, part + more, Tone.FOR, title="مع"))
    assert length == 1000 * part // (part + more)
    assert begin + length == 1000, "in Arabic a bar begins on the right"
    assert filled(bar(part, part + more, Tone.FOR, title="For", begins="left"))[0] == 0


def test_it_says_in_words_what_it_shows() -> None:
    root = etree.fromstring(bar(3, 4, Tone.AGAINST, title="ضد: 3 <من> 4"))
    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title") == "ضد: 3 <من> 4"


def test_nothing_of_nothing_is_an_empty_bar() -> None:
    assert filled(bar(0, 0, Tone.NONE, title=""))[1] == 0


@pytest.mark.parametrize(("part", "whole"), [(-1, 4), (5, 4), (1, 0)])
def test_what_is_no_part_is_refused(part: int, whole: int) -> None:
    with pytest.raises(ValueError, match="no part"):
        bar(part, whole, Tone.FOR, title="")
