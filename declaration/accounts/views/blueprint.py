"""The blueprint that the room's views hang on."""

from flask import Blueprint

bp = Blueprint("accounts", __name__, url_prefix="/accounts")
