"""The compilation: all amendments clause by clause, in voting order; a conference room paper."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from declaration.documents.body import Body
from declaration.documents.clauses import WrittenNumbers, clause_paragraphs
from declaration.documents.directions import Language
from declaration.documents.drawing import cells_of, clashes_of, convergence_of
from declaration.documents.endorsed import add_cover
from declaration.documents.fate import Fate
from declaration.documents.numbering import in_digits
from declaration.documents.ooxml import line, paragraph, runs, text_table
from declaration.documents.package import assemble
from declaration.documents.raster import photographed
from declaration.documents.tracked import keep_numbers_apart, spans_between
from declaration.documents.values import ClauseText, Compilation, CompiledAmendment
from declaration.documents.wording import Label
from declaration.forums.models import Digits
from declaration.pictures import Picture

_SHOWN_OF_A_CLAUSE: Final = 60
"""Characters of a clause without a number that stand for it in a heading."""

_STYLE_OF: Final = {Fate.KEPT: "", Fate.ADDED: "Added", Fate.REMOVED: "Removed"}


def write_compilation(compilation: Compilation) -> bytes:
    """The compilation as a DOCX. Changes are marked by colour and line, not tracked."""
    body = Body(compilation.imprint.language, compilation.imprint.digits)
    language = body.language
    add_cover(body, compilation.cover)
    body.add(line("Title", compilation.imprint.title, language))
    numbers = WrittenNumbers(body)
    converging = convergence_of(compilation.standings, language, body.digits)
    maps = [clashes_of(each, language, body.digits) for each in compilation.clauses]
    drawn = [each for each in maps if each is not None]
    images = photographed([*drawn, converging] if compilation.standings else drawn)
    if not compilation.clauses:
        body.add(line("Note", Label.NOTHING_PENDING.say(language), language))
    for compiled, clashing in zip(compilation.clauses, maps, strict=True):
        heading = Label.AMENDMENTS_TO.say(language, name_of(compiled.clause, language, body.digits))
        body.add(line("Heading1", heading, language))
        body.add(clause_paragraphs(body, compiled.clause, numbers))
        if clashing is not None:
            body.add(line("Heading2", clashing.title, language))
            body.add(*_pictured(body, clashing, images, (3035, 3035, 3000)))
        for amendment in compiled.amendments:
            body.add(*_amendment(body, compiled.clause, amendment))
        if not compiled.amendments:
            body.add(line("Note", Label.NO_AMENDMENTS.say(language), language))
    if compilation.standings:
        body.add(line("Heading1", converging.title, language))
        body.add(*_pictured(body, converging, images, (2270, 1700, 1700, 1700, 1700)))
    return assemble(body, compilation.imprint)


def _pictured(
    body: Body, picture: Picture, images: Mapping[Picture, bytes], widths: Sequence[int]
) -> Iterator[str]:
    """The picture and the table behind it."""
    yield body.picture(picture, images[picture])
    yield text_table(widths, picture.table.heads, cells_of(picture, body.digits), body.language)


def name_of(clause: ClauseText, language: Language, digits: Digits) -> str:
    """The clause by its number, or by its first words where it has none."""
    if clause.number:
        return Label.CLAUSE.say(language, in_digits(clause.number, digits))
    first = clause.lines[0]
    if len(first) <= _SHOWN_OF_A_CLAUSE:
        return first
    return first[:_SHOWN_OF_A_CLAUSE].rsplit(" ", 1)[0] + "…"


def _amendment(body: Body, clause: ClauseText, amendment: CompiledAmendment) -> Iterator[str]:
    language = body.language
    number = in_digits(amendment.number, body.digits)
    yield line("Heading2", Label.AMENDMENT.say(language, number), language)
    yield _labelled(body, Label.SPONSORS, "، ".join(amendment.sponsors))
    if amendment.state:
        yield _labelled(body, Label.STATE, amendment.state)
    if amendment.place:
        yield _labelled(body, Label.PLACE, amendment.place)
    if amendment.text is None:
        yield line("Annex", Label.REMOVES.say(language), language, "Strong")
    elif amendment.adds:
        yield from _words(body, Label.NEW_CLAUSE, [(amendment.text, "Added")])
    else:
        yield from _words(
            body, Label.AS_AMENDED, _compared(base_of(clause, amendment), amendment.text)
        )
    if amendment.rationale:
        yield _labelled(body, Label.RATIONALE, amendment.rationale)
    for conflict in amendment.conflicts:
        yield _labelled(body, Label.CONFLICTS, conflict)


def base_of(clause: ClauseText, amendment: CompiledAmendment) -> str:
    """The words that an amendment is compared with."""
    return clause.text if amendment.base is None else amendment.base


def _labelled(body: Body, label: Label, text: str) -> str:
    """A label and a text of the delegations', line breaks as they typed them."""
    language = body.language
    first, *rest = text.split("\n")
    head = runs(label.say(language), language, "Strong") + runs(first, language)
    return paragraph("Annex", head, language) + "".join(
        line("Annex", below, language) for below in rest
    )


def _compared(base: str, text: str) -> list[tuple[str, str]]:
    """The words of both texts, each with the character style that shows its fate."""
    return [
        (span.text, _STYLE_OF[span.fate]) for span in keep_numbers_apart(spans_between(base, text))
    ]


def _words(body: Body, label: Label, words: list[tuple[str, str]]) -> Iterator[str]:
    """The words behind their label, a paragraph for each line of either text."""
    language = body.language
    line_so_far = runs(label.say(language), language, "Strong")
    for text, style in words:
        first, *rest = text.split("\n")
        line_so_far += runs(first, language, style)
        for below in rest:
            yield paragraph("Annex", line_so_far, language)
            line_so_far = runs(below, language, style)
    yield paragraph("Annex", line_so_far, language)
