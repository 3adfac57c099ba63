"""An ordinary draft becomes clauses, each with what speaks for it."""

import io
from dataclasses import replace
from pathlib import Path

import docx
import pytest

from declaration.documents.draft_in import Draft, Ground, read_draft
from declaration.documents.endorsed import write_endorsed
from declaration.documents.guard import open_upload
from declaration.documents.markers import MarkerKind, find_marker
from declaration.documents.values import ClauseText
from declaration.documents.word import read_word
from declaration.drafting.models import ClauseKind
from declaration.forums.models import Digits
from tests.documents.conftest import Office
from tests.documents.mangling import (
    rewritten,
    runs_split,
    runs_wrapped,
    without_bookmarks,
    without_properties,
)
from tests.documents.texts import CLAUSES, ENDORSED

STRUCTURE = [(clause.kind, clause.text) for clause in CLAUSES]


def draft_of(data: bytes) -> Draft:
    return read_draft(read_word(open_upload(data)))


def structure(draft: Draft) -> list[tuple[ClauseKind, str]]:
    return [(clause.kind, clause.text) for clause in draft.clauses]


@pytest.mark.parametrize(
    ("because", "text", "kind", "words"),
    [
        ("an article in words", "المادة الأولى: نلتزم", MarkerKind.CLAUSE, "نلتزم"),
        ("an article in digits", "المادة (٣) - نلتزم", MarkerKind.CLAUSE, "نلتزم"),
        ("an article alone on its line", "المادة الثانية عشرة", MarkerKind.CLAUSE, ""),
        ("a clause", "البند 4: نلتزم", MarkerKind.CLAUSE, "نلتزم"),
        ("an ordinal", "أولاً: التعلم", MarkerKind.ORDINAL, "التعلم"),
        ("an ordinal, the mark before the alif", "ثانيًا- التعلم", MarkerKind.ORDINAL, "التعلم"),
        ("an eastern number", "١- نلتزم", MarkerKind.NUMBER, "نلتزم"),
        ("a western number", "12. نلتزم", MarkerKind.NUMBER, "نلتزم"),
        ("a number in brackets", "(3) نلتزم", MarkerKind.NUMBER, "نلتزم"),
        ("a letter in brackets", "(أ) نص", MarkerKind.LETTER, "نص"),
        ("a letter with a bracket", "ب) نص", MarkerKind.LETTER, "نص"),
        ("the letter ha with its tail", "(هـ) نص", MarkerKind.LETTER, "نص"),
        ("a dash", "- نص", MarkerKind.BULLET, "نص"),
        ("a recital", "د3\tإذ", MarkerKind.RECITAL, "إذ"),
        ("a recital, an eastern digit", "د٣\tإذ", MarkerKind.RECITAL, "إذ"),
        ("a recital of an earlier file", "P3\tإذ", MarkerKind.RECITAL, "إذ"),
        ("an annex", "م1\tالمدن الموقعة", MarkerKind.ANNEX, "المدن الموقعة"),
        ("an annex of an English file", "A1\tSigning cities", MarkerKind.ANNEX, "Signing cities"),
    ],
)
def test_a_marker_is_recognised(because: str, text: str, kind: MarkerKind, words: str) -> None:
    found = find_marker(text)
    assert found is not None, because
    assert (found.kind, found.words) == (kind, words), because


@pytest.mark.parametrize(
    "text",
    [
        "2030 عام حاسم",
        "10–11 مايو 2023",
        "أول ما نؤكده",
        "3.5 مليون متعلم",
        "البنود التالية",
        "نلتزم",
    ],
)
def test_ordinary_words_are_no_marker(text: str) -> None:
    assert find_marker(text) is None


@pytest.mark.parametrize(
    "mangles",
    [(), (without_bookmarks, without_properties), (runs_split,), (runs_wrapped,)],
)
def test_the_endorsed_text_comes_back_word_for_word(mangles: tuple) -> None:
    data = write_endorsed(ENDORSED)
    for mangle in mangles:
        data = rewritten(data, mangle)
    draft = draft_of(data)
    assert structure(draft) == STRUCTURE
    assert {clause.ground for clause in draft.clauses} == {Ground.STYLE}
    assert "التوقيعات" in draft.left_out
    assert ENDORSED.cover.forum in draft.left_out


