"""Hostile input is refused by name and place, or made normal; nothing breaks and nothing takes long."""

import time
from collections.abc import Callable
from typing import Final

import pytest

from declaration.text import TextError, diff, fold, inspect, merge, normalize, tokenize
from tests.text.examples.hostility import Attempt, attempts

ATTEMPTS = attempts()
REFUSED = [attempt for attempt in ATTEMPTS if attempt.refused is not None]
DECIDED = [attempt for attempt in ATTEMPTS if attempt.normal is not None]
OPEN = [attempt for attempt in ATTEMPTS if attempt.refused is None and attempt.normal is None]

MEGABYTE: Final = 1_000_000
FLOODS: Final = {
    "one word again and again": "المدن " * (MEGABYTE // 12),
    "one word without end": "ت" * (MEGABYTE // 2),
    "marks in order": "ب" + "\u064e" * (MEGABYTE // 2),
    "marks that NFC must sort": "ب" + "\u0651\u064e" * (MEGABYTE // 4),
    "opening brackets": "(" * MEGABYTE,
    "brackets that cross": "([" * (MEGABYTE // 4) + ")]" * (MEGABYTE // 4),
    "opening quotes": "«" * (MEGABYTE // 2),
    "line ends": "\n" * MEGABYTE,
    "spaces": " " * MEGABYTE,
    "spaces before commas": " ،" * (MEGABYTE // 3),
    "joiners": "ب" + "\u200d" * (MEGABYTE // 3),
    "digits and separators": "1." * (MEGABYTE // 2),
    "joined emoji": "\U0001f468\u200d" * (MEGABYTE // 7),
}
SECONDS: Final = 2.0


def short(attempt: Attempt) -> str:
    return attempt.says


def test_there_are_enough_attempts_and_each_is_another() -> None:
    assert len(ATTEMPTS) >= 200
    assert len({attempt.says for attempt in ATTEMPTS}) == len(ATTEMPTS)


@pytest.mark.parametrize("attempt", REFUSED, ids=short)
def test_it_is_refused_with_its_reason_and_place(attempt: Attempt) -> None:
    with pytest.raises(TextError) as refusal:
        normalize(attempt.text)
    assert (refusal.value.reason, refusal.value.position) == (attempt.refused, attempt.at)


@pytest.mark.parametrize("attempt", DECIDED, ids=short)
def test_it_is_made_normal(attempt: Attempt) -> None:
    assert normalize(attempt.text) == attempt.normal


@pytest.mark.parametrize("attempt", [a for a in ATTEMPTS if a.told], ids=short)
def test_inspection_tells_it_where_it_stands(attempt: Attempt) -> None:
    start = attempt.text.index(attempt.told)
    end = start + len(attempt.told)
    spans = [finding.span for finding in inspect(attempt.text)]
    assert all(0 <= first <= last <= len(attempt.text) for first, last in spans)
    assert any(first <= end and start <= last for first, last in spans)


@pytest.mark.parametrize("attempt", DECIDED + OPEN, ids=short)
def test_what_is_accepted_is_stable_and_every_function_bears_it(attempt: Attempt) -> None:
    try:
        text = normalize(attempt.text)
    except TextError:
        assert attempt in OPEN
        return
    assert normalize(text) == text
    assert "".join(tokenize(text)) == text
    inspect(text)
    fold(text)
    base = "تلتزم المدن."
    assert "".join(change.new for change in diff(base, text)) == text
    assert merge(base, {1: text}).text == text


@pytest.mark.parametrize("attempt", ATTEMPTS, ids=short)
def test_tokens_join_to_the_very_text_even_before_it_is_normal(attempt: Attempt) -> None:
    assert "".join(tokenize(attempt.text)) == attempt.text


def normalize_or_refuse(text: str) -> object:
    try:
        return normalize(text)
    except TextError as refusal:
        return refusal


def differ_by_a_word(text: str) -> object:
    return diff(text, f"{text[: len(text) // 2]} جديد {text[len(text) // 2 :]}")


@pytest.mark.parametrize("flood", FLOODS.values(), ids=FLOODS)
@pytest.mark.parametrize("act", [normalize_or_refuse, tokenize, inspect, fold, differ_by_a_word])
def test_a_megabyte_is_handled_or_refused_in_about_a_second(
    act: Callable[[str], object], flood: str
) -> None:
    began = time.process_time()
    act(flood)
    assert time.process_time() - began < SECONDS
