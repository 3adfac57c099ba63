"""Every part of the interface on one page, for those who work on it."""

from datetime import timedelta

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from declaration import clock

bp = Blueprint("styleguide", __name__)


@bp.get("/styleguide")
def index() -> ResponseReturnValue:
    """The parts with sample values."""
    now = clock.now()
    return render_template(
        "styleguide/index.html",
        now=now,
        soon=now + timedelta(hours=3, minutes=40),
        earlier=now - timedelta(minutes=12),
        form=None,
    )
