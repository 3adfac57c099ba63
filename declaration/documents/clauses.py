"""A clause on paper: its style, its number, its sub-items, and the bookmark around its words."""

import hashlib
import re
from typing import Final, Protocol

from declaration.documents.body import Body, List
from declaration.documents.directions import Language
from declaration.documents.numbering import in_digits
from declaration.documents.ooxml import paragraph, runs, tab
from declaration.documents.values import ClauseText
from declaration.drafting.models import ClauseKind
from declaration.formats import letter
from declaration.forums.models import Digits

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


def printed_number(clause: ClauseText, digits: Digits) -> str:
    """The number before a clause's words: «٣.» or «3.»; a letter with a number has no dot."""
    if not clause.number:
        return ""
    number = in_digits(clause.number, digits)
    return f"{number}." if clause.number.isdecimal() else number


def numbered(number: str, language: Language) -> str:
    """A number and the tab after it; nothing where there is no number."""
    return runs(number, language) + tab(language) if number else ""


def letter_list(body: Body, place: int, language: Language) -> int:
    """The list that shows the letter of the sub-item at `place`, in brackets."""
    return body.list_showing(f"({letter(place, language)})", language)


class Numbers(Protocol):
    """How a clause's number and its sub-items' letters are shown."""

    def of(self, clause: ClauseText) -> tuple[str, int]:
        """The number as runs, or as the id of a list that shows it; 0 for none."""

    def of_item(self, clause: ClauseText, place: int) -> int:
        """The id of the list that shows the letter of the sub-item at `place`."""


class WrittenNumbers:
    """Numbers as characters, which no other software recounts."""

    def __init__(self, body: Body, language: Language | None = None) -> None:
        self._body = body
        self._language: Language = language or body.language

    def of(self, clause: ClauseText) -> tuple[str, int]:
        """The number and a tab."""
        return numbered(printed_number(clause, self._body.digits), self._language), 0

    def of_item(self, clause: ClauseText, place: int) -> int:
        """The letter alone: the label of a list of its own."""
        return letter_list(self._body, place, self._language)


class CountedNumbers:
    """Numbers by Word's own lists, so that what a delegate adds is numbered at once.

    Where the printed number is not the next one, it is written as it is.
    """

    def __init__(self, body: Body) -> None:
        self._body = body
        self._count = 0
        self._written = WrittenNumbers(body)

    def of(self, clause: ClauseText) -> tuple[str, int]:
        """The list of operative clauses, if it comes to this number."""
        if clause.kind is not ClauseKind.OPERATIVE or clause.number != str(self._count + 1):
            return self._written.of(clause)
        self._count += 1
        return "", self._body.list_counting(
            List("decimal", "%1.", "Clause", self._body.language), "operative"
        )

    def of_item(self, clause: ClauseText, place: int) -> int:
        """A list for each clause: its letters begin again."""
        language = self._body.language
        letters = "arabicAbjad" if language == "ar" else "lowerLetter"
        return self._body.list_counting(
            List(letters, "(%1)", "SubItem", language), f"items {clause.key}"
        )


def clause_paragraphs(body: Body, clause: ClauseText, numbers: Numbers) -> str:
    """The clause's paragraphs, its words alone within its bookmark."""
    mark = body.next_id()
    opened = f'<w:bookmarkStart w:id="{mark}" w:name="{bookmark_name(clause.key)}"/>'
    closed = f'<w:bookmarkEnd w:id="{mark}"/>'
    return _paragraphs(clause, numbers, body.language, opened, closed)


def translation_paragraphs(clause: ClauseText, numbers: Numbers, language: Language) -> str:
    """The same in another language, without a bookmark: it is not the text that was adopted."""
    return _paragraphs(clause, numbers, language)


def _paragraphs(
    clause: ClauseText, numbers: Numbers, language: Language, opened: str = "", closed: str = ""
) -> str:
    first, *items = clause.lines
    number, list_id = numbers.of(clause)
    words = number + opened + runs(first, language) + ("" if items else closed)
    found = [paragraph(STYLE_OF[clause.kind], words, language, list_id=list_id)]
    for place, item in enumerate(items, start=1):
        words = runs(item, language) + (closed if place == len(items) else "")
        list_id = numbers.of_item(clause, place)
        found.append(paragraph("SubItem", words, language, list_id=list_id))
    return "".join(found)
