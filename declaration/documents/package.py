"""A Word file from its body: the parts, how they are related, and the archive around them."""

import io
import zipfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from declaration.documents.body import Body
from declaration.documents.ooxml import escape, field, paragraph, runs
from declaration.documents.styles import STYLES_PART, WORDPROCESSING, indent_of
from declaration.documents.values import Imprint
from declaration.documents.wording import Label

_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_WORD_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_DRAWING: Final = "http://schemas.openxmlformats.org/drawingml/2006"
_NAMESPACES: Final = (
    f'xmlns:w="{WORDPROCESSING}" xmlns:r="{_OFFICE}/relationships" '
    f'xmlns:wp="{_DRAWING}/wordprocessingDrawing" xmlns:a="{_DRAWING}/main" '
    f'xmlns:pic="{_DRAWING}/picture"'
)
_EVER: Final = (1980, 1, 1, 0, 0, 0)
"""The date of every part in the archive: one document, one sequence of bytes."""

_TEMPLATE: Final = Path(__file__).parent / "template"
_THEME: Final = (_TEMPLATE / "theme1.xml").read_text("utf-8")
_FONT_TABLE: Final = (_TEMPLATE / "fontTable.xml").read_text("utf-8")

_PROPERTY_SET: Final = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"


def assemble(
    body: Body,
    imprint: Imprint,
    *,
    properties: Sequence[tuple[str, str]] = (),
    tracking: bool = False,
) -> bytes:
    """The whole file. `tracking` lets whoever opens it change the text in tracked changes alone.

    Equal values give equal bytes.
    """
    parts: dict[str, tuple[str, str]] = {
        "styles": ("styles", STYLES_PART),
        "settings": ("settings", _settings(tracking)),
        "fontTable": ("fontTable", _FONT_TABLE),
        "theme1": ("theme", _THEME),
        "footer1": ("footer", _footer(body)),
    }
    if body.lists:
        parts["numbering"] = ("numbering", _numbering(body))
    if body.comments:
        inside = f"{_HEAD}<w:comments {_NAMESPACES}>{''.join(body.comments)}</w:comments>"
        parts["comments"] = ("comments", inside)

    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in _files(body, imprint, parts, properties):
            entry = zipfile.ZipInfo(name, _EVER)
            entry.compress_type = zipfile.ZIP_DEFLATED
            out.writestr(entry, content)
    return archive.getvalue()


def _files(
    body: Body,
    imprint: Imprint,
    parts: dict[str, tuple[str, str]],
    properties: Sequence[tuple[str, str]],
) -> Iterator[tuple[str, str | bytes]]:
    yield "[Content_Types].xml", _content_types(parts, properties)
    yield "_rels/.rels", _package_relationships(properties)
    yield "word/document.xml", _document(body)
    yield "word/_rels/document.xml.rels", _document_relationships(body, parts)
    for name, (_, content) in parts.items():
        yield f"word/{_path(name)}", content
    for image in body.images:
        yield f"word/media/{image.name}", image.content
    yield "docProps/core.xml", _core(imprint)
    yield "docProps/app.xml", _application()
    if properties:
        yield "docProps/custom.xml", _custom(properties)


def _path(name: str) -> str:
    return f"theme/{name}.xml" if name.startswith("theme") else f"{name}.xml"


def _content_types(parts: dict[str, tuple[str, str]], properties: Sequence[tuple[str, str]]) -> str:
    def override(path: str, kind: str) -> str:
        return f'<Override PartName="/{path}" ContentType="{kind}"/>'

    overrides = [override("word/document.xml", f"{_WORD_TYPE}.document.main+xml")]
    for name, (kind, _) in parts.items():
        type_ = f"{_WORD_TYPE}.{kind}+xml"
        if kind == "theme":
            type_ = "application/vnd.openxmlformats-officedocument.theme+xml"
        overrides.append(override(f"word/{_path(name)}", type_))
    core = "application/vnd.openxmlformats-package.core-properties+xml"
    office = "application/vnd.openxmlformats-officedocument"
    overrides.append(override("docProps/core.xml", core))
    overrides.append(override("docProps/app.xml", f"{office}.extended-properties+xml"))
    if properties:
        overrides.append(override("docProps/custom.xml", f"{office}.custom-properties+xml"))
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="png" ContentType="image/png"/>'
        f"{''.join(overrides)}</Types>"
    )


