"""The blueprint that the room's views hang on."""

from flask import Blueprint

bp = Blueprint("voting", __name__, url_prefix="/<forum_key>/text/<declaration_key>/ballots")
