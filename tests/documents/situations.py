"""Files that people bring to the small forum, and short ways to what became of them."""

import io

from docx import Document
from sqlalchemy import select

from declaration.documents.downloads import WRITERS
from declaration.drafting.models import Declaration
from declaration.extensions import db
from declaration.forums.models import Forum


def working_copy() -> bytes:
    """The small forum's working copy as one downloads it."""
    declaration = db.session.scalars(select(Declaration).order_by(Declaration.id)).first()
    assert declaration is not None
    forum = db.session.get_one(Forum, declaration.forum_id)
    return WRITERS["working-copy"](forum, declaration)


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
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
