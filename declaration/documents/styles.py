"""The styles of our documents: direction, fonts and sizes stand here, never on a paragraph.

Every paragraph style has an English twin, whose id ends in `En`: based on it, written from
the left. Source of what Arabic needs: ISO/IEC 29500-1, 17.3.1.6 (bidi), 17.3.2.26 (rFonts),
17.3.2.3 (bCs), 17.3.2.39 (szCs).
"""

from dataclasses import dataclass
from typing import Final

from declaration.documents.directions import Language

FONT: Final = "Amiri"
WORDPROCESSING: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_DEEP: Final = "0B4F5C"
_MUTED: Final = "5A6470"
_ADDED: Final = "1B6E3C"
_REMOVED: Final = "A3262A"


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """One style: sizes in half-points; spaces and indents in twentieths of a point."""

    id: str
    name: str
    size: int = 26
    bold: bool = False
    color: str = ""
    align: str = ""
    before: int = 0
    after: int = 120
    indent: int = 0
    hanging: int = 0
    keep_next: bool = False
    outline: int | None = None
    font: str = ""
    from_left: bool = False


STYLES: Final = (
    ParagraphStyle("Cover", "Cover", color=_MUTED, align="center", after=20),
    ParagraphStyle(
        "Title", "Title", 46, True, _DEEP, "center", before=240, after=120, keep_next=True
    ),
    ParagraphStyle("Subtitle", "Subtitle", 28, color=_MUTED, align="center", after=280),
    ParagraphStyle("Heading1", "heading 1", 32, True, _DEEP, before=320, keep_next=True, outline=0),
    ParagraphStyle(
        "Heading2", "heading 2", 28, True, before=200, after=60, keep_next=True, outline=1
    ),
    ParagraphStyle("Chapeau", "Chapeau", align="both", after=160),
    ParagraphStyle("Recital", "Recital", align="both", indent=680, hanging=680),
    ParagraphStyle("Bridge", "Bridge", 28, True, before=200, after=160, keep_next=True),
    ParagraphStyle("Clause", "Clause", align="both", indent=680, hanging=680),
    ParagraphStyle("SubItem", "Sub-item", align="both", after=80, indent=1300, hanging=620),
    ParagraphStyle("Closing", "Closing", align="both", before=120),
    ParagraphStyle("Annex", "Annex", align="both"),
    ParagraphStyle("Picture", "Picture", before=60, after=120, keep_next=True),
    ParagraphStyle("Note", "Note", 22, color=_MUTED, after=60),
    ParagraphStyle("TableHead", "Table head", 24, True, _DEEP, before=40, after=40, keep_next=True),
    ParagraphStyle("TableText", "Table text", 24, before=40, after=40),
    ParagraphStyle("Footer", "footer", 20, color=_MUTED, align="center", after=0),
    ParagraphStyle("CommentText", "annotation text", 20, after=0),
    ParagraphStyle(
        "Code", "Code", 20, align="center", after=60, font="Courier New", from_left=True
    ),
)


def style_in(style: str, language: Language) -> str:
    """The id of a style, or of its twin for text written from the left."""
    return style if language == "ar" else style + "En"


def indent_of(style: str) -> str:
    """The indents of a style as a list's level repeats them: a list's own would replace them."""
    of = next(s for s in STYLES if s.id == style)
    return f'<w:pPr><w:ind w:left="{of.indent}" w:hanging="{of.hanging}"/></w:pPr>'


def _sized(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def _fonts(name: str) -> str:
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}" w:cs="{name}"/>'


def _paragraph_properties(style: ParagraphStyle) -> str:
    """Its `w:pPr`, children in the order of 17.3.1.26."""
    parts = ["<w:keepNext/><w:keepLines/>"] if style.keep_next else []
    if style.from_left:
        parts.append('<w:bidi w:val="0"/>')
    parts.append(f'<w:spacing w:before="{style.before}" w:after="{style.after}"/>')
    if style.indent:
        parts.append(f'<w:ind w:left="{style.indent}" w:hanging="{style.hanging}"/>')
    if style.align:
        parts.append(f'<w:jc w:val="{style.align}"/>')
    if style.outline is not None:
        parts.append(f'<w:outlineLvl w:val="{style.outline}"/>')
    return f"<w:pPr>{''.join(parts)}</w:pPr>"


def _run_properties(style: ParagraphStyle) -> str:
    """Its `w:rPr`: whatever Latin letters get, Arabic ones get too."""
    fonts = _fonts(style.font) if style.font else ""
    bold = "<w:b/><w:bCs/>" if style.bold else ""
    color = f'<w:color w:val="{style.color}"/>' if style.color else ""
    return f"<w:rPr>{fonts}{bold}{color}{_sized(style.size)}</w:rPr>"


def _both_twins(style: ParagraphStyle) -> str:
    # long Latin words leave gaps where narrow columns are spread to both sides
    ragged = '<w:jc w:val="left"/>' if style.align == "both" else ""
    twin = (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{style.id}En">'
        f'<w:name w:val="{style.name} (en)"/><w:basedOn w:val="{style.id}"/><w:qFormat/>'
        f'<w:pPr><w:bidi w:val="0"/>{ragged}</w:pPr></w:style>'
    )
    custom = "" if style.name[0].islower() or style.id in _BUILT_IN else ' w:customStyle="1"'
    return (
        f'<w:style w:type="paragraph"{custom} w:styleId="{style.id}">'
        f'<w:name w:val="{style.name}"/><w:basedOn w:val="Normal"/><w:qFormat/>'
        f"{_paragraph_properties(style)}{_run_properties(style)}</w:style>{twin}"
    )


_BUILT_IN: Final = {"Title", "Subtitle"}


def _character_style(id_: str, name: str, properties: str) -> str:
    return (
        f'<w:style w:type="character" w:customStyle="1" w:styleId="{id_}">'
        f'<w:name w:val="{name}"/><w:qFormat/><w:rPr>{properties}</w:rPr></w:style>'
    )


_BORDERS: Final = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="B8C4C8"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)

STYLES_PART: Final = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:styles xmlns:w="{WORDPROCESSING}">'
    f"<w:docDefaults><w:rPrDefault><w:rPr>{_fonts(FONT)}{_sized(26)}"
    '<w:lang w:val="en-US" w:eastAsia="en-US" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
    "<w:pPrDefault/></w:docDefaults>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
    '<w:qFormat/><w:pPr><w:bidi/><w:spacing w:after="120"/></w:pPr></w:style>'
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:semiHidden/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
    '<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
    '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    '</w:style><w:style w:type="table" w:customStyle="1" w:styleId="Lined">'
    f'<w:name w:val="Lined"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>{_BORDERS}'
    "</w:tblBorders></w:tblPr></w:style>"
    + _character_style("Strong", "Stressed", "<w:b/><w:bCs/>")
    + _character_style("Added", "Added words", f'<w:color w:val="{_ADDED}"/><w:u w:val="single"/>')
    + _character_style("Removed", "Removed words", f'<w:strike/><w:color w:val="{_REMOVED}"/>')
    + "".join(map(_both_twins, STYLES))
    + "</w:styles>"
)
