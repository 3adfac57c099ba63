"""Runs, cut where the direction turns."""

import re
from itertools import pairwise

import pytest
from bidi import algorithm
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


@given(pieces)
def test_a_text_is_cut_as_the_rules_cut_the_whole_of_it(text: str) -> None:
    """Only the surroundings of Latin words are looked at: the rules never look further."""
    found = [right for piece, right in split_directions(text, "ar") for _ in piece]
    kinds = by_all_rules(text)
    for at in reversed(range(len(kinds) - 1)):
        if text[at].isascii() and text[at].isdigit() and kinds[at + 1] == "L":
            kinds[at] = "L"
    if re.search("[A-Za-zé]", text):
        assert found == [kind != "L" for kind in kinds]


def by_all_rules(text: str) -> list[str]:
    """What each character is, by python-bidi, in a paragraph from the right."""
    storage = algorithm.get_empty_storage()
    storage.update(base_level=1, base_dir="R")
    algorithm.get_embedding_levels(text, storage)
    for character in storage["chars"]:
        character["type"] = character["type"].replace("BN", "NSM")
    algorithm.calc_level_runs(storage)
    algorithm.resolve_weak_types(storage)
    algorithm.resolve_neutral_types(storage, debug=False)
    return [character["type"] for character in storage["chars"]]
