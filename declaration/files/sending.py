"""Giving an uploaded file back to those who may have it."""

import io

from flask import Response, abort, current_app, send_file

from declaration.files.keeping import Damaged, kept
from declaration.files.models import Upload


def send(upload: Upload) -> Response:
    """The file as something to save, never as a page. 404 when its bytes are not there."""
    try:
        body = kept(upload.sha256)
    except Damaged:
        current_app.logger.error("upload %s is missing or damaged", upload.id)
        abort(404)
    reply = send_file(
        io.BytesIO(body),
        mimetype=upload.media,
        as_attachment=True,
        download_name=upload.name,
    )
    reply.headers["Cache-Control"] = "private, no-store"
    reply.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return reply
