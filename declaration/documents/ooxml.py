"""The body of a Word file as it grows: escaped strings, so that a long text costs little.

Nothing here decides what a document says. Every function returns markup; every string that
comes in is text, and is escaped here and nowhere else.
"""

import re
from collections.abc import Sequence
from typing import Final

from declaration.documents.directions import Language, language_of, split_directions
from declaration.documents.styles import style_in

PAGE_WIDTH: Final = 9070
"""Width of the text on an A4 page with margins of 25 mm, in twentieths of a point."""

_ILLEGAL: Final = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def escape(text: str) -> str:
    """Text for an element or a quoted attribute. Characters XML cannot hold are left out."""
    if not text.isprintable():
        text = _ILLEGAL.sub("", text)
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&quot;")


def runs(text: str, language: Language, style: str = "", *, deleted: bool = False) -> str:
    """Runs that show `text` inside a paragraph of `language`, cut where its direction turns.

    `style` is a character style. `deleted` writes the words as those of a tracked deletion.
    """
    tag = "delText" if deleted else "t"
    look = f'<w:rStyle w:val="{style}"/>' if style else ""
    plain = f"<w:rPr>{look}</w:rPr>" if look else ""
    turned = f"<w:rPr>{look}<w:rtl/></w:rPr>"
    return "".join(
        f"<w:r>{turned if from_right else plain}"
        f'<w:{tag} xml:space="preserve">{escape(piece)}</w:{tag}></w:r>'
        for piece, from_right in split_directions(text, language)
    )


def code(text: str) -> str:
    """A run of signs that are read from the left whatever surrounds them: a hash, an address."""
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def tab(language: Language) -> str:
    """A tab between a number and its words."""
    return (
        "<w:r><w:rPr><w:rtl/></w:rPr><w:tab/></w:r>" if language == "ar" else "<w:r><w:tab/></w:r>"
    )


def paragraph(
    style: str, content: str, language: Language, *, list_id: int = 0, mark: str = ""
) -> str:
    """A paragraph in `style`, or its English twin.

    `list_id` numbers it by a list of the document; `mark` is what is tracked on its end.
    """
    listed = (
        f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{list_id}"/></w:numPr>' if list_id else ""
    )
    turned = "<w:rtl/>" if language == "ar" else ""
    ends = f"<w:rPr>{mark}{turned}</w:rPr>" if mark or turned else ""
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style_in(style, language)}"/>{listed}{ends}</w:pPr>'
        f"{content}</w:p>"
    )


def line(style: str, text: str, language: Language, character_style: str = "") -> str:
    """A paragraph that holds one text."""
    return paragraph(style, runs(text, language, character_style), language)


def cell(content: str, width: int, *, shade: str = "") -> str:
    """A table cell. `content` is whole paragraphs; `width` in twentieths of a point."""
    shading = f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>' if shade else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shading}</w:tcPr>{content}</w:tc>'


def row(cells: str, *, head: bool = False, height: int = 0) -> str:
    """A table row that no page break cuts; a head is repeated on every page."""
    tall = f'<w:trHeight w:val="{height}" w:hRule="atLeast"/>' if height else ""
    repeated = "<w:tblHeader/>" if head else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{tall}{repeated}</w:trPr>{cells}</w:tr>"


def table(widths: Sequence[int], rows: str, language: Language, *, lined: bool = True) -> str:
    """A table across the page, first column where `language` begins, and a line after it.

    The line is there because Word wants a paragraph after a table.
    """
    style = "Lined" if lined else "TableNormal"
    visual = "<w:bidiVisual/>" if language == "ar" else ""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/>{visual}<w:tblW w:w="5000" w:type="pct"/>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>'
        + paragraph("Note", "", language)
    )


def text_cell(text: str, width: int, language: Language) -> str:
    """A cell that holds one text, in a table of `language`.

    What is written in Arabic begins from the right in an English table too. In an Arabic one all
    begins from the right: a symbol such as Rev.1 stands in one line with the words of its column.
    """
    written_in = "ar" if language == "ar" else language_of(text, language)
    return cell(line("TableText", text, written_in), width)


def text_table(
    widths: Sequence[int],
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    language: Language,
    *,
    height: int = 0,
) -> str:
    """A table of plain texts under a head. `height` is the least height of a row."""
    top = "".join(
        cell(line("TableHead", text, language), width, shade="E8F0F1")
        for text, width in zip(head, widths, strict=True)
    )
    below = "".join(
        row(
            "".join(
                text_cell(text, width, language) for text, width in zip(texts, widths, strict=True)
            ),
            height=height,
        )
        for texts in rows
    )
    return table(widths, row(top, head=True) + below, language)


def field(instruction: str, shown: str, language: Language) -> str:
    """A complex field, with what it shows until Word computes it."""
    turned = "<w:rPr><w:rtl/></w:rPr>" if language == "ar" else ""

    def mark(kind: str) -> str:
        return f'<w:r>{turned}<w:fldChar w:fldCharType="{kind}"/></w:r>'

    return (
        f'{mark("begin")}<w:r>{turned}<w:instrText xml:space="preserve"> {instruction} '
        f"</w:instrText></w:r>{mark('separate')}<w:r>{turned}<w:t>{shown}</w:t></w:r>{mark('end')}"
    )
