import re
from pathlib import Path
from typing import Any

import pytest

from declaration.procedure.acts import Act
from declaration.proof import FORMS
from declaration.proof import kinds as k
from declaration.proof.drawing import acts_table, fill, names_of_facts
from declaration.proof.kinds import Kind

DOCS = Path(__file__).parents[2] / "docs/proof.md"
PACKAGE = Path(__file__).parents[2] / "declaration"


def test_every_act_has_its_form() -> None:
    assert FORMS.keys() == set(Act)


def test_the_docs_list_the_acts_that_the_code_obeys() -> None:
    text = DOCS.read_text("utf-8")
    assert acts_table() in text
    assert fill(text) == text


def test_the_docs_explain_every_fact() -> None:
    text = DOCS.read_text("utf-8")
    explained = set(re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE))
    assert names_of_facts() - explained == set()


@pytest.mark.parametrize("act", Act)
def test_a_form_says_and_seals_each_thing_once(act: Act) -> None:
    form = FORMS[act]
    assert form.facts.keys().isdisjoint(form.optional)
    assert len({*form.seals, *form.may_seal}) == len(form.seals + form.may_seal)
    assert form.on


def test_a_room_is_one_of_the_house() -> None:
    rooms = {form.room for form in FORMS.values()}
    later = {"plenary"}
    assert rooms - later <= {path.name for path in PACKAGE.iterdir()}


@pytest.mark.parametrize(
    ("because", "kind", "value", "holds"),
    [
        ("a delegation's key", k.KEY, "jubail", True),
        ("a name is no key", k.KEY, "الجبيل", False),
        ("two words are no key", k.KEY, "al jubail", False),
        ("an address is no key", k.KEY, "a@b.example", False),
        ("nothing is no key", k.KEY, "", False),
        ("an amendment's number", k.AMENDMENT, "31", True),
        ("its part", k.AMENDMENT, "31أ", True),
        ("a draft", k.AMENDMENT, "draft-7", True),
        ("a sentence is no amendment", k.AMENDMENT, "31 أضف", False),
        ("a count", k.NUMBER, 0, True),
        ("yes is no count", k.NUMBER, True, False),
        ("a debt is no count", k.NUMBER, -1, False),
        ("yes", k.FLAG, True, True),
        ("one is not yes", k.FLAG, 1, False),
        ("a hash", k.SHA256, "0" * 64, True),
        ("a hash in capitals", k.SHA256, "A" * 64, False),
        ("a symbol", k.SYMBOL, "Rev.12", True),
        ("a moment", k.MOMENT, "2023-05-10T09:00:00+00:00", True),
        ("a moment with decimals", k.MOMENT, "2023-05-10T09:00:00.000001Z", True),
        ("a moment elsewhere", k.MOMENT, "2023-05-10T12:00:00+03:00", False),
        ("a list", k.KEYS, ["jubail", "yanbu"], True),
        ("nobody", k.KEYS, [], True),
        ("one delegation twice", k.KEYS, ["jubail", "jubail"], False),
        ("no list", k.KEYS, "jubail", False),
        ("an object", k.TOTALS, {"for": 1, "against": 0, "abstaining": 0}, True),
        ("half an object", k.TOTALS, {"for": 1}, False),
        (
            "an object with something besides",
            k.TOTALS,
            {"for": 1, "against": 0, "abstaining": 0, "names": 3},
            False,
        ),
        ("no object", k.TOTALS, [1, 0, 0], False),
        ("null where it is allowed", k.or_null(k.NONCE), None, True),
        ("null where it is not", k.NONCE, None, False),
    ],
)
def test_a_kind_holds_its_values_alone(because: str, kind: Kind, value: Any, holds: bool) -> None:
    assert kind.holds(value) is holds, because
