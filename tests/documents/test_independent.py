"""The independent reader sees what it is there to see: each rule, broken once in a good file."""

import pytest

from declaration.documents.endorsed import write_endorsed
from declaration.documents.marked import write_marked
from tests.documents.independent import faults
from tests.documents.mangling import rewritten
from tests.documents.texts import ENDORSED, MARKED

BROKEN = [
    ("an Arabic run from the left", "document", "<w:rPr><w:rtl/></w:rPr><w:t ", "<w:t "),
    ("a Latin run from the right", "document", "<w:r><w:t ", "<w:r><w:rPr><w:rtl/></w:rPr><w:t "),
    ("a paragraph from the left", "document", "<w:pPr><w:pStyle", '<w:pPr><w:pStyle w:val="x"/><w:bidi w:val="0"/><w:pStyle'),
    ("no direction in the style", "styles", "<w:bidi/>", ""),
    ("aligned to the right", "styles", '<w:jc w:val="both"/>', '<w:jc w:val="right"/>'),
    ("a size for Latin letters alone", "styles", '<w:szCs w:val="26"/>', ""),
    ("bold for Latin letters alone", "styles", "<w:bCs/>", ""),
    ("no Arabic font", "styles", ' w:cs="Amiri"', ""),
    ("a theme font", "styles", 'w:cs="Amiri"', 'w:cs="Amiri" w:cstheme="minorBidi"'),
    ("no Arabic language", "styles", 'w:bidi="ar-SA"', 'w:bidi="en-US"'),
    ("the section from the left", "document", "<w:bidi/></w:sectPr>", "</w:sectPr>"),
    ("a table from the left", "document", "<w:bidiVisual/>", ""),
    ("a row cut by a page", "document", "<w:cantSplit/>", ""),
    ("an override of direction", "document", "نحن", "نحن\u202e"),
    ("a shaped letter", "document", "نحن", "\ufee7حن"),
    ("two bookmarks of one name", "document", "_cl_p_2", "_cl_p_1"),
    ("a bookmark that never ends", "document", '<w:bookmarkEnd w:id="2"/>', ""),
    ("a list that is not there", "document", '<w:numId w:val="1"/>', '<w:numId w:val="99"/>'),
    ("a label from the left", "numbering", "<w:rPr><w:rtl/></w:rPr>", ""),
    ("a label too long", "numbering", '"(أ)"', f'"{"أ" * 32}"'),
    ("Devanagari numbers", "numbering", '"none"', '"hindiNumbers"'),
    ("an unknown style", "document", '"Clause"', '"Klause"'),
    ("deleted words as text", "document", "delText", "t"),
    ("two changes of one id", "document", 'w:id="2"', 'w:id="1"'),
    ("a change without an author", "document", "وفد الدوحة", ""),
    ("a date of no zone", "document", "T16:00:00Z", "T16:00:00"),
]  # fmt: skip


@pytest.mark.parametrize(("because", "part", "old", "new"), BROKEN)
def test_a_broken_rule_is_seen(because: str, part: str, old: str, new: str) -> None:
    def change(name: str, xml: str) -> str:
        return xml.replace(old, new) if name == f"word/{part}.xml" else xml

    broken = [
        rewritten(write(value), change)
        for write, value in WRITERS
        if old in good(write, value, part)
    ]
    assert broken, because
    assert all(faults(data) for data in broken), because


WRITERS = [(write_endorsed, ENDORSED), (write_marked, MARKED)]


def good(write, value, part: str) -> str:
    found = []
    rewritten(
        write(value),
        lambda name, xml: found.append(xml if name == f"word/{part}.xml" else "") or xml,
    )
    return "".join(found)
