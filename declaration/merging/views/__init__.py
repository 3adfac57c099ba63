"""The desk's pages."""

from flask import Flask

from declaration.merging.views import (
    arrangement,
    clauses,
    index,
    parents,
    restoring,
    texts,
    translations,
)
from declaration.merging.views.blueprint import bp

__all__ = [
    "arrangement",
    "clauses",
    "index",
    "init_app",
    "parents",
    "restoring",
    "texts",
    "translations",
]


def init_app(app: Flask) -> None:
    """Register the pages."""
    app.register_blueprint(bp)
