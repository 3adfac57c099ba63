"""The pages of amendments: writing them, reading them, screening them, ordering their votes."""

from flask import Flask

from declaration.amendments.forms import ADVICE_WORDS, KINDS, call
from declaration.amendments.shown import name_of
from declaration.amendments.views import (
    compromising,
    deeds,
    handing_in,
    listing,
    ordering,
    packing,
    proposing,
    rewording,
    screening,
    scripting,
    showing,
)
from declaration.amendments.views.blueprint import bp

__all__ = [
    "compromising",
    "deeds",
    "handing_in",
    "init_app",
    "listing",
    "ordering",
    "packing",
    "proposing",
    "rewording",
    "screening",
    "scripting",
    "showing",
]


def init_app(app: Flask) -> None:
    """Register the room's pages, and the words its templates use."""
    app.jinja_env.filters.update(clause_name=call, placed_name=lambda clause: call(name_of(clause)))
    app.jinja_env.globals.update(advice_words=ADVICE_WORDS, kind_words=KINDS)
    app.register_blueprint(bp)
