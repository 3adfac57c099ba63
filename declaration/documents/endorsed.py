"""The endorsed text: the adopted words, who signed them, and what proves them."""

from collections.abc import Sequence
from typing import Final

from declaration.documents.body import Body
from declaration.documents.clauses import WrittenNumbers, clause_paragraphs
from declaration.documents.directions import language_of
from declaration.documents.numbering import in_digits
from declaration.documents.ooxml import cell, code, line, paragraph, row, table, text_table
from declaration.documents.package import assemble
from declaration.documents.values import Cover, EndorsedText, Signature, Statement
from declaration.documents.wording import Label
from declaration.formats.qr import qr_png
from declaration.text import sort_key

_ROOM_TO_SIGN: Final = 620
"""The least height of a signature's row, in twentieths of a point: 11 mm."""


def write_endorsed(text: EndorsedText) -> bytes:
    """The endorsed text as a DOCX. Between its first clause and its last stand clauses alone."""
    body = Body(text.imprint.language, text.imprint.digits)
    add_cover(body, text.cover)
    numbers = WrittenNumbers(body)
    for clause in text.clauses:
        body.add(clause_paragraphs(body, clause, numbers))
    if text.signatures:
        _add_signatures(body, text.signatures)
    if text.statements:
        _add_statements(body, text.statements)
    if text.fingerprint:
        _add_proof(body, text.fingerprint, text.verification_address)
    return assemble(body, text.imprint, properties=text.properties)


def add_cover(body: Body, cover: Cover) -> None:
    """The lines above the title."""
    language = body.language
    if cover.forum:
        body.add(line("Cover", cover.forum, language_of(cover.forum, language), "Strong"))
    for printed in (cover.place, cover.dates, cover.hijri_dates, cover.status):
        if printed:
            body.add(line("Cover", printed, language_of(printed, language)))


def _add_signatures(body: Body, signatures: Sequence[Signature]) -> None:
    """A row for each delegation, in the alphabetical order of Arabic."""
    language = body.language
    head = (Label.CITY, Label.NAME, Label.OFFICE, Label.DATE)
    rows = [
        (s.city, s.name, s.office, s.date)
        for s in sorted(signatures, key=lambda s: sort_key(s.city))
    ]
    body.add(
        line("Heading1", Label.SIGNATURES.say(language), language),
        text_table(
            (2500, 2400, 2470, 1700),
            [label.say(language) for label in head],
            rows,
            language,
            height=_ROOM_TO_SIGN,
        ),
    )


def _add_statements(body: Body, statements: Sequence[Statement]) -> None:
    language = body.language
    body.add(line("Heading1", Label.STATEMENTS.say(language), language))
    for statement in statements:
        heading = Label.STATEMENT_OF.say(language, statement.kind, statement.city)
        if statement.clause:
            heading += " " + Label.ON_CLAUSE.say(language, in_digits(statement.clause, body.digits))
        body.add(line("Heading2", heading, language))
        written_in = language_of(statement.text, language)
        body.add(*(line("Annex", said, written_in) for said in statement.text.split("\n")))


def _add_proof(body: Body, fingerprint: str, address: str) -> None:
    """The fingerprint, and beside it where to verify it."""
    language = body.language
    halves = (fingerprint[:32], fingerprint[32:])
    groups = (" ".join(half[at : at + 8] for at in range(0, len(half), 8)) for half in halves)
    said = [line("Heading2", Label.FINGERPRINT.say(language), language)]
    # hashes and addresses are read from the left in any language
    said += [paragraph("Code", code(group), "en") for group in groups if group]
    if not address:
        body.add(*said)
        return
    said.append(line("Note", Label.VERIFY.say(language), language))
    said.append(paragraph("Code", code(address), "en"))
    picture = body.image(qr_png(address), Label.QR.say(language, address), 30, 30)
    widths = (6570, 2500)
    cells = (cell("".join(said), widths[0]), cell(paragraph("Code", picture, "en"), widths[1]))
    body.add(table(widths, row("".join(cells)), language, lined=False))
