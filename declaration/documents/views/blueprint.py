"""The blueprint that the room's views share."""

from typing import Final

from flask import Blueprint

bp = Blueprint("documents", __name__, url_prefix="/<forum_key>")

HERE: Final = "/text/<declaration_key>/documents"
"""Where the documents of a declaration stand."""
