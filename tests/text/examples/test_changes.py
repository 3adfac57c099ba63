"""Every hand-written example reads as its sentence says."""

from collections import Counter

import pytest
import regex

from declaration.text import diff
from tests.text.examples.drawing import Example, agrees, examples

EXAMPLES = examples()


def clusters_end(text: str) -> set[int]:
    return {0, *(cluster.end() for cluster in regex.finditer(r"\X", text))}


def letters(text: str) -> Counter[str]:
    return Counter(text.replace(" ", "").replace("\n", ""))


def test_there_are_enough_examples_and_each_says_something_else() -> None:
    assert len(EXAMPLES) >= 64
    assert len({example.says for example in EXAMPLES}) == len(EXAMPLES)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.says)
def test_the_expectation_itself_leads_from_old_to_new(example: Example) -> None:
    for reading in example.readings:
        gone = sum((letters(mark.old) for mark in reading), Counter())
        come = sum((letters(mark.new) for mark in reading), Counter())
        assert letters(example.old) + come == letters(example.new) + gone


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.says)
def test_a_reader_sees(example: Example) -> None:
    shown = diff(example.old, example.new)
    seen = "\n".join(f"{c.op} {c.old!r} → {c.new!r} ({c.kind})" for c in shown if c.op != "equal")
    assert any(agrees(reading, shown) for reading in example.readings), f"{example.says}\n{seen}"


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.says)
def test_the_changes_cover_both_texts_and_split_no_letter(example: Example) -> None:
    shown = diff(example.old, example.new)
    assert "".join(change.old for change in shown) == example.old
    assert "".join(change.new for change in shown) == example.new
    old_ends, new_ends = clusters_end(example.old), clusters_end(example.new)
    for change in shown:
        assert example.old[slice(*change.old_span)] == change.old
        assert example.new[slice(*change.new_span)] == change.new
        assert set(change.old_span) <= old_ends
        assert set(change.new_span) <= new_ends


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.says)
def test_the_same_pair_reads_the_same_twice(example: Example) -> None:
    assert diff(example.old, example.new) == diff(example.old, example.new)
