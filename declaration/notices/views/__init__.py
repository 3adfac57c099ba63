"""The pages of notices, the watch buttons, the feed and the calendar."""

from flask import Flask

from declaration.notices.views import choosing, reading, subscribing, watching
from declaration.notices.views.blueprint import bp

PAGES = (choosing, reading, subscribing, watching)
"""What registers the routes by being imported."""


def init_app(app: Flask) -> None:
    """Register the pages, and the watch button that pages of clauses and amendments show."""
    app.register_blueprint(bp)
    app.context_processor(watching.give_watch)
