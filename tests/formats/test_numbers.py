"""Numbers, counts and letters as people read them."""

import pytest
from flask import Flask

from declaration.formats import (
    Writing,
    clause_number,
    counted,
    digits,
    fingerprint,
    letter,
    number,
    of_whole,
    provenance_letters,
)

ARABIC, EASTERN, ENGLISH = Writing(), Writing(digits="arabic-indic"), Writing("en")


@pytest.mark.parametrize(
    ("because", "value", "writing", "shown"),
    [
        ("Western digits are the default", 30, ARABIC, "30"),
        ("thousands are grouped", 1234567, ARABIC, "1,234,567"),
        (
            "a forum may choose Arabic-Indic digits, with their own marks",
            1234.5,
            EASTERN,
            "١٬٢٣٤٫٥",
        ),
        ("English keeps Western digits in every forum", 12, Writing("en", "arabic-indic"), "12"),
        ("nought is a number", 0, EASTERN, "٠"),
    ],
)
def test_a_number_is_shown(because: str, value: float, writing: Writing, shown: str) -> None:
    assert number(value, writing) == shown, because


@pytest.mark.parametrize(
    ("count", "arabic"),
    [
        (0, "لا تعديلات"),
        (1, "تعديل واحد"),
        (2, "تعديلان"),
        (3, "3 تعديلات"),
        (10, "10 تعديلات"),
        (11, "11 تعديلاً"),
        (99, "99 تعديلاً"),
        (100, "100 تعديل"),
        (102, "102 تعديل"),
        (103, "103 تعديلات"),
        (111, "111 تعديلاً"),
    ],
)
def test_a_count_takes_its_plural_form(page: Flask, count: int, arabic: str) -> None:
    assert counted("%(num)s amendment", "%(num)s amendments", count, ARABIC) == arabic


@pytest.mark.parametrize(
    ("count", "shown"), [(1, "1 amendment"), (2, "2 amendments"), (0, "0 amendments")]
)
def test_english_has_two_plural_forms(english: Writing, count: int, shown: str) -> None:
    assert counted("%(num)s amendment", "%(num)s amendments", count, english) == shown


def test_a_part_of_a_whole_is_said_in_words(page: Flask) -> None:
    assert of_whole(12, 27, ARABIC) == "12 من 27"
    assert of_whole(12, 27, EASTERN) == "١٢ من ٢٧"


def test_only_digits_of_a_sentence_change() -> None:
    assert digits("Rev. 3، 40%", EASTERN) == "Rev. ٣، ٤٠%"


@pytest.mark.parametrize(
    ("because", "sentence", "shown"),
    [
        ("a grouped number has the Arabic sign", "20,000 محرف", "٢٠٬٠٠٠ محرف"),
        ("numbers that follow one another are none", "1,2، 3", "١,٢، ٣"),
        ("a code keeps what is typed", "مثل Rev.3 أو COP28", "مثل Rev.3 أو COP28"),
        ("an address too", "amina2@city1.example في 5", "amina2@city1.example في ٥"),
        ("and a fingerprint", "02a1-4caa", "02a1-4caa"),
        ("and words of others", "بعد \u2068عام 2030\u2069، 5", "بعد \u2068عام 2030\u2069، ٥"),
        ("a sign that is escaped", "&#34;5&#34;", "&#34;٥&#34;"),
        ("a tag", '<a href="/5">5</a>', '<a href="/5">٥</a>'),
        ("what is to be put in", "%(n1)s من 5", "%(n1)s من ٥"),
    ],
)
def test_codes_addresses_and_words_of_others_keep_their_digits(
    because: str, sentence: str, shown: str
) -> None:
    assert digits(sentence, EASTERN) == shown, because
    assert digits(sentence, ARABIC) == sentence, because


def test_the_number_of_a_recital_or_an_annex_has_an_arabic_letter_in_arabic_alone() -> None:
    assert digits("البند P12", ARABIC) == "البند د12"
    assert digits("A1", EASTERN) == "م١"
    assert digits("Clause P12", ENGLISH) == "Clause P12"
    assert clause_number("P12", "ar") == "د12"
    assert clause_number("P12", "en") == clause_number("د12", "en") == "P12"
    assert clause_number("12", "ar") == "12"
    assert digits("COP28", ARABIC) == "COP28"
    assert digits("Rev. 3", ENGLISH) == "Rev. 3"


def test_a_part_of_a_divided_amendment_has_a_latin_letter_in_english_alone() -> None:
    assert digits("Amendment 27ب · Clause 6", ENGLISH) == "Amendment 27b · Clause 6"
    assert digits("27أ and 27هـ", ENGLISH) == "27a and 27e"
    assert digits("27ب", ARABIC) == "27ب"
    assert digits("2030م.", ENGLISH) == "2030م."
    assert digits("5 مدن", ENGLISH) == "5 مدن"
    assert digits("5مدن", ENGLISH) == "5مدن"


@pytest.mark.parametrize(
    ("position", "language", "shown"),
    [
        (1, "ar", "أ"),
        (2, "ar", "ب"),
        (3, "ar", "ج"),
        (5, "ar", "هـ"),
        (28, "ar", "غ"),
        (29, "ar", "أأ"),
        (1, "en", "a"),
        (27, "en", "aa"),
    ],
)
def test_sub_items_are_lettered_by_abjad_order(position: int, language: str, shown: str) -> None:
    assert letter(position, language) == shown


def test_there_is_no_sub_item_before_the_first() -> None:
    with pytest.raises(ValueError, match="counted from 1"):
        letter(0)


def test_a_fingerprint_is_read_in_groups_of_four() -> None:
    assert fingerprint("7f3a91c4d2") == "7f3a 91c4 d2"


def test_no_two_delegations_share_a_letter() -> None:
    assert provenance_letters(["المدينة المنورة", "مسقط", "الدوحة", "دبي"]) == ["م", "س", "د", "ب"]
    assert provenance_letters(["Doha", "Dubai", "Al Ain"], "en") == ["D", "U", "A"]
    many = provenance_letters(["مكة"] * 40)
    assert len(set(many)) == 40
