"""Files that people bring to the small forum, and short ways to what became of them."""

import io
import json
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from docx import Document
from docx.document import Document as DocxDocument
from flask import current_app
from flask.testing import FlaskClient
from lxml import html
from sqlalchemy import select
from werkzeug.test import TestResponse

from declaration.documents import downloads
from declaration.documents.downloads import Wanted
from declaration.documents.gathering import clause_texts
from declaration.documents.marked import write_marked
from declaration.documents.values import Proposal, Rewording
from declaration.drafting.models import Declaration
from declaration.drafting.queries import revision_text
from declaration.extensions import db
from declaration.forums.models import Forum
from tests.documents.texts import MARKED
from tests.merging.situations import adopted, here, published


def _declaration() -> Declaration:
    return db.session.scalars(select(Declaration).order_by(Declaration.id).limit(1)).one()


def working_copy() -> bytes:
    """The small forum's working copy as one downloads it."""
    declaration = _declaration()
    forum = db.session.get_one(Forum, declaration.forum_id)
    return downloads.docx_of(*downloads.gathered("working-copy", forum, declaration, Wanted()))


def proposed_in_word(clause: str, old: str, new: str, *, rationale: str) -> bytes:
    """The small forum's text with one tracked change, a comment beside it."""
    clauses = clause_texts(revision_text(_declaration().id))
    (text,) = (each.text for each in clauses if each.key == clause)
    by = Proposal("مندوب", datetime(2023, 5, 9, 8, 0, tzinfo=UTC), rationale)
    change = Rewording(by, clause, text.replace(old, new))
    return write_marked(replace(MARKED, clauses=clauses, changes=(change,)))


def centres_at_half() -> None:
    """The clause on centres says 50% in the second publication."""
    world = here()
    world.sitting_opened()
    published(world, adopted(world, "delegate.tunis", "centres", old="40%", new="50%"))


def draft() -> bytes:
    """An ordinary draft: headings, typed and automatic numbers, lettered items."""
    document = Document()
    title = document.add_paragraph("إعلان المدن العربية")
    title.alignment = 1
    document.add_paragraph("نحن، رؤساء بلديات المدن العربية،")
    document.add_paragraph("إذ نستذكر أهداف التنمية المستدامة؛")
    document.add_paragraph("نعلن ونلتزم بما يلي:")
    document.add_heading("المحور الأول: التعلم", level=1)
    document.add_paragraph("المادة الأولى: نلتزم بوضع خطط محلية تشمل:")
    document.add_paragraph("(أ) تعليم الكبار؛")
    document.add_paragraph("ب) محو الأمية الرقمية.")
    document.add_paragraph("نتعهد بإعداد تقرير سنوي.", style="List Number")
    document.add_paragraph("التوقيعات")
    document.add_paragraph("مدينة ينبع")
    return _saved(document)


def another_text() -> bytes:
    """A letter."""
    document = Document()
    document.add_paragraph("تحية طيبة، نرفق لكم جدول الرحلات إلى ينبع.")
    return _saved(document)


def empty() -> bytes:
    """A file without a word."""
    return _saved(Document())


def _saved(document: DocxDocument) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def sent(client: FlaskClient, path: str, data: bytes, **fields: str) -> TestResponse:
    """A Word file sent from an upload page."""
    return client.post(path, data={**fields, "file": (io.BytesIO(data), "copy.docx")})


@dataclass
class Filled:
    """A form as the browser would send it."""

    action: str
    values: dict[str, str]


def filled(page: str) -> Filled:
    """The form of a page that was read from a file."""
    (form,) = html.fromstring(page).xpath("//main//form")
    # a browser leaves out the line break that follows <textarea>, this parser does not
    values = {name: (value or "").removeprefix("\n") for name, value in form.form_values()}
    return Filled(form.get("action"), values)


def errors_in(page: str) -> list[str]:
    """What stands beside the fields of a page."""
    return [each.text_content() for each in html.fromstring(page).xpath("//p[@class='error']")]


LONG_FILE = "0" * 64


def a_long_file_is_ready() -> None:
    """A compilation that was set a moment ago waits to be taken."""
    folder = Path(current_app.config["SETTINGS"].instance) / "printed"
    folder.mkdir(exist_ok=True)
    about = {
        "kind": "compilation",
        "name": "tiny-text-compilation.pdf",
        "of": "tiny/text",
        "again": "/tiny/text/text/documents/compilation.pdf",
        "language": "ar",
    }
    (folder / f"{LONG_FILE}.json").write_text(json.dumps(about), "utf-8")
    (folder / f"{LONG_FILE}.pdf").write_bytes(b"%PDF-1.7\n%%EOF\n")
