"""The papers beside the text: compilation, voting record, bilingual text."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from declaration.documents.bilingual import write_bilingual
from declaration.documents.clauses import bookmark_name
from declaration.documents.compilation import write_compilation
from declaration.documents.values import RecordedVote
from declaration.documents.voting_record import tally, write_voting_record
from declaration.forums.models import Digits
from declaration.procedure.states import Choice
from tests.documents.independent import NS, W, WordFile, checkers, clause_words, faults, words
from tests.documents.texts import BILINGUAL, CLAUSES, COMPILATION, VOTING_RECORD

PAPERS = [
    (write_compilation, COMPILATION),
    (write_voting_record, VOTING_RECORD),
    (write_bilingual, BILINGUAL),
]


@pytest.mark.parametrize(("write", "value"), PAPERS)
@pytest.mark.parametrize("digits", Digits)
@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_file_is_clean(
    write: Callable, value, digits: Digits, language: str, tmp_path: Path
) -> None:
    imprint = replace(value.imprint, digits=digits, language=language)
    data = write(replace(value, imprint=imprint))
    path = tmp_path / "paper.docx"
    path.write_bytes(data)
    assert checkers(path) == []
    if language == "ar":
        assert faults(data) == []


def lines_of(data: bytes) -> list[str]:
    return [words(p) for p in WordFile(data).body.iter(f"{W}p")]


def test_a_compilation_says_who_wants_what_and_why() -> None:
    said = lines_of(write_compilation(COMPILATION))
    assert "مقدَّم من: وفد الدوحة، وفد الكويت" in said
    assert "المبررات: صياغة أوضح (UNESCO)." in said
    assert "يُحذف البند." in said
    assert "بند جديد: نلتزم بنشر التقدم المحرز:" in said
    assert said.index("التعديل 14") < said.index("التعديل 12") < said.index("التعديل 13")


def test_a_compilation_says_whether_the_text_converges() -> None:
    assert cells_of(write_compilation(COMPILATION), 1) == [
        ["المراجعة", "الأقواس", "الصيغ المقترحة", "البنود المتفق عليها", "البنود"],
        ["Rev.1", "9", "12", "0", "20"],
        ["Rev.2", "4", "5", "13", "20"],
    ]


def test_a_compilation_shows_old_and_new_words_apart() -> None:
    word = WordFile(write_compilation(COMPILATION))
    looks = {"Removed": "", "Added": ""}
    for run in word.body.iter(f"{W}r"):
        style = run.find("w:rPr/w:rStyle", NS)
        if style is not None and style.get(f"{W}val") in looks:
            looks[style.get(f"{W}val")] += words(run)
    assert "5%" in looks["Removed"]
    assert "7%" in looks["Added"]


def cells_of(data: bytes, table: int) -> list[list[str]]:
    found = WordFile(data).body.findall("w:tbl", NS)[table]
    return [[words(c) for c in r.findall("w:tc", NS)] for r in found.findall("w:tr", NS)]


def test_a_compilation_of_nothing_says_so() -> None:
    assert "لا تعديل مقبول شكلاً ينتظر البت فيه." in lines_of(
        write_compilation(replace(COMPILATION, clauses=()))
    )


def test_a_record_lists_each_vote_in_alphabetical_order() -> None:
    rows = cells_of(write_voting_record(VOTING_RECORD), 2)
    assert rows[0] == ["الوفد", "الصوت"] * 2
    down = [(row[0], row[1]) for row in rows[1:]] + [(row[2], row[3]) for row in rows[1:] if row[2]]
    assert down == [
        ("أبو ظبي", "مع"),
        ("بيروت", "لم يصوّت"),
        ("تونس", "مع"),
        ("الجبيل الصناعية", "ضد"),
        ("الدوحة", "مع"),
        ("القاهرة", "امتناع"),
        ("ينبع الصناعية", "مع"),
    ]


def test_totals_are_counted_from_the_votes() -> None:
    (ballot,) = VOTING_RECORD.ballots
    assert tally(ballot) == {Choice.IN_FAVOUR: 4, Choice.AGAINST: 1, Choice.ABSTAIN: 1, None: 1}
    assert cells_of(write_voting_record(VOTING_RECORD), 1) == [
        ["مع", "ضد", "امتناع", "لم يصوّت", "اللازم للاعتماد"],
        ["4", "1", "1", "1", "4"],
    ]


@pytest.mark.parametrize("votes", [0, 1, 2, 30])
def test_any_number_of_votes_fits_the_page(votes: int, tmp_path: Path) -> None:
    (ballot,) = VOTING_RECORD.ballots
    cast = tuple(RecordedVote(f"مدينة {n}", Choice.IN_FAVOUR) for n in range(votes))
    record = replace(VOTING_RECORD, ballots=(replace(ballot, votes=cast),))
    data = write_voting_record(record)
    assert faults(data) == []
    path = tmp_path / "record.docx"
    path.write_bytes(data)
    assert checkers(path) == []


def test_each_clause_stands_beside_its_translation() -> None:
    data = write_bilingual(BILINGUAL)
    rows = cells_of(data, 0)
    assert len(rows) == len(CLAUSES) + 1
    assert rows[1] == [CLAUSES[0].text, BILINGUAL.translations["title"]]
    assert rows[2] == [CLAUSES[1].text, "Not translated yet"]
    assert clause_words(data) == {bookmark_name(c.key): c.text for c in CLAUSES}


def test_a_translations_number_is_as_english_prints_it() -> None:
    translations = {**BILINGUAL.translations, "p-1": "Recalling the 2030 Agenda,"}
    rows = cells_of(write_bilingual(replace(BILINGUAL, translations=translations)), 0)
    original = CLAUSES[3]
    assert original.number == "د1"
    assert rows[4] == [f"د1{original.text}", "P1Recalling the 2030 Agenda,"]
