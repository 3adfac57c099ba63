"""The blueprint that the room's views hang on, and what all of them ask."""

from flask import Blueprint
from sqlalchemy.exc import NoResultFound

from declaration.drafting.context import this_declaration
from declaration.endorsement.models import Freeze
from declaration.endorsement.queries import freeze_of
from declaration.forums.context import this_forum
from declaration.procedure import Rules

bp = Blueprint("endorsement", __name__, url_prefix="/<forum_key>/text/<declaration_key>")
"""What is done with the final text of one declaration."""


def this_freeze() -> Freeze:
    """The frozen text of the declaration the address names. Raises NoResultFound."""
    frozen = freeze_of(this_declaration().id)
    if frozen is None:
        raise NoResultFound
    return frozen


def rules_here() -> Rules:
    """The rules of the forum the address names."""
    return Rules.of(this_forum().rules)
