"""A reader of Word files that shares nothing with the product: zipfile, lxml and the rules.

`faults` says in plain words what an Arabic Word file must not be; the style chain is resolved,
so that a rule holds wherever the property was written.
"""

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import PurePosixPath

from docx_integrity import check
from lxml import etree
from openxml_audit import OpenXmlValidator

NS = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "rel": "http://schemas.openxmlformats.org/package/2006/relationships",
    "ct": "http://schemas.openxmlformats.org/package/2006/content-types",
}
W = f"{{{NS['w']}}}"
ARABIC = re.compile(r"[ء-يٱ-ۓ]")
LATIN = re.compile(r"[A-Za-z]")
FORBIDDEN = re.compile("[\u202a-\u202e\u2066-\u2069ﭐ-﷏ﹰ-\ufefe\x00-\x08\x0b\x0c\x0e-\x1f]")
STORIES = ("word/document.xml", "word/footer1.xml", "word/comments.xml")
ANNOTATIONS = ("ins", "del", "bookmarkStart", "moveFrom", "moveTo", "rPrChange", "pPrChange")


class WordFile:
    """A package, opened."""

    def __init__(self, data: bytes) -> None:
        self.archive = zipfile.ZipFile(io.BytesIO(data))
        self.names = self.archive.namelist()
        self.body = self.part("word/document.xml").find("w:body", NS)
        self.styles = {
            s.get(f"{W}styleId"): s for s in self.part("word/styles.xml").findall("w:style", NS)
        }
        self.default_run = self.part("word/styles.xml").find("w:docDefaults/w:rPrDefault/w:rPr", NS)

    def part(self, name: str) -> etree._Element:
        return etree.fromstring(self.archive.read(name))

    def stories(self) -> Iterator[etree._Element]:
        for name in STORIES:
            if name in self.names:
                yield self.part(name)

    def chain(self, style_id: str | None) -> Iterator[etree._Element]:
        """A style and those it is based on; Normal at the end, once."""
        style = self.styles.get(style_id or "Normal")
        while style is not None:
            yield style
            based = style.find("w:basedOn", NS)
            style = self.styles.get(based.get(f"{W}val")) if based is not None else None

    def paragraph_property(self, paragraph: etree._Element, name: str) -> etree._Element | None:
        direct = paragraph.find(f"w:pPr/w:{name}", NS)
        if direct is not None:
            return direct
        used = paragraph.find("w:pPr/w:pStyle", NS)
        for style in self.chain(used.get(f"{W}val") if used is not None else None):
            found = style.find(f"w:pPr/w:{name}", NS)
            if found is not None:
                return found
        return None

    def run_property(self, run: etree._Element, name: str) -> etree._Element | None:
        direct = run.find(f"w:rPr/w:{name}", NS)
        if direct is not None:
            return direct
        used = run.find("w:rPr/w:rStyle", NS)
        chains = [self.chain(used.get(f"{W}val"))] if used is not None else []
        paragraph = next(run.iterancestors(f"{W}p"))
        style = paragraph.find("w:pPr/w:pStyle", NS)
        chains.append(self.chain(style.get(f"{W}val") if style is not None else None))
        for chain in chains:
            for of in chain:
                found = of.find(f"w:rPr/w:{name}", NS)
                if found is not None:
                    return found
        return self.default_run.find(f"w:{name}", NS)


def is_on(found: etree._Element | None) -> bool:
    return found is not None and found.get(f"{W}val", "1") not in {"0", "false", "off"}


def words(element: etree._Element) -> str:
    return "".join(t.text or "" for t in element.iter(f"{W}t", f"{W}delText"))


def clause_words(data: bytes) -> dict[str, str]:
    """What each `_cl_` bookmark encloses, paragraphs joined by line feeds, changes rejected."""
    found: dict[str, list[str]] = {}
    opened: dict[str, str] = {}
    for paragraph in WordFile(data).body.iter(f"{W}p"):
        for name in opened.values():
            found[name].append("")
        for element in paragraph.iter():
            if element.tag == f"{W}bookmarkStart":
                opened[element.get(f"{W}id")] = element.get(f"{W}name")
                found[element.get(f"{W}name")] = [""]
            elif element.tag == f"{W}bookmarkEnd":
                opened.pop(element.get(f"{W}id"))
            elif element.tag == f"{W}t":
                for name in opened.values():
                    found[name][-1] += element.text or ""
    return {name: "\n".join(lines) for name, lines in found.items()}


