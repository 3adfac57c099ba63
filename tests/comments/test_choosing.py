"""Which words a comment is about: chosen, typed, and told apart."""

import pytest

from declaration.comments.choosing import (
    NO_SUCH_WORDS,
    SEVERAL_PLACES,
    Wanted,
    occurrences,
    span_of,
)
from declaration.procedure import Invalid

TEXT = "نلتزم بالتعلّم في المدن كافة، وبأن يكون التعلم في المدن حقاً للجميع."
TWICE = [at for at in range(len(TEXT)) if TEXT.startswith("في المدن", at)]


def words(span: tuple[int, int] | None) -> str:
    assert span is not None
    return TEXT[slice(*span)]


@pytest.mark.parametrize(
    ("because", "wanted", "meant"),
    [
        ("typed words are found", Wanted(quote="حقاً للجميع"), "حقاً للجميع"),
        ("marks need not be typed", Wanted(quote="حقا للجميع"), "حقاً للجميع"),
        ("spaces around do not matter", Wanted(quote="  كافة \r\n"), "كافة"),
        (
            "chosen words stand where they were chosen",
            Wanted(TWICE[1], TWICE[1] + 8, "في المدن"),
            "في المدن",
        ),
        (
            "a place picked from a list is kept",
            Wanted(quote="في المدن", place=f"{TWICE[1]}-{TWICE[1] + 8}"),
            "في المدن",
        ),
        ("a span that says something else gives way to the words", Wanted(0, 3, "حقاً"), "حقاً"),
    ],
)
def test_the_words_meant_are_found(because: str, wanted: Wanted, meant: str) -> None:
    assert words(span_of(TEXT, wanted)) == meant, because


def test_of_two_equal_quotes_the_chosen_one_is_meant() -> None:
    assert span_of(TEXT, Wanted(TWICE[1], TWICE[1] + 8, "في المدن")) == (TWICE[1], TWICE[1] + 8)


def test_without_words_the_whole_text_is_meant() -> None:
    assert span_of(TEXT, Wanted()) is None
    assert span_of(TEXT, Wanted(start=0, stop=5, quote=" ")) is None


def test_words_that_are_not_there_are_refused_at_their_field() -> None:
    with pytest.raises(Invalid) as refused:
        span_of(TEXT, Wanted(quote="في القرى"))
    assert refused.value.errors == {"quote": [NO_SUCH_WORDS]}


def test_words_that_stand_twice_are_asked_about() -> None:
    with pytest.raises(Invalid) as refused:
        span_of(TEXT, Wanted(quote="في المدن"))
    assert refused.value.errors == {"place": [SEVERAL_PLACES]}
    first, second = occurrences(TEXT, "في المدن")
    assert first.after.startswith(" كافة")
    assert second.after.startswith(" حقاً")


def test_whole_words_are_preferred_to_parts_of_words() -> None:
    (found,) = occurrences("نؤكد الحقوق، وأن التعلم حق.", "حق")
    assert found.before.endswith("التعلم ")


def test_a_part_of_a_word_is_found_where_no_whole_one_is() -> None:
    (found,) = occurrences("نؤكد الحقوق.", "حقوق")
    assert found.words == "حقوق"


def test_invisible_characters_in_a_quote_find_nothing_and_break_nothing() -> None:
    with pytest.raises(Invalid):
        span_of(TEXT, Wanted(quote="في\u202eالمدن"))
