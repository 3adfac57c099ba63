"""The pages of documents: what one may take away."""

from flask import Flask

from declaration.documents.views import issuing
from declaration.documents.views.blueprint import bp

__all__ = ["init_app", "issuing"]


def init_app(app: Flask) -> None:
    """Register the pages."""
    app.register_blueprint(bp)
