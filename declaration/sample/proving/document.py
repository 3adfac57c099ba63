"""The fingerprint, from the words of a Word file."""

import hashlib
import zipfile
from pathlib import Path
from typing import Any, Final

from lxml import etree

from declaration.sample.proving.files import Files, Findings, canonical

WORD: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
KIND_OF: Final = {
    "Title": "title",
    "Subtitle": "motto",
    "Chapeau": "chapeau",
    "Heading1": "heading",
    "Recital": "preambular",
    "Bridge": "bridge",
    "Clause": "operative",
    "Closing": "closing",
    "Annex": "annex",
}
SUB_ITEM: Final = "SubItem"
AS_FROZEN: Final = str.maketrans("٠١٢٣٤٥٦٧٨٩دم", "0123456789PA")
"""A printed number as the fingerprint has it: Western digits, Latin letters."""


def the_hash_is_that_of_the_document(files: Files) -> Findings:
    """The fingerprint, from the words of the Word file without its bookmarks and custom parts."""
    clauses = _clauses_of(files.folder / "endorsed.docx")
    title = next((text for kind, _number, text in clauses if kind == "title"), "")
    body = canonical(
        {
            "format": "declaration/text/v1",
            "language": "ar",
            "title": title,
            "clauses": clauses,
        }
    )
    frozen = [entry for entry in files.entries if entry["act"] == "declaration.frozen"][-1]
    found = hashlib.sha256(body).hexdigest()
    if found != frozen["data"]["texts"][0]["sha256"]:
        yield "endorsed.docx", f"its words have the hash {found}, which was not frozen"
    whole = canonical(
        {
            "format": "declaration/declaration/v1",
            "log": frozen["log"],
            "declaration": frozen["on"]["key"],
            "texts": {"ar": found},
        }
    )
    if hashlib.sha256(whole).hexdigest() != files.told["fingerprint"]:
        yield "rehearsal.json", "its fingerprint is not that of the document"


def _clauses_of(path: Path) -> list[list[str]]:
    """Kind, number and text of each clause, from the body's paragraphs up to the signatures."""
    with zipfile.ZipFile(path) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    for mark in (f"{WORD}bookmarkStart", f"{WORD}bookmarkEnd"):
        for element in list(root.iter(mark)):
            parent = element.getparent()
            assert parent is not None
            parent.remove(element)
    found: list[list[str]] = []
    for element in root[0]:
        if element.tag == f"{WORD}tbl":
            break
        style = element.find(f"{WORD}pPr/{WORD}pStyle")
        name = style.get(f"{WORD}val") if style is not None else ""
        number, words = _paragraph(element)
        if name == SUB_ITEM and found:
            found[-1][2] += "\n" + words
        elif name in KIND_OF:
            found.append([KIND_OF[name], number, words])
    # the heading of the signature table stands last before it
    return found[:-1]


def _paragraph(paragraph: Any) -> tuple[str, str]:
    """The number before the tab, if there is one, and the words."""
    said = "".join(
        "\t" if each.tag == f"{WORD}tab" else each.text or ""
        for each in paragraph.iter(f"{WORD}t", f"{WORD}tab")
        if each.getparent().tag == f"{WORD}r"
    )
    number, tab, words = said.partition("\t")
    return (number.translate(AS_FROZEN).rstrip("."), words) if tab else ("", said)