def _relationships(targets: Sequence[tuple[str, str, str]]) -> str:
    listed = "".join(
        f'<Relationship Id="{id_}" Type="{type_}" Target="{target}"/>'
        for id_, type_, target in targets
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'


def _package_relationships(properties: Sequence[tuple[str, str]]) -> str:
    kinds = f"{_OFFICE}/relationships"
    targets = [
        ("document", f"{kinds}/officeDocument", "word/document.xml"),
        ("core", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ("app", f"{kinds}/extended-properties", "docProps/app.xml"),
    ]
    if properties:
        targets.append(("custom", f"{kinds}/custom-properties", "docProps/custom.xml"))
    return _relationships(targets)


def _document_relationships(body: Body, parts: dict[str, tuple[str, str]]) -> str:
    kinds = f"{_OFFICE}/relationships"
    targets = [(name, f"{kinds}/{kind}", _path(name)) for name, (kind, _) in parts.items()]
    targets += [(image.id, f"{kinds}/image", f"media/{image.name}") for image in body.images]
    return _relationships(targets)


def _document(body: Body) -> str:
    bidi = "<w:bidi/>" if body.language == "ar" else ""
    return (
        f"{_HEAD}<w:document {_NAMESPACES}><w:body>{body.markup}"
        '<w:sectPr><w:footerReference w:type="default" r:id="footer1"/>'
        '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1418" w:right="1418" w:bottom="1418" '
        'w:left="1418" w:header="709" w:footer="709" w:gutter="0"/>'
        f'<w:cols w:space="708"/>{bidi}</w:sectPr></w:body></w:document>'
    )


def _footer(body: Body) -> str:
    language = body.language
    content = (
        runs(Label.PAGE.say(language) + " ", language)
        + field("PAGE", "1", language)
        + runs(f" {Label.OF.say(language)} ", language)
        + field("NUMPAGES", "1", language)
    )
    return f"{_HEAD}<w:ftr {_NAMESPACES}>{paragraph('Footer', content, language)}</w:ftr>"


def _settings(tracking: bool) -> str:
    tracked = '<w:trackRevisions/><w:documentProtection w:edit="trackedChanges" w:enforcement="1"/>'
    return (
        f'{_HEAD}<w:settings xmlns:w="{WORDPROCESSING}"><w:zoom w:percent="100"/>'
        f'{tracked if tracking else ""}<w:defaultTabStop w:val="680"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        '<w:compat><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="en-US" w:bidi="ar-SA"/>'
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )


def _numbering(body: Body) -> str:
    turned = {"ar": "<w:rPr><w:rtl/></w:rPr>", "en": ""}
    kinds = "".join(
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="singleLevel"/>'
        f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{shown.number_format}"/>'
        f'<w:lvlText w:val="{escape(shown.label)}"/><w:lvlJc w:val="left"/>'
        f"{indent_of(shown.style)}{turned[shown.language]}</w:lvl></w:abstractNum>"
        for number, shown in enumerate(body.lists, start=1)
    )
    lists = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
        for number in range(1, len(body.lists) + 1)
    )
    return f'{_HEAD}<w:numbering xmlns:w="{WORDPROCESSING}">{kinds}{lists}</w:numbering>'


def instant(moment: datetime) -> str:
    """A moment as Word writes it: UTC, whole seconds. Raises ValueError where it has no zone."""
    if moment.tzinfo is None:
        raise ValueError("a moment without a zone is no moment")
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _core(imprint: Imprint) -> str:
    authors = escape("؛ ".join(imprint.authors))
    issued = instant(imprint.issued)
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(imprint.title)}</dc:title><dc:subject>{escape(imprint.subject)}"
        f"</dc:subject><dc:creator>{authors}</dc:creator>"
        f"<cp:lastModifiedBy>{authors}</cp:lastModifiedBy>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{issued}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{issued}</dcterms:modified>'
        f"<dc:language>{imprint.language}</dc:language></cp:coreProperties>"
    )


def _application() -> str:
    return (
        f'{_HEAD}<Properties xmlns="{_OFFICE}/extended-properties">'
        "<Application>Declaration</Application></Properties>"
    )


def _custom(properties: Sequence[tuple[str, str]]) -> str:
    listed = "".join(
        f'<property fmtid="{_PROPERTY_SET}" pid="{number}" name="{escape(name)}">'
        f"<vt:lpwstr>{escape(value)}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(properties, start=2)
    )
    return (
        f'{_HEAD}<Properties xmlns="{_OFFICE}/custom-properties" '
        f'xmlns:vt="{_OFFICE}/docPropsVTypes">{listed}</Properties>'
    )
