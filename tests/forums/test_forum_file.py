"""A forum file is read whole, or refused with everything that is wrong, by line."""

import contextlib
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from declaration.drafting.models import ClauseKind
from declaration.forums.forum_file import (
    MOST_CLAUSES,
    Fault,
    ForumFileErrors,
    read_forum_file,
)
from declaration.forums.forum_file.marked_yaml import LARGEST
from declaration.forums.forum_file.problems import ARABIC_OF_RULES, SENTENCES
from declaration.forums.forum_file.reader import CLAUSE_KINDS, DIGITS
from declaration.forums.models import Digits
from declaration.procedure import rules

MALFORMED = Path(__file__).parent / "malformed"
SAMPLE = files("declaration.sample") / "yanbu.yaml"
SMALL = Path(__file__).parents[1] / "data" / "forum.yaml"


def expectations() -> dict[str, list[str]]:
    """What is wrong with each file, as `line code`."""
    rows = (MALFORMED / "expected.txt").read_text("utf-8").splitlines()
    named = (row.split(": ") for row in rows if row and not row.startswith("#"))
    return {name: wrong.split(", ") for name, wrong in named}


EXPECTED = expectations()


def problems_of(source: str | bytes) -> list[str]:
    with pytest.raises(ForumFileErrors) as refused:
        read_forum_file(source)
    for problem in refused.value.problems:
        for language in ("ar", "en"):
            sentence = problem.sentence(language)
            assert "{" not in sentence
            assert sentence.rstrip().endswith((".", ")"))
    return [f"{problem.line} {problem.code}" for problem in refused.value.problems]


def test_every_malformed_file_has_its_expectation() -> None:
    assert {path.stem for path in MALFORMED.glob("*.yaml")} == EXPECTED.keys()
    assert len(EXPECTED) >= 60


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_malformed_file_is_refused_with_all_its_lines(name: str) -> None:
    assert problems_of((MALFORMED / f"{name}.yaml").read_bytes()) == EXPECTED[name]


def test_every_fault_is_shown_by_a_file_and_has_two_sentences() -> None:
    shown = {wrong.split(" ")[1] for wrongs in EXPECTED.values() for wrong in wrongs}
    too_long_to_keep = {Fault.TOO_LARGE, Fault.TOO_MANY_CLAUSES}
    assert shown == {fault.value for fault in Fault} - too_long_to_keep
    assert SENTENCES.keys() == set(Fault)


def test_every_answer_of_the_rules_is_said_in_arabic_too() -> None:
    answers = {
        value for name, value in vars(rules).items() if name.isupper() and type(value) is str
    }
    assert answers == ARABIC_OF_RULES.keys()


def test_a_huge_file_is_refused_before_it_is_read() -> None:
    assert problems_of("#" * (LARGEST + 1)) == ["1 too-large"]


def test_a_declaration_of_more_clauses_than_the_record_names_at_once_is_refused() -> None:
    head, lists, tail = SMALL.read_text("utf-8").partition("  clauses:\n")
    have, line = tail.count("kind:"), head.count("\n") + 2

    def of(count: int) -> str:
        more = (
            f"    - {{key: more-{n}, kind: operative, text: {{ar: نلتزم.}}}}\n"
            for n in range(count)
        )
        return head + lists + "".join(more) + tail

    told = read_forum_file(of(MOST_CLAUSES - have))
    assert len(told.declaration.clauses) == MOST_CLAUSES
    assert problems_of(of(MOST_CLAUSES - have + 1)) == [f"{line} too-many-clauses"]


def test_the_largest_file_of_brackets_is_refused_for_its_depth() -> None:
    assert problems_of("[" * (LARGEST - 1)) == ["1 too-deep"]


def test_a_lone_surrogate_is_a_forbidden_character_not_a_crash() -> None:
    assert problems_of("format: declaration/forum/v1\nforum: \ud800\n") == ["2 control-character"]


def test_the_order_of_what_is_wrong_is_the_order_of_the_lines() -> None:
    with pytest.raises(ForumFileErrors) as refused:
        read_forum_file((MALFORMED / "six-things-at-once.yaml").read_bytes())
    lines = [problem.line for problem in refused.value.problems]
    assert lines == sorted(lines)


def test_the_same_file_reads_the_same_with_a_byte_order_mark_and_windows_line_ends() -> None:
    text = SAMPLE.read_text("utf-8")
    windows = b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()
    assert read_forum_file(windows) == read_forum_file(text)


def test_times_are_written_in_the_forum_s_zone_and_read_as_utc() -> None:
    file = read_forum_file(SAMPLE.read_text("utf-8"))
    assert file.sittings[0].starts == datetime(2023, 5, 10, 6, 0, tzinfo=UTC)
    assert file.declaration.closes == datetime(2023, 5, 10, 15, 0, tzinfo=UTC)


def test_a_word_stays_the_word_that_was_written() -> None:
    text = SAMPLE.read_text("utf-8").replace("en: Nizwa}", "en: No}", 1)
    delegations = {each.key: each for each in read_forum_file(text).delegations}
    assert delegations["nizwa"].name["en"] == "No"


def test_a_sub_item_keeps_its_own_line() -> None:
    file = read_forum_file(SAMPLE.read_text("utf-8"))
    clause = next(clause for clause in file.declaration.clauses if clause.key == "o-02")
    assert len(clause.text["ar"].splitlines()) == len(clause.text["en"].splitlines()) == 5


def test_the_file_s_words_are_those_the_tables_know() -> None:
    assert set(CLAUSE_KINDS) == {kind.value for kind in ClauseKind}
    assert set(DIGITS) == {digits.value for digits in Digits}


SAMPLE_TEXT = SAMPLE.read_text("utf-8")


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused_never_a_crash(text: str) -> None:
    with contextlib.suppress(ForumFileErrors):
        read_forum_file(text)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_never_a_crash(data: bytes) -> None:
    with contextlib.suppress(ForumFileErrors):
        read_forum_file(data)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_file_with_a_line_spoilt_is_read_or_refused_at_a_line_it_has(data: st.DataObject) -> None:
    lines = SAMPLE_TEXT.splitlines()
    at = data.draw(st.integers(0, len(lines) - 1))
    indent = len(lines[at]) - len(lines[at].lstrip())
    spoilt = data.draw(st.sampled_from(["x", "- x", "? ", "[", "key: {", "|", "'", "&a", "…", "0"]))
    lines[at] = " " * data.draw(st.sampled_from([indent, 0, indent + 2])) + spoilt
    refused = None
    try:
        read_forum_file("\n".join(lines))
    except ForumFileErrors as error:
        refused = error
    for problem in refused.problems if refused else ():
        assert 1 <= problem.line <= len(lines) + 1
