"""A long document is asked for from the page, waited for while it says how far it is, and taken."""

import io
from pathlib import Path

from docx import Document
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.browser.people import PHONE, Company, follow, picture
from tests.browser.test_uploads import sent
from tests.corpus import paragraphs

CLAUSES = 8
LETTERS = 14_000


def long_draft() -> bytes:
    """A declaration of more than a hundred thousand letters."""
    document = Document()
    document.add_paragraph("إعلان المدن العربية").alignment = 1
    document.add_paragraph("نعلن ونلتزم بما يلي:")
    said = " ".join(paragraphs())
    for at in range(CLAUSES):
        words = f"نلتزم {said[at * 50 :]} {said} {said}"
        document.add_paragraph(words[:LETTERS].rsplit(" ", 1)[0] + ".", style="List Number")
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def test_a_long_pdf_is_waited_for_and_then_taken(small_company: Company) -> None:
    page = small_company.person("secretariat", width=PHONE)
    page.goto("/tiny/imports")
    sent(page, long_draft(), "draft.docx")
    page.locator("[name=name]").fill("long")
    follow(page.locator("button[value=create]"))
    expect(page).to_have_url(f"{small_company.site.address}/tiny/text/long/")

    page.goto("/tiny/text/long/documents/")
    page.locator("#working-copy a[href$='.pdf']").click()
    expect(page.locator("progress")).to_be_visible()
    picture(page, "long-document-waits")
    taken = page.locator("main a[href$='.pdf']")
    taken.wait_for(timeout=180_000)
    picture(page, "long-document-ready")
    with page.expect_download() as file:
        taken.click()
    data = Path(file.value.path()).read_bytes()
    assert file.value.suggested_filename == "tiny-long-working-copy.pdf"
    read = PdfReader(io.BytesIO(data))
    assert len(read.pages) > 20
    assert read.trailer["/Root"]["/Lang"] == "ar"
