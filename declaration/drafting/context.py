"""Which declaration an address speaks of: asked by views."""

from typing import Any, Final

from flask import Flask, current_app, g
from sqlalchemy import bindparam, select

from declaration.drafting.models import Declaration
from declaration.extensions import db
from declaration.forums.context import here

# Made once, since that costs as much as to ask.
_DECLARATION: Final = select(Declaration).where(
    Declaration.forum_id == bindparam("forum_id"), Declaration.key == bindparam("key")
)


def init_app(app: Flask) -> None:
    """Take the declaration's key out of every address, and put it back into those we make."""
    app.url_value_preprocessor(_take_key)
    app.url_defaults(_give_key)


def _take_key(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    if values and "declaration_key" in values:
        g.declaration_key = values.pop("declaration_key")


def _give_key(endpoint: str, values: dict[str, Any]) -> None:
    if "declaration_key" in values or "declaration_key" not in g:
        return
    if current_app.url_map.is_endpoint_expecting(endpoint, "declaration_key"):
        values["declaration_key"] = g.declaration_key


def this_declaration() -> Declaration:
    """The declaration the address names, detached. Raises NoResultFound. One statement."""
    if "declaration" not in g:
        asked = {"forum_id": here().forum_id, "key": g.declaration_key}
        declaration = db.session.scalars(_DECLARATION, asked).one()
        db.session.expunge(declaration)
        g.declaration = declaration
    return g.declaration
