"""The pages of the final text: freezing, mandates, signing, the public page, statements."""

from flask import Flask

from declaration.endorsement.operations.mandates import TooManyPapers
from declaration.endorsement.views import (
    final,
    freezing,
    mandates,
    network,
    paper,
    signing,
    statements,
)
from declaration.endorsement.views.blueprint import bp

__all__ = ["final", "freezing", "init_app", "mandates", "network", "paper", "signing", "statements"]


def init_app(app: Flask) -> None:
    """Register the room's pages, and the part that pages of ballots show of it."""
    app.register_error_handler(TooManyPapers, mandates.show_too_many)
    app.context_processor(statements.give_statements)
    app.register_blueprint(bp)
