"""Names, lists and the words of states."""

import re

import pytest
from flask import Flask
from markupsafe import Markup

from declaration.formats import (
    Writing,
    condition_sentence,
    in_order,
    initial,
    isolate,
    listed,
    listed_names,
    name_in,
    state_word,
    term,
)
from declaration.formats.conditions import MISSING
from declaration.formats.states import STATES
from declaration.procedure import conditions, states
from declaration.procedure.acts import Act
from declaration.proof import FORMS

ARABIC, ENGLISH = Writing(), Writing("en")

MACHINES = {
    "declaration": states.DeclarationState,
    "clause": states.ClauseState,
    "amendment": states.AmendmentState,
    "ballot": states.BallotState,
    "outcome": states.Outcome,
    "endorsement": states.EndorsementState,
    "mandate": states.MandateState,
    "credentials": states.CredentialsState,
    "sitting": states.SittingState,
    "fate": states.Fate,
}


@pytest.mark.parametrize(
    ("items", "writing", "shown"),
    [
        ([], ARABIC, ""),
        (["فاس"], ARABIC, "فاس"),
        (["فاس", "تونس"], ARABIC, "فاس وتونس"),
        (["الرياض", "جدة", "تونس"], ARABIC, "الرياض، جدة وتونس"),
        (["Fez", "Tunis", "Doha"], ENGLISH, "Fez, Tunis and Doha"),
    ],
)
def test_a_list_is_one_sentence(items: list[str], writing: Writing, shown: str) -> None:
    assert listed(items, writing) == shown


def test_names_in_a_list_do_not_disturb_each_other() -> None:
    shown = listed_names(["<b>", "فاس"], ENGLISH)
    assert shown == Markup('<bdi class="long">&lt;b&gt;</bdi> and <bdi class="long">فاس</bdi>')


def test_names_stand_in_arabic_order_whatever_their_article() -> None:
    names = ["مكة", "القاهرة", "الرياض", "الدار البيضاء", "بغداد", "الأقصر", "أبوظبي"]
    assert in_order(names) == [
        "أبوظبي",
        "الأقصر",
        "بغداد",
        "الدار البيضاء",
        "الرياض",
        "القاهرة",
        "مكة",
    ]


def test_latin_names_stand_in_order_whatever_their_accents_and_hyphens() -> None:
    names = ["Nizwa", "Al-Ahsa", "Medina", "Al Wakrah", "Medellín", "aden", "Al Ain"]
    assert in_order(names) == [
        "aden",
        "Al-Ahsa",
        "Al Ain",
        "Al Wakrah",
        "Medellín",
        "Medina",
        "Nizwa",
    ]


def test_a_name_falls_back_to_arabic() -> None:
    assert name_in({"ar": "فاس", "en": "Fez"}, "en") == "Fez"
    assert name_in({"ar": "فاس"}, "en") == "فاس"
    assert name_in("فاس", "en") == "فاس"
    assert name_in({}, "en") == ""


def test_the_letter_of_a_delegation_passes_over_the_article() -> None:
    assert [initial(name) for name in ("الدوحة", "فاس", "")] == ["د", "ف", "؟"]


def test_a_name_is_isolated_where_no_element_can_be() -> None:
    assert isolate("Fez") == "\u2068Fez\u2069"


@pytest.mark.parametrize("machine", MACHINES)
def test_every_state_has_a_word_in_both_languages(app: Flask, machine: str) -> None:
    assert STATES[machine].keys() == {state.value for state in MACHINES[machine]}
    for value in STATES[machine]:
        with app.test_request_context("/?lang=ar"):
            arabic = str(state_word(machine, value).word)
        with app.test_request_context("/?lang=en"):
            english = str(state_word(machine, value).word)
        assert any("\u0600" <= sign <= "\u06ff" for sign in arabic), value
        assert english.isascii(), value


def test_an_unknown_state_is_an_error_and_not_a_blank() -> None:
    with pytest.raises(KeyError):
        state_word("amendment", "adoptd")


@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_act_and_what_it_is_done_to_has_a_name(app: Flask, language: str) -> None:
    with app.test_request_context(f"/?lang={language}"):
        names = [str(term("act", act.value)) for act in Act]
        things = {kind for form in FORMS.values() for kind in form.on}
        names += [str(term("object", thing)) for thing in things]
    is_arabic = [bool(re.search("[\u0600-\u06ff]", name)) for name in names]
    assert set(is_arabic) == {language == "ar"}


def test_every_condition_of_the_tables_says_what_is_missing(app: Flask) -> None:
    named = {
        name
        for name, it in vars(conditions).items()
        if callable(it) and getattr(it, "__module__", "") == conditions.__name__
    }
    assert named <= MISSING.keys()
    with app.test_request_context("/?lang=ar"):
        for name in MISSING:
            assert not str(condition_sentence(name)).isascii(), name
