"""The pages of a forum: its delegations, people, invitations, rules, sittings and outbox."""

from flask import Flask

from declaration.forums import context
from declaration.forums.rules_form import rule_value
from declaration.forums.views import (
    delegations,
    invitations,
    joining,
    outbox,
    people,
    settings,
    sittings,
)
from declaration.forums.views.blueprint import bp, site

__all__ = [
    "delegations",
    "init_app",
    "invitations",
    "joining",
    "outbox",
    "people",
    "settings",
    "sittings",
]


def init_app(app: Flask) -> None:
    """Register the room's pages, and let every address name its forum."""
    context.init_app(app)
    app.jinja_env.filters["rule_value"] = rule_value
    app.register_blueprint(bp)
    app.register_blueprint(site)
