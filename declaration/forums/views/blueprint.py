"""The blueprints that the room's views hang on."""

from flask import Blueprint

bp = Blueprint("forums", __name__, url_prefix="/<forum_key>")
"""What belongs to one forum."""

site = Blueprint("invitations", __name__, url_prefix="/invitations")
"""What somebody opens who is no member yet."""
