"""A Word file walked once, from which both of its views are told: changes rejected, or accepted.

Lenient on purpose: what other software saves breaks the schema in dozens of places. What is
not text is counted and reported, never dropped in silence. Source: ISO/IEC 29500-1, 17.3, 17.13.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from lxml import etree

from declaration.documents.elements import child, descendants, is_on, name_of, value_of
from declaration.documents.fate import Fate
from declaration.documents.guard import Package, parse
from declaration.documents.listing import Listing
from declaration.documents.reading import (
    MANUAL_BREAK,
    OBJECT,
    Noticed,
    Paragraph,
    Piece,
    Reading,
    Remark,
)
from declaration.documents.refusals import Reason, UnsafeFile
from declaration.documents.style_chain import StyleChain

MOST_PARAGRAPHS: Final = 10_000
MOST_LETTERS: Final = 2_000_000
"""What the server is asked to compare: several times what the longest declaration has."""
MOST_REMARKS: Final = 2_000
MOST_REMARK_LETTERS: Final = 1_000_000
_LONGEST_AUTHOR: Final = 100

_THROUGH: Final = {
    *("sdt", "sdtContent", "hyperlink", "smartTag", "customXml", "fldSimple", "dir", "bdo"),
    *("r", "ruby", "rubyBase", "txbxContent", "subDoc"),
}
_CHANGES: Final = {
    "ins": Fate.ADDED,
    "moveTo": Fate.ADDED,
    "del": Fate.REMOVED,
    "moveFrom": Fate.REMOVED,
}
_SIGNS: Final = {
    "tab": "\t",
    "ptab": "\t",
    "cr": MANUAL_BREAK,
    "noBreakHyphen": "\u2011",
    "softHyphen": "",
}
_NOTICED: Final = {
    "footnoteReference": Noticed.NOTE,
    "endnoteReference": Noticed.NOTE,
    "drawing": Noticed.OBJECT,
    "pict": Noticed.OBJECT,
    "object": Noticed.OBJECT,
    "oMath": Noticed.OBJECT,
    "oMathPara": Noticed.OBJECT,
    "sym": Noticed.SYMBOL,
}
_FORMATTING: Final = {
    *("rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tcPrChange", "trPrChange"),
    *("numberingChange", "tblGridChange"),
}
_TABLE_CHANGES: Final = {"cellIns", "cellDel", "cellMerge"}
_FETCHING: Final = {
    *("DDE", "DDEAUTO", "INCLUDETEXT", "INCLUDEPICTURE", "DATABASE", "LINK", "IMPORT", "INCLUDE"),
}

_Visit = Callable[[etree._Element], None]


@dataclass(slots=True)
class _Line:
    """The paragraph being walked."""

    pieces: list[Piece] = field(default_factory=list)
    bookmarks: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    bold: list[bool] = field(default_factory=list)
    style: str = ""


@dataclass(slots=True)
class _Field:
    """A field being walked: its instruction, then its result."""

    instruction: str = ""
    in_result: bool = False


def read_word(package: Package) -> Reading:
    """Everything that is read of a file. Raises UnsafeFile."""
    walk = _Walk(package)
    body = child(parse(package.parts["document"], "document"), "body")
    if body is None:
        raise UnsafeFile(Reason.NO_TEXT_PART)
    walk.blocks(body)
    walk.noticed[Noticed.EXTERNAL] += len(package.external)
    return Reading(
        tuple(walk.paragraphs),
        tuple(_remarks(package.parts.get("comments"))),
        _properties(package.parts.get("properties")),
        +walk.noticed,
    )


class _Walk:
    """One walk down the body, depth first, with what is open at the moment."""

    def __init__(self, package: Package) -> None:
        numbering = package.parts.get("numbering")
        styles = package.parts.get("styles")
        self.paragraphs: list[Paragraph] = []
        self.noticed: Counter[Noticed] = Counter()
        self._listing = Listing(parse(numbering, "numbering") if numbering else None)
        self._styles = StyleChain(parse(styles, "styles") if styles else None)
        self._open_bookmarks: dict[str, str] = {}
        self._fields: list[_Field] = []
        self._changed: list[tuple[Fate, str]] = []
        self._tables = 0
        self._letters = 0

    def blocks(self, parent: etree._Element) -> None:
        """The paragraphs below an element, tables entered cell by cell."""
        for element in parent:
            name = name_of(element)
            if name == "p":
                self._paragraph(element)
            elif name == "tbl":
                self.noticed[Noticed.TABLE] += 1
                self.noticed[Noticed.TABLE_CHANGE] += _changed_rows(element)
                self._tables += 1
                self.blocks(element)
                self._tables -= 1
            elif name in {"tr", "tc"} or name in _THROUGH:
                self.blocks(element)
            elif name in _CHANGES:
                self._within_change(element, self.blocks)
            elif name == "AlternateContent":
                self._one_branch(element, self.blocks)
            elif name in {"bookmarkStart", "bookmarkEnd"}:
                self._bookmark(element, name, None)

    def _paragraph(self, element: etree._Element) -> None:
        if len(self.paragraphs) == MOST_PARAGRAPHS:
            raise UnsafeFile(Reason.TOO_LONG)
        line = _Line(bookmarks=list(self._open_bookmarks.values()))
        properties = child(element, "pPr")
        self.noticed[Noticed.FORMATTING] += sum(1 for _ in descendants(element, *_FORMATTING))
        style = child(properties, "pStyle") if properties is not None else None
        name = value_of(style) if style is not None else ""
        line.style = name
        self._inline(element, line)
        self.paragraphs.append(
            Paragraph(
                pieces=tuple(_coalesced(line.pieces)),
                end=self._end(properties),
                style=self._styles.name(name) or name,
                label=self._label(properties, name),
                outline=self._outline(properties, name),
                bold=bool(line.bold) and all(line.bold),
                centred=self._value(properties, name, "jc") == "center",
                in_table=self._tables > 0,
                bookmarks=tuple(dict.fromkeys(line.bookmarks)),
                comments=tuple(line.comments),
            )
        )

    def _inline(self, parent: etree._Element, line: _Line) -> None:
        for element in parent:
            name = name_of(element)
            if name == "r":
                self._run(element, line)
            elif name in _THROUGH:
                check_instruction(value_of(element, "instr"))
                self._inline(element, line)
            elif name in _CHANGES:
                self._within_change(element, lambda e: self._inline(e, line))
            elif name == "AlternateContent":
                self._one_branch(element, lambda e: self._inline(e, line))
            elif name in {"bookmarkStart", "bookmarkEnd"}:
                self._bookmark(element, name, line)
            elif name == "commentRangeStart":
                line.comments.append(value_of(element, "id"))
            elif name in _NOTICED:
                self._object(name, line)

    def _run(self, run: etree._Element, line: _Line) -> None:
        properties = child(run, "rPr")
        if properties is not None and is_on(child(properties, "vanish")):
            self.noticed[Noticed.HIDDEN] += 1
        before = len(line.pieces)
        for element in run:
            name = name_of(element)
            if name in {"t", "delText"}:
                self._say(element.text or "", line)
            elif name in _SIGNS:
                self._say(_SIGNS[name], line)
            elif name == "br":
                paged = value_of(element, "type") in {"page", "column"}
                self._say("" if paged else MANUAL_BREAK, line)
            elif name in {"instrText", "delInstrText"} and self._fields:
                self._fields[-1].instruction += element.text or ""
            elif name == "fldChar":
                self._field(value_of(element, "fldCharType"))
            elif name == "AlternateContent":
                self._one_branch(element, lambda e: self._inline(e, line))
            elif name in _NOTICED:
                self._object(name, line)
        if any(piece.text.strip() for piece in line.pieces[before:]):
            line.bold.append(self._styles.is_bold(properties, line.style))

    def _say(self, text: str, line: _Line) -> None:
        if not text or any(not field.in_result for field in self._fields):
            return
        fates = {fate for fate, _ in self._changed}
        if len(fates) > 1:
            self.noticed[Noticed.UNDONE] += 1
            return
        self._letters += len(text)
        if self._letters > MOST_LETTERS:
            raise UnsafeFile(Reason.TOO_LONG)
        fate, author = self._changed[-1] if self._changed else (Fate.KEPT, "")
        line.pieces.append(Piece(text, fate, author))

    def _object(self, name: str, line: _Line) -> None:
        self.noticed[_NOTICED[name]] += 1
        self._say(OBJECT, line)

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(_Field())
        elif self._fields and kind == "separate":
            self._fields[-1].in_result = True
        if self._fields and kind in {"separate", "end"}:
            check_instruction(self._fields[-1].instruction)
        if self._fields and kind == "end":
            self._fields.pop()

    def _within_change(self, element: etree._Element, go_on: _Visit) -> None:
        author = value_of(element, "author")[:_LONGEST_AUTHOR]
        self._changed.append((_CHANGES[name_of(element)], author))
        go_on(element)
        self._changed.pop()

    def _one_branch(self, element: etree._Element, go_on: _Visit) -> None:
        branches = [e for e in element if name_of(e) in {"Choice", "Fallback"}]
        if branches:
            go_on(branches[0])

    def _bookmark(self, element: etree._Element, name: str, line: _Line | None) -> None:
        if name == "bookmarkEnd":
            self._open_bookmarks.pop(value_of(element, "id"), None)
            return
        self._open_bookmarks[value_of(element, "id")] = value_of(element, "name")
        if line is not None:
            line.bookmarks.append(value_of(element, "name"))

    def _end(self, properties: etree._Element | None) -> Fate:
        """What is tracked on the paragraph's mark, the change around the paragraph included."""
        marked = child(properties, "rPr") if properties is not None else None
        for element in marked if marked is not None else ():
            if name_of(element) in _CHANGES:
                return _CHANGES[name_of(element)]
        return self._changed[-1][0] if self._changed else Fate.KEPT

    def _label(self, properties: etree._Element | None, style: str) -> str:
        number = self._styles.paragraph_property(properties, style, "numPr")
        if number is None:
            return ""
        list_id, level = child(number, "numId"), child(number, "ilvl")
        if list_id is None:
            return ""
        return self._listing.label(value_of(list_id), value_of(level) if level is not None else "0")

    def _value(self, properties: etree._Element | None, style: str, name: str) -> str:
        found = self._styles.paragraph_property(properties, style, name)
        return value_of(found) if found is not None else ""

    def _outline(self, properties: etree._Element | None, style: str) -> int:
        level = self._value(properties, style, "outlineLvl")
        if level.isdecimal() and int(level) < 9:
            return int(level) + 1
        heading = re.fullmatch(r"heading ([1-9])", self._styles.name(style))
        return int(heading[1]) if heading else 0


