"""Runs, cut where the direction turns."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from declaration.documents.directions import split_directions

WORDS = "مدينة التعلُّم UNESCO COP28 3D 2030 ٣٠٪ 5% ( ) [ ] « » ، . : - / ــ é ﷺ 🏙"
pieces = st.lists(
    st.sampled_from([*WORDS.split(), " ", "\u200c", "\t"]),
    max_size=14,
).map("".join)


@pytest.mark.parametrize(
    ("because", "text", "cut"),
    [
        ("no Latin letter, one run", "نحو 25% (2030).", ["نحو 25% (2030)."]),
        ("brackets belong to the Arabic", "(UNESCO)، ثم", ["(", "UNESCO", ")، ثم"]),
        (
            "two Latin words keep their space",
            "برنامج COP28 Track لنا",
            ["برنامج ", "COP28 Track", " لنا"],
        ),
        (
            "a standard's number is Latin",
            "المعيار ISO 14046:2014 في",
            ["المعيار ", "ISO 14046:2014", " في"],
        ),
        ("digits that begin a Latin word go with it", "تقنية 3D هنا", ["تقنية ", "3D", " هنا"]),
        ("digits beside Arabic run with it", "عام 2030 UNESCO", ["عام 2030 ", "UNESCO"]),
    ],
)
def test_an_arabic_text_is_cut(because: str, text: str, cut: list[str]) -> None:
    found = list(split_directions(text, "ar"))
    assert [piece for piece, _ in found] == cut, because
    assert all(from_right != bool(re.search("[A-Za-z]", piece)) for piece, from_right in found)


@given(pieces, st.sampled_from(["ar", "en"]))
def test_nothing_is_lost_and_letters_run_their_way(text: str, language: str) -> None:
    found = list(split_directions(text, language))
    assert "".join(piece for piece, _ in found) == text
    for piece, from_right in found:
        for character in piece:
            if "a" <= character.lower() <= "z":
                assert not from_right
            if "ء" <= character <= "ي":
                assert from_right
    assert all(a[1] != b[1] for a, b in pairwise(found))
