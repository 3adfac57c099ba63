"""The blueprint that the room's views hang on."""

from flask import Blueprint

bp = Blueprint("plenary", __name__, url_prefix="/<forum_key>/text/<declaration_key>/sitting")
