"""The bilingual text: Arabic and English side by side, clause beside clause."""

from dataclasses import replace
from typing import Final

from declaration.documents.body import Body
from declaration.documents.clauses import (
    WrittenNumbers,
    clause_paragraphs,
    translation_paragraphs,
)
from declaration.documents.endorsed import add_cover
from declaration.documents.ooxml import PAGE_WIDTH, cell, line, row, table
from declaration.documents.package import assemble
from declaration.documents.values import BilingualText, ClauseText
from declaration.documents.wording import Label
from declaration.formats import clause_number

_COLUMNS: Final = (PAGE_WIDTH // 2, PAGE_WIDTH // 2)


def write_bilingual(text: BilingualText) -> bytes:
    """Both texts as a DOCX: a row for each clause, Arabic where the reading begins.

    A clause without a translation says so.
    """
    imprint = replace(text.imprint, language="ar")
    body = Body("ar", imprint.digits)
    add_cover(body, text.cover)
    arabic, english = WrittenNumbers(body), WrittenNumbers(body, "en")
    head = cell(line("TableHead", Label.ARABIC.say("ar"), "ar"), _COLUMNS[0], shade="E8F0F1")
    head += cell(line("TableHead", Label.ENGLISH.say("en"), "en"), _COLUMNS[1], shade="E8F0F1")
    rows = [row(head, head=True)]
    for clause in text.clauses:
        translated = text.translations.get(clause.key)
        beside = (
            line("Note", Label.NOT_TRANSLATED.say("en"), "en")
            if translated is None
            else translation_paragraphs(translation_of(clause, translated), english, "en")
        )
        original = clause_paragraphs(body, clause, arabic)
        rows.append(row(cell(original, _COLUMNS[0]) + cell(beside, _COLUMNS[1])))
    body.add(line("Note", "", "ar"), table(_COLUMNS, "".join(rows), "ar"))
    return assemble(body, imprint)


def translation_of(clause: ClauseText, text: str) -> ClauseText:
    """A clause in English, its number as English prints it: P3 beside «د3»."""
    return replace(clause, number=clause_number(clause.number, "en"), text=text)
