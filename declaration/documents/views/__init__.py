"""The pages of documents: what one may take away, and what one brings back."""

from flask import Flask

from declaration.documents.views import copying, importing, issuing, taking_up
from declaration.documents.views.blueprint import bp

__all__ = ["copying", "importing", "init_app", "issuing", "taking_up"]


def init_app(app: Flask) -> None:
    """Register the pages."""
    app.register_blueprint(bp)
