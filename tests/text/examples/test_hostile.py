"""Hostile input is refused by name and place, or made normal; nothing breaks and nothing takes long."""

import time
from collections.abc import Callable
from typing import Final

import pytest

from declaration.text import TextError, diff, fold, inspect, merge, normalize, tokenize
from tests.text.examples.flooding import ACTS, floods
from tests.text.examples.hostility import Attempt, attempts

ATTEMPTS = attempts()
REFUSED = [attempt for attempt in ATTEMPTS if attempt.refused is not None]
DECIDED = [attempt for attempt in ATTEMPTS if attempt.normal is not None]
OPEN = [attempt for attempt in ATTEMPTS if attempt.refused is None and attempt.normal is None]

SMALL: Final = 25_000
"""Bytes of the smaller flood; the larger holds four times as much."""

NEAR_LINEAR: Final = 9.0
"""Four times the text may take so many times as long: in proportion it were 4, with the square 16."""

LEAST: Final = 0.002
"""Seconds below which a time says nothing."""


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


def shortest(act: Callable[[str], object], text: str) -> float:
    """Seconds of processor time, the shortest of three."""
    times = []
    for _ in range(3):
        began = time.process_time()
        act(text)
        times.append(time.process_time() - began)
    return max(LEAST, min(times))


@pytest.mark.parametrize("flood", floods(0))
@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_work_grows_with_a_flood_and_not_with_its_square(
    act: Callable[[str], object], flood: str
) -> None:
    small, large = (floods(size)[flood] for size in (SMALL, 4 * SMALL))
    assert shortest(act, large) <= NEAR_LINEAR * shortest(act, small)
