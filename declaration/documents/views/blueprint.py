"""The blueprint that the room's views share."""

from typing import Final

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import RequestEntityTooLarge

from declaration.http import show_error

bp = Blueprint("documents", __name__, url_prefix="/<forum_key>")

HERE: Final = "/text/<declaration_key>/documents"
"""Where the documents of a declaration stand."""
OVERSIZED: Final = "oversized"
"""In the address of a page that sends a file: the last one was refused unread."""


@bp.errorhandler(RequestEntityTooLarge)
def refuse_unread(error: RequestEntityTooLarge) -> ResponseReturnValue:
    """Lead back to the page a file was sent from, which says at the field that it is too large.

    What a server does not read cannot be shown again.
    """
    if request.endpoint not in {"documents.upload", "documents.import_draft"}:
        return show_error(error)
    return redirect(f"{url_for(request.endpoint)}?{OVERSIZED}=1", 303)
