"""One walk, two views: what any software may write between two words is read as words."""

import pytest

from declaration.documents.fate import Fate
from declaration.documents.guard import open_upload
from declaration.documents.marked import write_marked
from declaration.documents.reading import OBJECT, Noticed, Reading, from_plain, to_plain
from declaration.documents.word import read_word
from tests.documents.hostile import document
from tests.documents.independent import paragraphs
from tests.documents.texts import CLAUSES, MARKED

BY = 'w:id="1" w:author="وفد" w:date="2026-01-01T00:00:00Z"'


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def gone(text: str) -> str:
    return f"<w:del {BY}><w:r><w:delText>{text}</w:delText></w:r></w:del>"


def come(text: str) -> str:
    return f"<w:ins {BY}>{run(text)}</w:ins>"


def para(content: str, mark: str = "") -> str:
    marked = f"<w:pPr><w:rPr><w:{mark} {BY}/></w:rPr></w:pPr>" if mark else ""
    return f"<w:p>{marked}{content}</w:p>"


def read(body: str) -> Reading:
    return read_word(open_upload(document(body)))


FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF x</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>البند 3</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"


@pytest.mark.parametrize(
    ("because", "body", "base", "new"),
    [
        ("words added", para(run("أ") + come("ب")), ["أ"], ["أب"]),
        ("words removed", para(run("أ") + gone("ب")), ["أب"], ["أ"]),
        ("cut in runs", para(come("أ") + come("ب")), [""], ["أب"]),
        ("a paragraph cut in two", para(run("أ"), "ins") + para(run("ب")), ["أب"], ["أ", "ب"]),
        ("two joined", para(run("أ"), "del") + para(run("ب")), ["أ", "ب"], ["أب"]),
        (
            "moved",
            f"<w:p><w:moveFrom {BY}>{run('أ')}</w:moveFrom></w:p>"
            f"<w:p><w:moveTo {BY}>{run('أ')}</w:moveTo></w:p>",
            ["أ", ""],
            ["", "أ"],
        ),
        ("a link", para(f"<w:hyperlink>{run('أ')}{come('ب')}</w:hyperlink>"), ["أ"], ["أب"]),
        (
            "content controls, blocks and runs",
            f"<w:sdt><w:sdtContent>{para(f'<w:sdt><w:sdtContent>{run(chr(1571))}</w:sdtContent></w:sdt>')}"
            "</w:sdtContent></w:sdt>",
            ["أ"],
            ["أ"],
        ),
        ("a smart tag", para(f"<w:smartTag>{run('أ')}</w:smartTag>"), ["أ"], ["أ"]),
        ("a field shows its result", para(FIELD), ["البند 3"], ["البند 3"]),
        ("a simple field", para(f"<w:fldSimple w:instr='PAGE'>{run('3')}</w:fldSimple>"), ["3"], ["3"]),
        (
            "signs",
            para("<w:r><w:t>أ</w:t><w:tab/><w:t>ب</w:t><w:noBreakHyphen/><w:t>ج</w:t><w:softHyphen/></w:r>"),
            ["أ\tب\u2011ج"],
            ["أ\tب\u2011ج"],
        ),
        ("a manual line break", para("<w:r><w:t>أ</w:t><w:br/><w:t>ب</w:t></w:r>"), ["أ\vب"], ["أ\vب"]),
        ("a page break", para("<w:r><w:t>أ</w:t><w:br w:type='page'/><w:t>ب</w:t></w:r>"), ["أب"], ["أب"]),
        (
            "one branch of alternatives",
            para(
                f"<mc:AlternateContent xmlns:mc='{MC}'><mc:Choice>{run('أ')}</mc:Choice>"
                f"<mc:Fallback>{run('أ')}</mc:Fallback></mc:AlternateContent>"
            ),
            ["أ"],
            ["أ"],
        ),
        ("added by one, removed by another", para(f"<w:ins {BY}>{gone('ب')}</w:ins>"), [""], [""]),
        ("a picture has a place", para(run("أ") + "<w:r><w:drawing/></w:r>"), ["أ" + OBJECT] * 1, ["أ" + OBJECT]),
    ],
)  # fmt: skip
def test_both_views(because: str, body: str, base: list[str], new: list[str]) -> None:
    reading = read(body)
    assert reading.base() == base, because
    assert reading.new() == new, because


@pytest.mark.parametrize(
    ("body", "noticed"),
    [
        (para("<w:r><w:footnoteReference w:id='2'/></w:r>"), Noticed.NOTE),
        (para("<w:r><w:pict/></w:r>"), Noticed.OBJECT),
        (para("<w:r><w:sym w:font='Wingdings' w:char='F04A'/></w:r>"), Noticed.SYMBOL),
        (para("<w:r><w:rPr><w:vanish/></w:rPr><w:t>سر</w:t></w:r>"), Noticed.HIDDEN),
        (para("<w:r><w:rPr><w:b/><w:rPrChange w:id='1'/></w:rPr><w:t>أ</w:t></w:r>"), Noticed.FORMATTING),
        (f"<w:tbl><w:tr><w:tc>{para(run('أ'))}</w:tc></w:tr></w:tbl>", Noticed.TABLE),
        (f"<w:tbl><w:tr><w:trPr><w:ins {BY}/></w:trPr></w:tr></w:tbl>", Noticed.TABLE_CHANGE),
        (para(f"<w:ins {BY}>{gone('ب')}</w:ins>"), Noticed.UNDONE),
    ],
)  # fmt: skip
def test_what_is_not_taken_over_is_said(body: str, noticed: Noticed) -> None:
    assert read(body).noticed[noticed] == 1


def test_every_notice_has_its_sentences() -> None:
    for noticed in Noticed:
        assert "3" in noticed.say("3", "ar")
        assert "3" in noticed.say("3", "en")


def test_our_own_marked_text_is_read_as_it_was_written() -> None:
    data = write_marked(MARKED)
    reading = read_word(open_upload(data))
    assert reading.base() == paragraphs(data, accepted=False)
    assert reading.new() == paragraphs(data, accepted=True)
    assert [r.author for r in reading.remarks][:2] == ["وفد الجبيل الصناعية", "وفد الدوحة"]
    assert {p.end for p in reading.paragraphs} == set(Fate)
    assert from_plain(to_plain(reading)) == reading


def test_automatic_numbers_are_counted_and_letters_too() -> None:
    reading = read_word(open_upload(write_marked(MARKED)))
    assert [p.label for p in reading.paragraphs if p.label][:3] == ["(أ)", "(ب)", "(ج)"]
    assert len(CLAUSES) <= len(reading.paragraphs)
