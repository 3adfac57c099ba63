"""The blueprint that the desk's views hang on."""

from flask import Blueprint

bp = Blueprint("merging", __name__, url_prefix="/<forum_key>/text/<declaration_key>/desk")
