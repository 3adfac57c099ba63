"""Laws of differences: nothing is cut, nothing hidden, as little as possible is changed."""

from itertools import pairwise

import regex
from hypothesis import given

from declaration.text import (
    Kind,
    Op,
    diff,
    distance,
    fold,
    merge,
    refine,
    separate,
)
from declaration.text.script import blocks_between
from declaration.text.tokens import parse
from tests.text.arabic import bases_and_variants, clauses, hostile


def edges(text: str) -> set[int]:
    return {0, *(found.end() for found in regex.finditer(r"\X", text))}


def assert_covers(old: str, new: str) -> None:
    changes = diff(old, new)
    assert "".join(change.old for change in changes) == old
    assert "".join(change.new for change in changes) == new
    old_ends, new_ends = edges(old), edges(new)
    for change in changes:
        assert old[slice(*change.old_span)] == change.old
        assert new[slice(*change.new_span)] == change.new
        assert set(change.old_span) <= old_ends
        assert set(change.new_span) <= new_ends
        assert (change.op is Op.EQUAL) == (change.old == change.new)
        assert (change.op is Op.EQUAL) == (change.kind is None)
        assert (change.op is Op.INSERT) == (not change.old)
        assert (change.op is Op.DELETE) == (not change.new)
    for one, other in pairwise(changes):
        assert Op.EQUAL in (one.op, other.op)
        assert one.op is not other.op


@given(clauses, clauses)
def test_changes_cover_both_texts(old: str, new: str) -> None:
    assert_covers(old, new)


@given(bases_and_variants())
def test_changes_cover_a_base_and_its_wordings(case: tuple[str, dict[int, str]]) -> None:
    for text in case[1].values():
        assert_covers(case[0], text)


@given(hostile, hostile)
def test_changes_cover_texts_of_any_kind(old: str, new: str) -> None:
    assert_covers(old, new)


@given(bases_and_variants())
def test_as_few_words_change_as_can(case: tuple[str, dict[int, str]]) -> None:
    base, variants = case
    for text in variants.values():
        old, new = parse(base), parse(text)
        blocks = blocks_between(old, new)
        touched = sum(b - a + d - c for a, b, c, d in blocks)
        assert touched == fewest_words(old.words, new.words)
        at = shift = 0
        for a, b, c, d in blocks:
            assert old.words[at:a] == new.words[at + shift : a + shift]
            assert c == a + shift
            at, shift = b, d - b
        assert old.words[at:] == new.words[at + shift :]


def fewest_words(old: list[str], new: list[str]) -> int:
    """How many words are deleted or inserted at the least, by the textbook."""
    costs = list(range(len(new) + 1))
    for row, word in enumerate(old, 1):
        above, costs[0] = costs[0], row
        for column, other in enumerate(new, 1):
            cost = above if word == other else 1 + min(costs[column], costs[column - 1])
            above, costs[column] = costs[column], cost
    return costs[-1]


@given(clauses, clauses)
def test_distance_is_none_only_where_no_substance_changes(one: str, other: str) -> None:
    share = distance(one, other)
    assert 0.0 <= share <= 1.0
    assert share == distance(other, one)
    if share == 0.0:
        assert all(change.kind is not Kind.SUBSTANCE for change in diff(one, other))


@given(clauses)
def test_a_text_is_no_distance_from_itself(text: str) -> None:
    assert distance(text, text) == 0.0
    assert all(change.op is Op.EQUAL for change in diff(text, text))


@given(bases_and_variants())
def test_what_is_called_writing_alone_reads_the_same(case: tuple[str, dict[int, str]]) -> None:
    for text in case[1].values():
        for change in diff(case[0], text):
            if change.kind is Kind.SPACING:
                assert change.old.split() == change.new.split()
            if change.kind is Kind.DIACRITICS:
                assert letters(change.old) == letters(change.new)


def letters(text: str) -> str:
    return "".join(c for c in fold(text) if c.isalnum())


@given(bases_and_variants())
def test_refined_changes_cover_the_change_and_split_no_letter(
    case: tuple[str, dict[int, str]],
) -> None:
    for text in case[1].values():
        old_ends, new_ends = edges(case[0]), edges(text)
        for change in diff(case[0], text):
            parts = refine(change)
            assert "".join(part.old for part in parts) == change.old
            assert "".join(part.new for part in parts) == change.new
            for part in parts:
                assert case[0][slice(*part.old_span)] == part.old
                assert text[slice(*part.new_span)] == part.new
                assert set(part.old_span) <= old_ends
                assert set(part.new_span) <= new_ends


@given(bases_and_variants())
def test_separated_changes_merge_into_the_whole(case: tuple[str, dict[int, str]]) -> None:
    base, variants = case
    for text in variants.values():
        parts = separate(base, text)
        assert merge(base, dict(enumerate(parts))).text == text
        assert bool(parts) == (text != base)


def test_words_taken_to_another_place_are_one_change() -> None:
    base = "تجتمع اللجنة في مدينة ينبع كل عام بحضور الأعضاء."
    moved = "كل عام تجتمع اللجنة في مدينة ينبع بحضور الخبراء."
    assert separate(base, moved) == [
        "كل عام تجتمع اللجنة في مدينة ينبع بحضور الأعضاء.",
        "تجتمع اللجنة في مدينة ينبع كل عام بحضور الخبراء.",
    ]


def test_brackets_are_one_change() -> None:
    base = "تعتمد المدن خطة التكيف المناخي في كل دورة."
    bracketed = "تعتمد المدن خطة (التكيف المناخي) في كل سنة."
    assert len(separate(base, bracketed)) == 2