def check_instruction(instruction: str) -> None:
    """Refuse a field that fetches: its result may be shown, but the file is not handed on."""
    words = instruction.split(maxsplit=1)
    if words and words[0].upper() in _FETCHING:
        raise UnsafeFile(Reason.FETCHING_FIELD, words[0].upper())


def _coalesced(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Neighbours of one fate and author as one: software cuts them at every turn."""
    held: Piece | None = None
    for piece in pieces:
        if held is not None and (held.fate, held.author) == (piece.fate, piece.author):
            held = replace(held, text=held.text + piece.text)
            continue
        if held is not None:
            yield held
        held = piece
    if held is not None:
        yield held


def _changed_rows(table: etree._Element) -> int:
    rows = (child(row, "trPr") for row in table if name_of(row) == "tr")
    changed = sum(
        1 for row in rows if row is not None and any(name_of(e) in {"ins", "del"} for e in row)
    )
    return changed + sum(1 for _ in descendants(table, *_TABLE_CHANGES))


def _remarks(part: bytes | None) -> Iterator[Remark]:
    """The comments of a file. Raises UnsafeFile where they are too many or too long."""
    if part is None:
        return
    letters = 0
    comments = [e for e in parse(part, "comments") if name_of(e) == "comment"]
    if len(comments) > MOST_REMARKS:
        raise UnsafeFile(Reason.TOO_MANY_COMMENTS)
    for comment in comments:
        lines = [
            "".join(t.text or "" for t in descendants(paragraph, "t", "delText"))
            for paragraph in descendants(comment, "p")
        ]
        text = "\n".join(lines).strip()
        letters += len(text)
        if letters > MOST_REMARK_LETTERS:
            raise UnsafeFile(Reason.TOO_MANY_COMMENTS)
        yield Remark(value_of(comment, "id"), value_of(comment, "author")[:_LONGEST_AUTHOR], text)


def _properties(part: bytes | None) -> dict[str, str]:
    """The custom properties, by name."""
    if part is None:
        return {}
    found = (e for e in parse(part, "properties") if name_of(e) == "property")
    return {e.get("name", ""): "".join(map(str, e.itertext())) for e in found}