@pytest.mark.parametrize(
    "clause",
    [
        ClauseText("a-1", ClauseKind.ANNEX, "A1", "الملحق الأول، مسرد المصطلحات."),
        ClauseText("a-2", ClauseKind.ANNEX, "", "2030- عام الأهداف."),
        ClauseText("c-2", ClauseKind.CLOSING, "", "أولاً: صدر في ينبع."),
        ClauseText("o-4", ClauseKind.OPERATIVE, "4", "البند 3: يُقرأ مع ما قبله."),
    ],
    ids=lambda clause: clause.key,
)
@pytest.mark.parametrize("digits", Digits)
def test_no_number_of_ours_stays_among_the_words_and_none_of_the_words_is_taken_for_one(
    clause: ClauseText, digits: Digits
) -> None:
    imprint = replace(ENDORSED.imprint, digits=digits)
    data = write_endorsed(replace(ENDORSED, imprint=imprint, clauses=(*CLAUSES, clause)))
    assert structure(draft_of(data))[-1] == (clause.kind, clause.text)


def test_it_does_so_after_libreoffice_saved_it(tmp_path: Path, office: Office) -> None:
    before, after = tmp_path / "endorsed.docx", tmp_path / "saved.docx"
    before.write_bytes(write_endorsed(ENDORSED))
    office(("open", str(before)), ("save", str(after)))
    data = after.read_bytes()
    for mangle in (without_bookmarks, without_properties):
        data = rewritten(data, mangle)
    assert structure(draft_of(data)) == STRUCTURE


def ordinary() -> bytes:
    """A draft as a secretariat types it: literal and automatic numbers, headings, letters."""
    document = docx.Document()
    title = document.add_paragraph()
    title.add_run("إعلان المدن العربية").bold = True
    title.alignment = 1
    document.add_paragraph("نحن، رؤساء بلديات المدن العربية،")
    document.add_paragraph("إذ نستذكر أهداف التنمية المستدامة؛")
    document.add_paragraph("وإدراكًا منا لأهمية التعلم؛")
    document.add_paragraph("نعلن ونلتزم بما يلي:")
    document.add_heading("المحور الأول: التعلم", level=1)
    document.add_paragraph("المادة الأولى: نلتزم بوضع خطط محلية تشمل:")
    document.add_paragraph("(أ) تعليم الكبار؛")
    document.add_paragraph("ب) محو الأمية الرقمية.")
    document.add_paragraph("المادة الثانية")
    document.add_paragraph("ندعو إلى تمويل مستدام.")
    document.add_paragraph("ثانياً: المتابعة والتقويم")
    document.add_paragraph("نتعهد بإعداد تقرير سنوي.", style="List Number")
    document.add_paragraph("نشجع تبادل الخبرات.", style="List Number")
    broken = document.add_paragraph("٥- نوصي بما يأتي")
    broken.add_run().add_break()
    broken.add_run("في كل مدينة:")
    broken.add_run().add_break()
    broken.add_run("أ- مكتبة؛")
    document.add_paragraph("صدر في ينبع في 11 مايو 2023.")
    document.add_paragraph("التوقيعات")
    document.add_paragraph("مدينة ينبع")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_an_ordinary_draft_is_understood() -> None:
    draft = draft_of(ordinary())
    kind = ClauseKind
    assert structure(draft) == [
        (kind.TITLE, "إعلان المدن العربية"),
        (kind.CHAPEAU, "نحن، رؤساء بلديات المدن العربية،"),
        (kind.PREAMBULAR, "إذ نستذكر أهداف التنمية المستدامة؛"),
        (kind.PREAMBULAR, "وإدراكًا منا لأهمية التعلم؛"),
        (kind.BRIDGE, "نعلن ونلتزم بما يلي:"),
        (kind.HEADING, "المحور الأول: التعلم"),
        (kind.OPERATIVE, "نلتزم بوضع خطط محلية تشمل:\nتعليم الكبار؛\nمحو الأمية الرقمية."),
        (kind.OPERATIVE, "ندعو إلى تمويل مستدام."),
        (kind.HEADING, "ثانياً: المتابعة والتقويم"),
        (kind.OPERATIVE, "نتعهد بإعداد تقرير سنوي."),
        (kind.OPERATIVE, "نشجع تبادل الخبرات."),
        (kind.OPERATIVE, "نوصي بما يأتي في كل مدينة:\nمكتبة؛"),
        (kind.CLOSING, "صدر في ينبع في 11 مايو 2023."),
    ]
    assert draft.left_out == ("التوقيعات", "مدينة ينبع")
    shown = [clause.shown for clause in draft.clauses if clause.kind is kind.OPERATIVE]
    assert shown == ["المادة الأولى:", "المادة الثانية", "1.", "2.", "٥-"]


def test_what_speaks_for_a_clause_is_said_with_a_confidence() -> None:
    grounds = {clause.text: clause.ground for clause in draft_of(ordinary()).clauses}
    assert grounds["المحور الأول: التعلم"] is Ground.STYLE
    assert grounds["ندعو إلى تمويل مستدام."] is Ground.NUMBER
    assert grounds["وإدراكًا منا لأهمية التعلم؛"] is Ground.WORDS
    assert [g.confidence for g in Ground] == sorted((g.confidence for g in Ground), reverse=True)
