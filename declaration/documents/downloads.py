"""The files everybody may download, each written when it is asked for."""

from collections.abc import Callable
from typing import Final

from flask import Blueprint, Flask, Response, abort, url_for
from flask_babel import force_locale

from declaration.documents import gathering
from declaration.documents.bilingual import write_bilingual
from declaration.documents.endorsed import write_endorsed
from declaration.documents.marked import write_marked
from declaration.documents.voting_record import write_voting_record
from declaration.documents.working_copy import write_working_copy
from declaration.drafting.context import this_declaration
from declaration.drafting.models import Declaration
from declaration.forums.context import admit_reader, this_forum
from declaration.forums.models import Forum

bp = Blueprint("documents", __name__, url_prefix="/<forum_key>/text/<declaration_key>/documents")

DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def init_app(app: Flask) -> None:
    """Register the downloads."""
    app.register_blueprint(bp)


def endorsed(forum: Forum, declaration: Declaration, address: str = "") -> bytes:
    """The endorsed text. Raises LookupError before the freeze."""
    return write_endorsed(gathering.endorsed_text(forum, declaration, address))


def _verified_endorsed(forum: Forum, declaration: Declaration) -> bytes:
    return endorsed(forum, declaration, url_for("endorsement.final", _external=True))


WRITERS: Final[dict[str, Callable[[Forum, Declaration], bytes]]] = {
    "endorsed": endorsed,
    "marked": lambda forum, declaration: write_marked(gathering.marked_text(forum, declaration)),
    "working-copy": lambda forum, declaration: write_working_copy(
        gathering.working_copy(forum, declaration)
    ),
    "voting-record": lambda forum, declaration: write_voting_record(
        gathering.voting_record(forum, declaration)
    ),
    "bilingual": lambda forum, declaration: write_bilingual(
        gathering.bilingual_text(forum, declaration)
    ),
}
"""Each kind of document as a Word file, in Arabic."""


@bp.get("/<kind>.docx")
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
