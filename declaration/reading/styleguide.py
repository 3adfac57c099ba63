"""Every part of the interface on one page, for those who work on it."""

from datetime import timedelta

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from declaration import clock
from declaration.paging import Page
from declaration.pictures import Picture
from declaration.procedure import Tally
from declaration.voting.picture import of_votes

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
        result=sample_result(),
        second=Page(2, 14, 10),
    )


def sample_result() -> Picture:
    """The picture of a ballot in which everything occurred."""
    return of_votes(Tally(17, 5, 2), electors=28, needed=12)
