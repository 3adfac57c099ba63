"""Laws of tokens, normal form, folding and inspection, on Arabic and on anything at all."""

import unicodedata

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from declaration.text import (
    Flaw,
    Folded,
    TextError,
    fold,
    inspect,
    mend,
    normalize,
    sort_key,
    tokenize,
)
from declaration.text.tokens import parse, parse_by_clusters
from tests.text.arabic import clauses, hostile, written

texts = st.one_of(clauses, hostile)


def edges(text: str) -> set[int]:
    return {0, *(found.end() for found in regex.finditer(r"\X", text))}


@given(texts)
def test_tokens_join_to_the_text(text: str) -> None:
    assert "".join(tokenize(text)) == text


@given(texts)
def test_no_token_ends_inside_a_cluster(text: str) -> None:
    ends = edges(text)
    at = 0
    for token in tokenize(text):
        at += len(token)
        assert at in ends


@given(texts)
def test_the_quick_way_finds_the_tokens_of_the_thorough_way(text: str) -> None:
    quick, thorough = parse(text), parse_by_clusters(text)
    assert (quick.words, quick.starts) == (thorough.words, thorough.starts)


@pytest.mark.parametrize(
    ("because", "text", "tokens"),
    [
        ("punctuation is no part of a word", "المدن، والقرى.", ["المدن", "،", " ", "والقرى", "."]),
        ("a number keeps its separators", "٣٫٥ و1,000", ["٣٫٥", " ", "و", "1,000"]),
        ("a full stop after a number is none", "عام 2030.", ["عام", " ", "2030", "."]),
        ("a range is three tokens", "10–11", ["10", "–", "11"]),
        ("a percentage is one number", "٣٠٪", ["٣٠٪"]),
        ("brackets and quotes stand alone", "«(ب)»", ["«", "(", "ب", ")", "»"]),
        (
            "so does every other sign",
            "أ؛ب؟ج!د[هـ]و-ز/ح",
            ["أ", "؛", "ب", "؟", "ج", "!", "د", "[", "هـ", "]", "و", "-", "ز", "/", "ح"],
        ),
        ("a prefix stays in its word", "وبالتعلّم", ["وبالتعلّم"]),
        ("marks, tatweel and joiners stay in theirs", "مُـ\u200dد", ["مُـ\u200dد"]),
        ("a line break is a token", "بند:\nفقرة", ["بند", ":", "\n", "فقرة"]),
        ("Latin words are words", "(SDG4)", ["(", "SDG4", ")"]),
        ("an abbreviated year keeps its number", "1446هـ", ["1446", "هـ"]),
    ],
)
def test_a_text_has_its_tokens(because: str, text: str, tokens: list[str]) -> None:
    assert tokenize(text) == tokens, because


@given(texts)
def test_the_normal_form_of_a_normal_text_is_itself(text: str) -> None:
    normal = normal_or_refused(text)
    if isinstance(normal, TextError):
        assert text[normal.position] == normal.character
        assert normal.said.ar
        assert normal.said.en
        return
    assert normalize(normal) == normal
    assert unicodedata.is_normalized("NFC", normal)
    assert "  " not in normal
    assert not any(f" {sign}" in normal for sign in "،؛؟.:\n")


def normal_or_refused(text: str) -> str | TextError:
    try:
        return normalize(text)
    except TextError as refusal:
        return refusal


@given(written)
def test_of_plain_text_normalising_changes_nothing_but_spaces(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    assert normalize(text).replace(" ", "") == composed.replace(" ", "")


@given(texts)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("because", "written", "folded"),
    [
        ("marks", "تُعَلِّمٌ", "تعلم"),
        ("tatweel", "التعلـــم", "التعلم"),
        ("seats of hamza on alif", "أإآٱ", "اااا"),
        ("other seats of hamza", "مسؤول بيئة", "مسءول بيءه"),
        ("ta marbuta and alif maqsura", "مدينة على", "مدينه علي"),
        ("digits", "٣۳3", "333"),
        ("Latin capitals", "UNESCO", "unesco"),
    ],
)
def test_a_search_does_not_tell_apart(because: str, written: str, folded: str) -> None:
    assert fold(written) == folded, because


