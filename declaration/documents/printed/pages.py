"""A document's values as one page of HTML, which is then set on paper."""

import base64
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from flask import current_app
from markupsafe import Markup

from declaration import pictures
from declaration.documents.bilingual import translation_of
from declaration.documents.clauses import printed_number
from declaration.documents.compilation import base_of, name_of
from declaration.documents.directions import Language, language_of
from declaration.documents.drawing import cells_of, clashes_of, convergence_of
from declaration.documents.fate import Fate
from declaration.documents.marked import changes_by_clause, spans_of
from declaration.documents.numbering import in_digits
from declaration.documents.package import instant
from declaration.documents.tracked import Span, keep_numbers_apart, spans_between
from declaration.documents.values import (
    BilingualText,
    Change,
    ClauseText,
    Compilation,
    CompiledAmendment,
    EndorsedText,
    MarkedText,
    VotingRecord,
    WorkingCopy,
)
from declaration.documents.voting_record import (
    facts_of,
    picture_of,
    silence_of,
    votes_in_columns,
)
from declaration.documents.wording import Label
from declaration.formats import letter
from declaration.formats.qr import qr_png
from declaration.forums.models import Digits
from declaration.text import sort_key

Printable = EndorsedText | MarkedText | WorkingCopy | Compilation | VotingRecord | BilingualText


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a clause: its letter, where it is a sub-item, and its words by their fate."""

    letter: str
    pieces: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class PrintedClause:
    """A clause as it is printed."""

    kind: str
    number: str
    lines: tuple[Line, ...]
    language: Language

    @property
    def direction(self) -> str:
        """Where its lines begin."""
        return "rtl" if self.language == "ar" else "ltr"


def html_of(document: Printable) -> str:
    """The whole document as one page. Equal values give equal pages."""
    language: Language = document.imprint.language
    digits = document.imprint.digits
    template, values = _handed(document)
    page: str = current_app.jinja_env.get_template(f"documents/print/{template}.html").render(
        document=document,
        language=language,
        direction="rtl" if language == "ar" else "ltr",
        eastern=digits is Digits.ARABIC_INDIC,
        issued=instant(document.imprint.issued),
        say=_sayer(language),
        digits=lambda number: in_digits(number, digits),
        tongue=_tongue(language),
        **values,
    )
    return page


def _sayer(language: Language) -> Callable[..., str]:
    return lambda name, *values: Label[name].say(language, *values)


def _tongue(language: Language) -> Callable[[str], Markup]:
    """The attributes of an element that holds what somebody wrote in the other language."""

    def attributes(text: str) -> Markup:
        written = language_of(text, language)
        if written == language:
            return Markup("")
        direction = "rtl" if written == "ar" else "ltr"
        return Markup(' lang="{}" dir="{}"').format(written, direction)

    return attributes


def _handed(document: Printable) -> tuple[str, dict[str, Any]]:
    """The template of a document, and what it needs besides."""
    match document:
        case EndorsedText():
            return "endorsed", _endorsed(document)
        case MarkedText():
            return "text", _marked(document)
        case WorkingCopy():
            return "text", _working_copy(document)
        case Compilation():
            return "compilation", _compilation(document)
        case VotingRecord():
            return "voting_record", _voting_record(document)
        case BilingualText():
            return "bilingual", _bilingual(document)


def _endorsed(document: EndorsedText) -> dict[str, Any]:
    fingerprint = document.fingerprint
    address = document.verification_address
    return {
        "clauses": _plain(document.clauses, document.imprint.language, document.imprint.digits),
        "signatures": sorted(document.signatures, key=lambda each: sort_key(each.city)),
        "fingerprint": [
            " ".join(half[at : at + 8] for at in range(0, 32, 8))
            for half in (fingerprint[:32], fingerprint[32:])
        ],
        "qr": _data("image/png", qr_png(address)) if address else "",
    }


def _working_copy(document: WorkingCopy) -> dict[str, Any]:
    language, digits = document.imprint.language, document.imprint.digits
    return {
        "clauses": _plain(document.clauses, language, digits),
        "notes_above": [
            Label.REVISION.say(language, document.revision),
            Label.PRINTED_COPY.say(language),
        ],
        "notes_below": [Label.END_OF_TEXT.say(language)],
    }


@dataclass(frozen=True, slots=True)
class _Row:
    """One change in the list of a marked text's changes."""

    clause: str
    by: Any
    date: str


