"""The blueprint that the room's views hang on, and what all of them ask."""

from flask import Blueprint
from sqlalchemy.exc import NoResultFound

from declaration.drafting.context import this_declaration
from declaration.drafting.queries import RevisionText, revision_text
from declaration.endorsement.models import Freeze
from declaration.endorsement.queries import freeze_of
from declaration.forums.context import this_forum
from declaration.http import locale
from declaration.procedure import Rules

bp = Blueprint("endorsement", __name__, url_prefix="/<forum_key>/text/<declaration_key>")
"""What is done with the final text of one declaration."""


def this_freeze() -> Freeze:
    """The frozen text of the declaration the address names. Raises NoResultFound."""
    frozen = freeze_of(this_declaration().id)
    if frozen is None:
        raise NoResultFound
    return frozen


def translated_for_reader(frozen: Freeze) -> RevisionText | None:
    """The frozen revision with its translation, for who reads another language than was frozen.

    None for who reads that language, and where nothing is translated. Three statements at most.
    """
    if locale() == frozen.language:
        return None
    text = revision_text(frozen.declaration_id, frozen.revision.serial)
    return text if any(locale() in each.translations for each in text.clauses) else None


def rules_here() -> Rules:
    """The rules of the forum the address names."""
    return Rules.of(this_forum().rules)
