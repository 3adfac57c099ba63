"""The pages of the plenary: following it, presiding over it, moving the declaration on."""

from flask import Flask

from declaration.plenary.views import following, presiding, speaking, staging
from declaration.plenary.views.blueprint import bp

__all__ = ["following", "init_app", "presiding", "speaking", "staging"]


def init_app(app: Flask) -> None:
    """Register the room's pages."""
    app.register_blueprint(bp)