def _marked(document: MarkedText) -> dict[str, Any]:
    language, digits = document.imprint.language, document.imprint.digits
    changes, additions = changes_by_clause(document)
    printed: list[PrintedClause] = []
    listed: list[_Row] = []

    def add(after: str | None) -> None:
        for addition in additions[after]:
            spans = [Span(addition.clause.text, Fate.ADDED)]
            printed.append(_printed(addition.clause, spans, language, digits))
            listed.append(_row(addition, Label.ADDED_CLAUSE.say(language), language, digits))

    add(None)
    for clause in document.clauses:
        spans = keep_numbers_apart(spans_of(clause, changes[clause.key]))
        printed.append(_printed(clause, spans, language, digits))
        name = in_digits(clause.number, digits) or name_of(clause, language, digits)
        listed += [_row(change, name, language, digits) for change in changes[clause.key]]
        add(clause.key)
    return {
        "clauses": printed,
        "proposals": listed,
        "notes_below": [Label.PRINTED_NOTE.say(language), *document.left_out],
    }


def _row(change: Change, clause: str, language: Language, digits: Digits) -> _Row:
    at = f"{change.by.at:%Y-%m-%d}"
    return _Row(clause, change.by, in_digits(at, digits) if language == "ar" else at)


def _compilation(document: Compilation) -> dict[str, Any]:
    language, digits = document.imprint.language, document.imprint.digits
    converging = convergence_of(document.standings, language, digits)
    return {
        "convergence": _pictured(converging, digits) if document.standings else None,
        "compiled": [
            {
                "name": name_of(each.clause, language, digits),
                "clashes": _pictured(clashes_of(each, language, digits), digits),
                "clause": _printed(each.clause, [Span(each.clause.text)], language, digits),
                "amendments": [
                    (
                        amendment,
                        _printed(
                            each.clause,
                            _compared(each.clause, amendment),
                            language,
                            digits,
                        ),
                    )
                    for amendment in each.amendments
                ],
            }
            for each in document.clauses
        ],
    }


def _compared(clause: ClauseText, amendment: CompiledAmendment) -> Sequence[Span]:
    text = amendment.text or ""
    if amendment.adds:
        return [Span(text, Fate.ADDED)]
    return keep_numbers_apart(spans_between(base_of(clause, amendment), text))


def _voting_record(document: VotingRecord) -> dict[str, Any]:
    language, digits = document.imprint.language, document.imprint.digits
    ballots = []
    for ballot in document.ballots:
        votes = votes_in_columns(ballot, language) if ballot.counted is None else []
        facts = [(label.say(language), fact) for label, fact in facts_of(ballot, language, digits)]
        picture = picture_of(ballot, language, digits)
        ballots.append(
            {
                "number": ballot.number,
                "facts": facts,
                "picture": "" if picture is None else _laid_out(picture),
                "silence": silence_of(ballot).say(language),
                "votes": votes,
            }
        )
    return {"ballots": ballots}


@dataclass(frozen=True, slots=True)
class _Pictured:
    """A picture and the table behind it."""

    title: str
    drawing: Markup
    heads: tuple[str, ...]
    rows: list[list[str]]


def _pictured(picture: pictures.Picture | None, digits: Digits) -> _Pictured | None:
    if picture is None:
        return None
    rows = cells_of(picture, digits)
    return _Pictured(picture.title, _laid_out(picture), picture.table.heads, rows)


def _laid_out(picture: pictures.Picture) -> Markup:
    # written by an XML library, which escapes every label
    return Markup(pictures.laid_out(picture))  # noqa: S704


def _bilingual(document: BilingualText) -> dict[str, Any]:
    digits = document.imprint.digits
    pairs = []
    for clause in document.clauses:
        translated = document.translations.get(clause.key)
        english = None
        if translated is not None:
            beside = translation_of(clause, translated)
            english = _printed(beside, [Span(translated)], "en", Digits.WESTERN)
        pairs.append((_printed(clause, [Span(clause.text)], "ar", digits), english))
    return {"pairs": pairs, "not_translated": Label.NOT_TRANSLATED.say("en")}


def _plain(
    clauses: Sequence[ClauseText], language: Language, digits: Digits
) -> list[PrintedClause]:
    return [_printed(clause, [Span(clause.text)], language, digits) for clause in clauses]


def _printed(
    clause: ClauseText, spans: Sequence[Span], language: Language, digits: Digits
) -> PrintedClause:
    number = printed_number(clause, digits)
    return PrintedClause(str(clause.kind), number, tuple(_lines(spans, language)), language)


def _lines(spans: Sequence[Span], language: Language) -> Iterator[Line]:
    """The spans by line. A line that is added among old ones shows no letter of theirs."""
    whole = len({span.fate for span in spans}) == 1
    shown, pieces, place = "", [], 0
    for span in spans:
        first, *rest = span.text.split("\n")
        pieces.append(replace(span, text=first))
        for words in rest:
            yield Line(shown, tuple(pieces))
            new = span.fate is Fate.ADDED and not whole
            place += not new
            shown = Label.NEW.say(language) if new else letter(place, language)
            pieces = [replace(span, text=words)]
    yield Line(shown, tuple(pieces))


def _data(media: str, content: bytes) -> str:
    return f"data:{media};base64,{base64.b64encode(content).decode()}"
