"""The endorsed text, read by an independent reader."""

import re
import unicodedata
from dataclasses import replace
from datetime import timedelta, timezone
from pathlib import Path

import pytest

from declaration.documents.clauses import bookmark_name
from declaration.documents.endorsed import write_endorsed
from declaration.documents.values import ClauseText
from declaration.drafting.models import ClauseKind
from declaration.forums.models import Digits
from tests.documents.independent import NS, W, WordFile, checkers, clause_words, faults, words
from tests.documents.texts import CLAUSES, ENDORSED, IMPRINT


@pytest.fixture(scope="module")
def endorsed() -> bytes:
    return write_endorsed(ENDORSED)


def test_the_file_is_clean(endorsed: bytes, tmp_path: Path) -> None:
    path = tmp_path / "endorsed.docx"
    path.write_bytes(endorsed)
    assert checkers(path) == []
    assert faults(endorsed) == []


def test_the_file_in_english_is_clean(tmp_path: Path) -> None:
    english = replace(
        ENDORSED,
        imprint=replace(IMPRINT, language="en"),
        clauses=(
            ClauseText("o-1", ClauseKind.OPERATIVE, "1", "We call on cities (مدن) to act:\nnow;"),
        ),
    )
    path = tmp_path / "endorsed.docx"
    path.write_bytes(write_endorsed(english))
    assert checkers(path) == []
    turned = set()
    for paragraph in WordFile(path.read_bytes()).body.iter(f"{W}p"):
        (style,) = (each.get(f"{W}val") for each in paragraph.iter(f"{W}pStyle"))
        if not style.endswith("En"):
            turned.add(style)
            assert not re.search("[A-Za-z]{3}", words(paragraph)), "only what is written in Arabic"
    assert turned == {"Cover", "TableText", "Annex"}, "names, offices and what delegations wrote"


def test_every_clause_is_in_its_bookmark_word_for_word(endorsed: bytes) -> None:
    expected = {bookmark_name(c.key): c.text for c in CLAUSES}
    assert clause_words(endorsed) == expected


def test_between_the_clauses_stands_nothing_else(endorsed: bytes) -> None:
    inside = False
    left_out = []
    open_marks = 0
    total = len(CLAUSES)
    for block in WordFile(endorsed).body:
        starts = len(block.findall(".//w:bookmarkStart", NS))
        ends = len(block.findall(".//w:bookmarkEnd", NS))
        inside = inside or starts > 0
        if inside and not starts and not open_marks and total:
            left_out.append(words(block))
        open_marks += starts - ends
        total -= ends
    assert left_out == []


def test_numbers_stand_before_the_words_in_the_digits_of_the_forum() -> None:
    indic = replace(ENDORSED, imprint=replace(IMPRINT, digits=Digits.ARABIC_INDIC))
    printed = [words(p) for p in WordFile(write_endorsed(indic)).body.findall("w:p", NS)]
    assert any(p.startswith("٢.ندعو إلى تخصيص 5%") for p in printed)


def test_letters_are_lists_that_no_editing_renumbers(endorsed: bytes) -> None:
    word = WordFile(endorsed)
    levels = word.part("word/numbering.xml").iter(f"{W}lvl")
    shown = [
        (level.find("w:numFmt", NS).get(f"{W}val"), level.find("w:lvlText", NS).get(f"{W}val"))
        for level in levels
    ]
    assert shown == [("none", "(أ)"), ("none", "(ب)"), ("none", "(ج)")]


def test_cities_sign_in_the_order_of_the_arabic_alphabet(endorsed: bytes) -> None:
    table = WordFile(endorsed).body.find("w:tbl", NS)
    cities = [words(row.find("w:tc", NS)) for row in table.findall("w:tr", NS)]
    assert cities == ["المدينة", "أبو ظبي", "الجبيل الصناعية", "القاهرة", "ينبع الصناعية"]
    assert table.find("w:tr/w:trPr/w:tblHeader", NS) is not None


def test_equal_values_give_equal_bytes(endorsed: bytes) -> None:
    assert write_endorsed(ENDORSED) == endorsed


def test_the_properties_say_what_the_file_is(endorsed: bytes) -> None:
    core = WordFile(endorsed).archive.read("docProps/core.xml").decode()
    assert f"<dc:title>{IMPRINT.title}</dc:title>" in core
    assert "<dc:language>ar</dc:language>" in core
    assert "2023-05-11T09:30:00Z" in core
    assert "Rev.7" in WordFile(endorsed).archive.read("docProps/custom.xml").decode()


def test_an_hour_of_another_zone_is_written_in_utc() -> None:
    riyadh = timezone(timedelta(hours=3))
    moved = replace(ENDORSED, imprint=replace(IMPRINT, issued=IMPRINT.issued.astimezone(riyadh)))
    assert (
        "T09:30:00Z" in WordFile(write_endorsed(moved)).archive.read("docProps/core.xml").decode()
    )


def test_an_hour_of_no_zone_is_refused() -> None:
    naive = replace(ENDORSED, imprint=replace(IMPRINT, issued=IMPRINT.issued.replace(tzinfo=None)))
    with pytest.raises(ValueError, match="zone"):
        write_endorsed(naive)


@pytest.mark.parametrize(
    ("because", "text"),
    [
        ("markup is text", "<w:p/> & \"quoted\" 'so' ]]>"),
        ("a clause may begin in Latin", "UNESCO تدعم المدن."),
        ("a clause of digits alone", "2030"),
        ("marks and tatweel stay", "مُـدُنُ التَّعَلُّمِ"),
        ("a joiner stays", "می‌خواهم COP28"),
        ("emoji are beyond the first plane", "مدينة 🏙️ City 🏙️"),
        ("an empty clause", ""),
        ("forty sub-items pass the alphabet", "\n".join(["بند:", *("فرع؛",) * 40])),
    ],
)
def test_any_words_are_kept(because: str, text: str, tmp_path: Path) -> None:
    clause = ClauseText("o-1", ClauseKind.OPERATIVE, "1", text)
    written = write_endorsed(replace(ENDORSED, clauses=(clause,)))
    path = tmp_path / "one.docx"
    path.write_bytes(written)
    assert clause_words(written) == {"_cl_o_1": text}, because
    assert checkers(path) == [], because
    assert faults(written) == [], because
    assert unicodedata.is_normalized("NFC", text)