def checkers(path: object) -> list[str]:
    """What two public checkers find."""
    audit = OpenXmlValidator().validate(str(path))
    return [str(e) for e in audit.errors] + [str(f) for f in check(str(path))]


def faults(data: bytes) -> list[str]:
    """Every broken rule, in words."""
    word = WordFile(data)
    return [
        *_package_faults(word),
        *_paragraph_faults(word),
        *_run_faults(word),
        *_style_faults(word),
        *_table_faults(word),
        *_annotation_faults(word),
        *_numbering_faults(word),
    ]


def _package_faults(word: WordFile) -> Iterator[str]:
    for name, times in Counter(n.casefold() for n in word.names).items():
        if times > 1:
            yield f"two entries {name}"
    typed = {
        o.get("PartName").lstrip("/")
        for o in word.part("[Content_Types].xml").findall("ct:Override", NS)
    }
    for name in typed - set(word.names):
        yield f"content type for the missing part {name}"
    for name in word.names:
        if not name.endswith(".rels"):
            continue
        folder = PurePosixPath(name).parent.parent
        for relation in word.part(name).findall("rel:Relationship", NS):
            if relation.get("TargetMode") == "External":
                yield f"external relation {relation.get('Target')}"
            elif str(folder / relation.get("Target")) not in word.names:
                yield f"relation to the missing part {relation.get('Target')}"
    if "word/settings.xml" in word.names:
        for name in ("trackChanges",):
            if word.part("word/settings.xml").find(f"w:{name}", NS) is not None:
                yield f"setting {name} does not exist"
    last = [child for child in word.body if child.tag != f"{W}sectPr"][-1]
    if last.tag == f"{W}tbl":
        yield "a table is the last block"


def _paragraph_faults(word: WordFile) -> Iterator[str]:
    for story in word.stories():
        for paragraph in story.iter(f"{W}p"):
            said = words(paragraph)
            from_right = is_on(word.paragraph_property(paragraph, "bidi"))
            if FORBIDDEN.search(said):
                yield f"forbidden characters in {said!r}"
            if ARABIC.search(said) and not LATIN.search(said) and not from_right:
                yield f"Arabic paragraph from the left: {said!r}"
            if from_right:
                align = word.paragraph_property(paragraph, "jc")
                if align is not None and align.get(f"{W}val") not in {"both", "center"}:
                    yield f"alignment {align.get(f'{W}val')} in {said!r}"
                if ARABIC.search(said) and paragraph.find("w:pPr/w:rPr/w:rtl", NS) is None:
                    yield f"paragraph mark from the left: {said!r}"


def _run_faults(word: WordFile) -> Iterator[str]:
    for story in word.stories():
        for run in story.iter(f"{W}r"):
            said = words(run)
            from_right = is_on(word.run_property(run, "rtl"))
            if ARABIC.search(said) and not from_right:
                yield f"Arabic run from the left: {said!r}"
            if LATIN.search(said) and from_right:
                yield f"Latin run from the right: {said!r}"
            fonts = word.run_property(run, "rFonts")
            if fonts is None or not fonts.get(f"{W}cs"):
                yield f"no Arabic font for {said!r}"
            if word.run_property(run, "szCs") is None:
                yield f"no Arabic size for {said!r}"
            language = word.run_property(run, "lang")
            if language is None or not language.get(f"{W}bidi", "").startswith("ar"):
                yield f"no Arabic language for {said!r}"


