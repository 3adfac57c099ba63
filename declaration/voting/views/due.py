"""What deadlines brought about, written down before anything else is changed."""

from typing import Final

from flask import request

from declaration.voting import closing
from declaration.voting.views.blueprint import bp

READING: Final = frozenset({"GET", "HEAD", "OPTIONS"})


@bp.before_app_request
def end_what_is_due() -> None:
    """End the ballots whose time is over, so that nothing is done to them afterwards.

    The clock beside the server does the same; a reading never does. One statement where nothing
    is due.
    """
    if request.method not in READING:
        closing.tick()
