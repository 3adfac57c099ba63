"""Where the room's pages are."""

from flask import Blueprint

bp = Blueprint("notices", __name__, url_prefix="/<forum_key>")