def _style_faults(word: WordFile) -> Iterator[str]:
    language = word.part("docProps/core.xml").xpath("string(//*[local-name()='language'])")
    if language == "ar" and word.body.find("w:sectPr/w:bidi", NS) is None:
        yield "the section runs from the left"
    for name in ("word/styles.xml", *STORIES):
        if name not in word.names:
            continue
        part = word.part(name)
        for fonts in part.iter(f"{W}rFonts"):
            if any(a.endswith("Theme") or a.endswith("cstheme") for a in fonts.attrib):
                yield f"theme font in {name}"
        for properties in part.iter(f"{W}rPr"):
            for latin, arabic in (("sz", "szCs"), ("b", "bCs"), ("i", "iCs")):
                if (properties.find(f"w:{latin}", NS) is None) != (
                    properties.find(f"w:{arabic}", NS) is None
                ):
                    yield f"{latin} without {arabic} in {name}"
    for used in word.body.iter(f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle"):
        if used.get(f"{W}val") not in word.styles:
            yield f"unknown style {used.get(f'{W}val')}"


def _table_faults(word: WordFile) -> Iterator[str]:
    for table in word.body.iter(f"{W}tbl"):
        arabic = ARABIC.search(words(table)) is not None
        if arabic and table.find("w:tblPr/w:bidiVisual", NS) is None:
            yield "Arabic table from the left"
        columns = len(table.findall("w:tblGrid/w:gridCol", NS))
        for row in table.findall("w:tr", NS):
            if row.find("w:trPr/w:cantSplit", NS) is None:
                yield "a row may be cut by a page"
            spans = [
                int(s.get(f"{W}val")) if (s := c.find("w:tcPr/w:gridSpan", NS)) is not None else 1
                for c in row.findall("w:tc", NS)
            ]
            if sum(spans) != columns:
                yield f"a row of {sum(spans)} cells in {columns} columns"
            for cell in row.findall("w:tc", NS):
                if cell[-1].tag != f"{W}p":
                    yield "a cell does not end with a paragraph"


def _annotation_faults(word: WordFile) -> Iterator[str]:
    marks = word.body.findall(".//w:bookmarkStart", NS)
    ends = word.body.findall(".//w:bookmarkEnd", NS)
    if Counter(m.get(f"{W}id") for m in marks) != Counter(m.get(f"{W}id") for m in ends):
        yield "bookmarks without a pair"
    for name, times in Counter(m.get(f"{W}name") for m in marks).items():
        if times > 1:
            yield f"two bookmarks {name}"
        if not re.fullmatch(r"\w{1,40}", name):
            yield f"bookmark name {name}"
    tags = {f"{W}{a}" for a in ANNOTATIONS}
    ids = Counter(e.get(f"{W}id") for e in word.body.iter() if e.tag in tags)
    yield from (f"two annotations {id_}" for id_, times in ids.items() if times > 1)
    for deleted in word.body.iter(f"{W}del"):
        if deleted.find(".//w:t", NS) is not None:
            yield "w:t inside w:del"
    for change in word.body.iter(f"{W}ins", f"{W}del"):
        if any(a.tag in {f"{W}ins", f"{W}del"} for a in change.iterancestors()):
            yield "nested changes"
        if not change.get(f"{W}author"):
            yield "a change without an author"
        if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", change.get(f"{W}date", "")):
            yield f"date {change.get(f'{W}date')}"


def _numbering_faults(word: WordFile) -> Iterator[str]:
    used = {n.get(f"{W}val") for n in word.body.iter(f"{W}numId")}
    if "word/numbering.xml" not in word.names:
        if used:
            yield "numbers without a numbering part"
        return
    numbering = word.part("word/numbering.xml")
    known = {n.get(f"{W}numId") for n in numbering.findall("w:num", NS)}
    yield from (f"unknown list {n}" for n in used - known)
    tags = [e.tag for e in numbering]
    if tags != sorted(tags):
        yield "w:num before w:abstractNum"
    for level in numbering.iter(f"{W}lvl"):
        label = level.find("w:lvlText", NS).get(f"{W}val")
        if len(label) > 31:
            yield f"label {label!r} is too long"
        if ARABIC.search(label) and level.find("w:rPr/w:rtl", NS) is None:
            yield f"label {label!r} from the left"
        if level.find("w:numFmt", NS).get(f"{W}val") == "hindiNumbers":
            yield "Devanagari numbers"


def paragraphs(data: bytes, *, accepted: bool) -> list[str]:
    """The body's paragraphs outside tables, all changes accepted or all rejected; tabs as tabs."""
    gone, mark = ("del", "del") if accepted else ("ins", "ins")
    found: list[str] = []
    joined = False
    for paragraph in WordFile(data).body.findall("w:p", NS):
        said = ""
        for element in paragraph.iter(f"{W}t", f"{W}delText", f"{W}tab"):
            if any(a.tag == f"{W}{gone}" for a in element.iterancestors()):
                continue
            if next(element.iterancestors(f"{W}r", f"{W}pPr")).tag == f"{W}r":
                said += "\t" if element.tag == f"{W}tab" else element.text or ""
        if joined:
            found[-1] += said
        else:
            found.append(said)
        joined = paragraph.find(f"w:pPr/w:rPr/w:{mark}", NS) is not None
    return found
