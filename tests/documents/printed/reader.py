"""A reader of PDF files that shares nothing with the product: poppler's tools, and pypdf."""

import io
import re
import subprocess
from pathlib import Path

from pypdf import PdfReader

MARKS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\\s]")
"""What an extraction adds between letters: spaces, and signs of direction."""


def run(tool: str, *arguments: str) -> str:
    done = subprocess.run([tool, *arguments], capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


def letters(text: str) -> str:
    """The text without white space and signs of direction: an extraction sets these by itself."""
    return MARKS.sub("", text)


def text_of(path: Path) -> str:
    """Its text in the order in which it is read, letters alone."""
    return letters(run("pdftotext", "-layout", str(path), "-"))


def unembedded(path: Path) -> list[str]:
    """The fonts that are not within the file."""
    rows = run("pdffonts", str(path)).splitlines()[2:]
    assert rows, "no font at all"
    return [row for row in rows if not re.search(r"\byes (yes|no) +(yes|no) +\d+ +\d+$", row)]


def tagged_text(data: bytes) -> list[str]:
    """The roles of its structure, in the order of reading."""
    root = PdfReader(io.BytesIO(data)).trailer["/Root"]["/StructTreeRoot"]
    found: list[str] = []

    def walk(node: object) -> None:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for each in node:
                walk(each)
        elif isinstance(node, dict):
            if "/S" in node:
                found.append(str(node["/S"]))
            if "/K" in node:
                walk(node["/K"])

    walk(root["/K"])
    return found


def outline(data: bytes) -> list[str]:
    """Its bookmarks, whatever their depth."""

    def flat(entries: list) -> list[str]:
        return [
            title
            for entry in entries
            for title in (flat(entry) if isinstance(entry, list) else [entry.title])
        ]

    return flat(PdfReader(io.BytesIO(data)).outline)
