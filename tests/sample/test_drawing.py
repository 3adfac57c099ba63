"""Drawn amendments clash, touch, come late, and are never two alike."""

from itertools import combinations

import pytest

from declaration.drafting.models import ClauseKind
from declaration.sample.drawing import Drawing, Drawn, Standing
from declaration.sample.generating import Size, generated_forum, phrases
from declaration.text import conflicts, inspect, merge, normalize

SIZE = Size(delegations=30, amendments=120, clauses=24, seed=7)
FILE = generated_forum(SIZE)
STANDING = [
    Standing(each.key, ClauseKind(each.kind), each.text["ar"], row)
    for row, each in enumerate(FILE.declaration.clauses, start=1)
]
OLDER = [each for each in STANDING if each.kind is ClauseKind.OPERATIVE][:8]
CITIES = [each.key for each in FILE.delegations]


def drawn(seed: int = 7, count: int = 120) -> list[Drawn]:
    return Drawing(seed, phrases(), CITIES).wave(2, count, STANDING, OLDER)


WAVE = drawn()


def related(texts: dict[int, str], base: str) -> tuple[set[int], set[int]]:
    """Of the texts of one clause, those in a conflict and those that touch another."""
    clash = {
        id
        for one, other, reason in conflicts(base, texts)
        if reason.conflicts
        for id in (one, other)
    }
    touch: set[int] = set()
    for one, other in combinations(texts, 2):
        result = merge(base, {one: texts[one], other: texts[other]})
        if result.touching and not result.conflicts:
            touch |= {one, other}
    return clash, touch


def by_clause() -> dict[Standing, dict[int, str]]:
    found: dict[Standing, dict[int, str]] = {}
    for place, each in enumerate(WAVE):
        if each.on is not None and each.wording.text:
            found.setdefault(each.on, {})[place] = each.wording.text
    return found


def test_at_least_fifteen_in_a_hundred_clash() -> None:
    clash = [related(texts, on.text)[0] for on, texts in by_clause().items()]
    assert sum(map(len, clash)) >= 0.15 * len(WAVE)


def test_at_least_ten_in_a_hundred_touch() -> None:
    touch = [related(texts, on.text)[1] for on, texts in by_clause().items()]
    assert sum(map(len, touch)) >= 0.10 * len(WAVE)


def test_at_least_five_in_a_hundred_are_on_an_old_version() -> None:
    drawing = Drawing(7, phrases(), CITIES)
    moved_on = [
        Standing(each.key, each.kind, each.text, each.version_id + 1000) for each in STANDING
    ]
    late = [each for each in drawing.wave(2, 120, moved_on, OLDER) if each.on in OLDER]
    assert len(late) >= 0.05 * 120


def test_every_kind_is_drawn() -> None:
    wordings = [each.wording for each in WAVE]
    assert any(each.removes for each in wordings)
    assert any(each.moves and each.text is None for each in wordings)
    assert any(each.wording.moves and each.wording.text and each.on for each in WAVE)
    assert any(each.to is not None for each in WAVE)
    assert any(each.on and each.on.kind is ClauseKind.HEADING for each in WAVE)
    places = [each.wording.after for each in WAVE if each.on is None and each.to is None]
    assert len(set(places)) < len(places)


def test_no_two_are_alike() -> None:
    said = [(each.on.key if each.on else each.to, each.wording) for each in WAVE]
    alone = {(on, w.text, w.removes, w.after) for on, w in said}
    assert len(alone) == len(said)


def test_the_same_seed_draws_the_same_and_another_does_not() -> None:
    assert drawn() == WAVE
    assert drawn(seed=8) != WAVE
    assert generated_forum(SIZE) == FILE


@pytest.mark.parametrize("clauses", [24, 300])
def test_every_clause_reads_otherwise(clauses: int) -> None:
    texts = [each.text["ar"] for each in generated_forum(Size(clauses=clauses)).declaration.clauses]
    assert len(set(texts)) == len(texts)
    assert all(normalize(text) == text for text in texts)
    operative = [text for text in texts if text.endswith(".")]
    assert len(operative) == clauses
    assert not any(inspect(text) for text in operative)
