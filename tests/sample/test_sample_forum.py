"""The sample forum is a forum file like any other, and a text one would dare to put before cities."""

import re
from collections import Counter

import pytest

from declaration.forums.forum_file import read_forum_file
from declaration.procedure import Role
from declaration.sample import sample_forum, sample_forum_text, template_text
from declaration.text import inspect, normalize, tokenize
from declaration.text.inspection import Flaw

UNPUNCTUATED = ("title", "motto", "heading")
CLAUSES = sample_forum().declaration.clauses
KINDS = Counter(clause.kind for clause in CLAUSES)


def words_of(text: str) -> list[str]:
    return [token for token in tokenize(text) if any(letter.isalnum() for letter in token)]


def test_the_sample_has_the_shape_of_a_declaration() -> None:
    assert KINDS["preambular"] >= 8
    assert KINDS["operative"] >= 24
    assert KINDS["heading"] >= 6
    assert KINDS["annex"] >= 1
    order = [clause.kind for clause in CLAUSES]
    assert order[:4] == ["title", "motto", "motto", "chapeau"]
    assert order.index("bridge") == 4 + KINDS["preambular"]
    assert order[-3:] == ["closing", "annex", "annex"]


def test_the_arabic_text_has_the_length_of_a_declaration() -> None:
    assert 1_400 <= sum(len(words_of(clause.text["ar"])) for clause in CLAUSES) <= 1_900


@pytest.mark.parametrize("clause", CLAUSES, ids=lambda clause: clause.key)
def test_a_clause_is_in_two_languages_and_nothing_in_it_needs_a_second_look(clause) -> None:
    assert clause.text.keys() == {"ar", "en"}
    for text in clause.text.values():
        assert text == normalize(text)
    found = inspect(clause.text["ar"])
    if clause.kind in UNPUNCTUATED:
        found = [finding for finding in found if finding.flaw is not Flaw.OPEN_END]
    assert found == []
    assert clause.text["ar"].count("\n") == clause.text["en"].count("\n")


@pytest.mark.parametrize("clause", CLAUSES, ids=lambda clause: clause.key)
def test_a_clause_opens_and_ends_as_its_kind_does(clause) -> None:
    text = clause.text["ar"]
    match clause.kind:
        case "preambular":
            assert re.match(r"و?إذ (ن|يساورنا)", text)
            assert text.endswith("،")
        case "operative" | "annex" | "closing":
            assert text.endswith(".")
        case "title" | "motto" | "heading":
            assert text[-1].isalnum()
    first, *items = text.split("\n")
    if items:
        assert first.endswith(":")
        assert all(item.endswith("؛") for item in items[:-1])


def test_a_reference_to_a_clause_names_the_clause_it_means() -> None:
    numbered = [clause for clause in CLAUSES if clause.kind == "operative"]
    meant = {"o-16": "o-21", "o-27": "o-07", "annex-terms": "o-05"}
    found = {}
    for clause in CLAUSES:
        if number := re.search(r"(?:لل|ال)بند (\d+)", clause.text["ar"]):
            english = re.search(r"clause (\d+)", clause.text["en"])
            assert english
            assert english[1] == number[1]
            found[clause.key] = numbered[int(number[1]) - 1].key
    assert found == meant


def test_thirty_cities_vote_four_of_them_from_elsewhere_and_two_organisations_watch() -> None:
    delegations = sample_forum().delegations
    assert sum(each.votes for each in delegations) == 30
    assert {"cork", "espoo", "medellin", "yeonsu"} < {each.key for each in delegations}
    assert sum(each.kind == "organisation" for each in delegations) == 2


def test_every_city_has_a_delegate_and_a_signatory() -> None:
    for role in (Role.DELEGATE, Role.SIGNATORY):
        having = {person.delegation for person in sample_forum().people if role in person.roles}
        assert having == {each.key for each in sample_forum().delegations if each.votes}


def test_people_are_called_by_their_office_and_written_to_nowhere() -> None:
    for person in sample_forum().people:
        assert person.email.endswith("@forum.example")
        assert re.match(
            r"(مندوبة?|مستشارة?|الموقّع|المراقبة?|رئيس|أمينة|محرر) ", person.name["ar"] + " "
        )


def test_the_sample_says_that_it_records_nothing() -> None:
    note = sample_forum().forum.about["note"]
    assert sample_forum().forum.sample
    assert "لا تسجّل" in note["ar"]
    assert "do not record" in note["en"]


def test_the_file_comes_from_no_word_processor() -> None:
    text = sample_forum_text()
    assert not re.search("[یکہۀ\u0640\u200e\u200f\u00a0]", text)


def test_the_template_is_a_forum_file_that_uses_every_field() -> None:
    template = read_forum_file(template_text())
    assert template.forum.about.keys() == {"note", "motto", "organisers", "partners"}
    assert template.forum.rules
    assert template.sittings
    assert {person.language for person in template.people} == {"ar", "en"}
    roles = {role for person in template.people for role in person.roles}
    assert roles == {role.value for role in Role}


def test_the_template_explains_itself_in_both_languages() -> None:
    comments = re.findall(r"# (.*)", template_text())
    assert sum(bool(re.search("[ء-ي]", comment)) for comment in comments) > 15
    assert sum(bool(re.search("[a-z]{3}", comment)) for comment in comments) > 15
