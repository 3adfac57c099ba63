"""What one may take away: the files, each written when asked for."""

from typing import Final

from flask import Response, abort, url_for
from flask_babel import force_locale

from declaration.documents.downloads import WRITERS, endorsed
from declaration.documents.views.blueprint import HERE, bp
from declaration.drafting.context import this_declaration
from declaration.drafting.models import Declaration
from declaration.forums.context import admit_reader, this_forum
from declaration.forums.models import Forum

DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _verified_endorsed(forum: Forum, declaration: Declaration) -> bytes:
    return endorsed(forum, declaration, url_for("endorsement.final", _external=True))


@bp.get(f"{HERE}/<kind>.docx")
def download(kind: str) -> Response:
    """A document as a Word file. 404 for a kind that is none, or has no text yet."""
    admit_reader()
    writer = _verified_endorsed if kind == "endorsed" else WRITERS.get(kind)
    if writer is None:
        abort(404)
    forum, declaration = this_forum(), this_declaration()
    try:
        with force_locale("ar"):
            file = writer(forum, declaration)
    except LookupError:
        abort(404)
    name = f"{forum.key}-{declaration.key}-{kind}.docx"
    return Response(
        file,
        mimetype=DOCX,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
