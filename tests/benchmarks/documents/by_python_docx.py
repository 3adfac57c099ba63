"""The endorsed text by python-docx, the ordinary way: its default template, paragraph by paragraph."""

import io

from docx import Document
from docx.oxml import OxmlElement
from docx.shared import Mm
from docx.text.paragraph import Paragraph

from declaration.documents.values import EndorsedText
from declaration.formats.qr import qr_png


def by_python_docx(text: EndorsedText) -> bytes:
    """The same cover, clauses, signatures, fingerprint and QR code, right to left."""
    document = Document()
    document.core_properties.title = text.imprint.title
    document.core_properties.author = "؛ ".join(text.imprint.authors)
    document.core_properties.language = text.imprint.language
    cover = text.cover
    for said in (cover.forum, cover.place, cover.dates, cover.hijri_dates):
        _write(document.add_paragraph(), said)
    for clause in text.clauses:
        first, *items = clause.lines
        _write(document.add_paragraph(), f"{clause.number}.\t{first}")
        for item in items:
            _write(document.add_paragraph(style="List Bullet"), item)
    _write(document.add_heading(level=1), "التوقيعات")
    table = document.add_table(rows=1, cols=4)
    for cell, said in zip(
        table.rows[0].cells, ("المدينة", "الاسم", "الصفة", "التاريخ"), strict=True
    ):
        _write(cell.paragraphs[0], said)
    for signature in text.signatures:
        row = (signature.city, signature.name, signature.office, signature.date)
        for cell, said in zip(table.add_row().cells, row, strict=True):
            _write(cell.paragraphs[0], said)
    document.add_paragraph(text.fingerprint)
    document.add_paragraph(text.verification_address)
    document.add_picture(io.BytesIO(qr_png(text.verification_address)), width=Mm(30))
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _write(paragraph: Paragraph, said: str) -> None:
    """A run from the right in a paragraph from the right."""
    paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
    paragraph.add_run(said).font.rtl = True


def paragraphs_by_python_docx(file: bytes) -> list[str]:
    """The words of a file's paragraphs, as the ordinary way to read gives them."""
    return [paragraph.text for paragraph in Document(io.BytesIO(file)).paragraphs]