@given(clauses, st.integers(0, 60), st.integers(1, 20))
def test_words_found_by_their_folded_form_read_the_same(text: str, start: int, length: int) -> None:
    sought = text[start : start + length]
    folded = Folded.of(text)
    assert folded.text == fold(text)
    for first, last in folded.find(sought):
        assert fold(sought) in fold(text[first:last])
        assert {first, last} <= edges(text)


@given(st.permutations(["الرياض", "ينبع", "أبها", "جدة", "المدينة", "العلا", "الأحساء", "بريدة"]))
def test_cities_stand_in_alphabetical_order_whatever_their_article(names: list[str]) -> None:
    ordered = ["أبها", "الأحساء", "بريدة", "جدة", "الرياض", "العلا", "المدينة", "ينبع"]
    assert sorted(names, key=sort_key) == ordered


@given(texts)
def test_findings_lie_between_clusters_and_change_nothing(text: str) -> None:
    ends = edges(text)
    for finding in inspect(text):
        start, end = finding.span
        assert {start, end} <= ends
        assert text[start:end] == finding.found
        assert finding.said.ar
        assert finding.said.en


@given(clauses)
def test_an_accepted_fix_changes_its_place_alone(text: str) -> None:
    for finding in inspect(text):
        if finding.fix is not None:
            start, end = finding.span
            assert mend(text, [finding]) == text[:start] + finding.fix + text[end:]


@pytest.mark.parametrize(
    ("because", "text", "flaw", "found", "fix"),
    [
        ("a Persian ya", "في المدینة.", Flaw.LOOK_ALIKE, "المدینة", "المدينة"),
        ("a Persian kaf", "کتاب.", Flaw.LOOK_ALIKE, "کتاب", "كتاب"),
        ("an Urdu ha", "شہر.", Flaw.LOOK_ALIKE, "شہر", "شهر"),
        ("a Persian final ha", "مدرسۀ.", Flaw.LOOK_ALIKE, "مدرسۀ", "مدرسة"),
        ("a Cyrillic letter", "منظمة UNЕSCO.", Flaw.MIXED_SCRIPTS, "UNЕSCO", "UNESCO"),
        ("a Latin comma", "المدن, والقرى.", Flaw.LATIN_PUNCTUATION, ",", "،"),
        ("a Latin semicolon", "المدن; القرى.", Flaw.LATIN_PUNCTUATION, ";", "؛"),
        ("a Latin question mark", "متى؟ أين?", Flaw.LATIN_PUNCTUATION, "?", "؟"),
        ("other digits", "بين 2025 و2030 و٢٠٣٥.", Flaw.MIXED_DIGITS, "٢٠٣٥", "2035"),
        ("tatweel", "التعلـــم.", Flaw.TATWEEL, "ـــ", ""),
        ("a word twice", "على على المدن.", Flaw.DOUBLED_WORD, " على", ""),
        ("a bracket alone", "المدن (المتعلمة.", Flaw.UNBALANCED, "(", None),
        ("a square bracket alone", "المدن [المتعلمة.", Flaw.UNBALANCED, "[", None),
        ("a quote alone", "شعار تتعلم».", Flaw.UNBALANCED, "»", None),
        ("no full stop", "تلتزم المدن", Flaw.OPEN_END, "", "."),
        ("a letter typed", "بند:\n(أ) فقرة.", Flaw.TYPED_LETTER, "(أ) ", ""),
        ("a number typed", "بند:\n1- فقرة.", Flaw.TYPED_LETTER, "1- ", ""),
        ("a bullet typed", "بند:\n- فقرة.", Flaw.TYPED_LETTER, "- ", ""),
    ],
)
def test_a_drafter_is_shown(
    because: str, text: str, flaw: Flaw, found: str, fix: str | None
) -> None:
    assert [(each.flaw, each.found, each.fix) for each in inspect(text)] == [(flaw, found, fix)]


@pytest.mark.parametrize(
    ("because", "text"),
    [
        ("a thousands separator is no Latin comma", "نحو 1,000 مدينة."),
        ("Latin punctuation in a Latin phrase", "منظمة (UNESCO, Paris, France) الدولية."),
        ("an abbreviated year", "عام 1446هـ."),
        ("a quoted sentence's end", "شعار «مدن تتعلم.»"),
        ("a decimal at a line's start", "بند:\n3.5 في المئة."),
        ("a comma ends a recital", "وإذ نستذكر مبادئنا،"),
    ],
)
def test_a_drafter_is_left_in_peace_with(because: str, text: str) -> None:
    assert inspect(text) == [], because
