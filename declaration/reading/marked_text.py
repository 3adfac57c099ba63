"""The whole text with its marks, ready to stand on the reading page."""

from dataclasses import dataclass

from flask import current_app, request
from markupsafe import Markup

from declaration.drafting.models import Declaration
from declaration.drafting.queries import revision_text
from declaration.formats import current_writing
from declaration.journal import Actor
from declaration.journal.queries import extent_of
from declaration.reading.queries import marks_of
from declaration.reading.remembered import kept


@dataclass(frozen=True)
class MarkedText:
    """The newest revision: how it is called, and its text as the page shows it."""

    serial: int
    symbol: str | None
    body: Markup
    versions: dict[int, int]
    """The version of each clause that it displays."""


def marked_text(declaration: Declaration, by: Actor) -> MarkedText:
    """The text as this reader's delegation sees it, in the page's language.

    One statement while nothing has happened in the forum; nine more after an act.
    """
    key = (
        extent_of(by.log),
        declaration.id,
        by.delegation_id,
        current_writing(),
        request.script_root,
    )
    return kept(key, lambda: _made(declaration.id, by.delegation_id))


def _made(declaration_id: int, own: int | None) -> MarkedText:
    text = revision_text(declaration_id)
    template = current_app.jinja_env.get_template("reading/marked_text.html")
    body = template.render(
        text=text,
        marks=marks_of(declaration_id, own=own),
        language=current_writing().language,
    )
    versions = {clause.clause_id: clause.version_id for clause in text.clauses}
    marked = Markup(body)  # noqa: S704 - our own template's
    return MarkedText(text.serial, text.symbol, marked, versions)
