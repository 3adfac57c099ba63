"""A clause on paper: its style, its number, its sub-items, and the bookmark around its words."""

import hashlib
import re
from typing import Final

from declaration.documents.body import Body
from declaration.documents.directions import Language
from declaration.documents.numbering import in_digits, sub_item_letter
from declaration.documents.ooxml import paragraph, runs, tab
from declaration.documents.values import ClauseText
from declaration.drafting.models import ClauseKind

STYLE_OF: Final = {
    ClauseKind.TITLE: "Title",
    ClauseKind.MOTTO: "Subtitle",
    ClauseKind.CHAPEAU: "Chapeau",
    ClauseKind.HEADING: "Heading1",
    ClauseKind.PREAMBULAR: "Recital",
    ClauseKind.BRIDGE: "Bridge",
    ClauseKind.OPERATIVE: "Clause",
    ClauseKind.CLOSING: "Closing",
    ClauseKind.ANNEX: "Annex",
}


def bookmark_name(key: str) -> str:
    """The hidden bookmark of a clause: `_cl_` and its key, hyphens as underscores.

    Word allows 40 characters of letters, digits and underscores; a key that does not fit
    is replaced by its hash.
    """
    if len(key) <= 36 and re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", key):
        return "_cl_" + key.replace("-", "_")
    return "_cl_x" + hashlib.sha256(key.encode()).hexdigest()[:32]


def printed_number(clause: ClauseText, body: Body) -> str:
    """The number before a clause's words: «٣.» or «3.»; a letter with a number has no dot."""
    if not clause.number:
        return ""
    number = in_digits(clause.number, body.digits)
    return f"{number}." if clause.number.isdecimal() else number


def numbered(number: str, language: Language) -> str:
    """A number and the tab after it; nothing where there is no number."""
    return runs(number, language) + tab(language) if number else ""


def letter_list(body: Body, place: int, language: Language) -> int:
    """The list that shows the letter of the sub-item at `place`, in brackets."""
    return body.list_showing(f"({sub_item_letter(place, language)})")


def add_clause(body: Body, clause: ClauseText, language: Language | None = None) -> None:
    """The clause's paragraphs, its words alone within its bookmark."""
    language = language or body.language
    mark = body.next_id()
    opened = f'<w:bookmarkStart w:id="{mark}" w:name="{bookmark_name(clause.key)}"/>'
    closed = f'<w:bookmarkEnd w:id="{mark}"/>'
    first, *items = clause.lines
    number = numbered(printed_number(clause, body), language)
    words = number + opened + runs(first, language) + ("" if items else closed)
    body.add(paragraph(STYLE_OF[clause.kind], words, language))
    for place, item in enumerate(items, start=1):
        words = runs(item, language) + (closed if place == len(items) else "")
        list_id = letter_list(body, place, language)
        body.add(paragraph("SubItem", words, language, list_id=list_id))
