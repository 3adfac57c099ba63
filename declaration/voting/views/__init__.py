"""The pages of ballots: reading them, answering in them, presiding over them."""

from flask import Flask

from declaration.forums.steps import ask_before_closing
from declaration.voting.queries import open_ballots_in
from declaration.voting.views import answering, due, entering, presiding, reading
from declaration.voting.views.blueprint import bp

__all__ = ["answering", "due", "entering", "init_app", "presiding", "reading"]


def init_app(app: Flask) -> None:
    """Register the room's pages; a sitting then asks it before it closes."""
    ask_before_closing(open_ballots_in)
    app.register_blueprint(bp)
