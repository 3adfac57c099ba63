"""A damaged file is read or refused: no third thing happens."""

import io
import zipfile
from contextlib import suppress

from hypothesis import given, settings
from hypothesis import strategies as st

from declaration.documents.draft_in import read_draft
from declaration.documents.guard import open_upload
from declaration.documents.marked import write_marked
from declaration.documents.refusals import UnsafeFile
from declaration.documents.word import read_word
from declaration.documents.working_copy_in import read_edits
from tests.documents.texts import CLAUSES, MARKED

GOOD = write_marked(MARKED)
PARTS = [
    "word/document.xml",
    "word/numbering.xml",
    "word/styles.xml",
    "word/comments.xml",
    "word/_rels/document.xml.rels",
    "[Content_Types].xml",
    "_rels/.rels",
]


def read_all(data: bytes) -> None:
    with suppress(UnsafeFile):
        reading = read_word(open_upload(data))
        read_edits(reading, CLAUSES)
        read_draft(reading)


@settings(deadline=None, max_examples=200)
@given(st.integers(0, len(GOOD) - 1), st.binary(min_size=1, max_size=40))
def test_bytes_overwritten(at: int, noise: bytes) -> None:
    read_all(GOOD[:at] + noise + GOOD[at + len(noise) :])


@settings(deadline=None, max_examples=200)
@given(
    st.sampled_from(PARTS),
    st.integers(0, 10**6),
    st.integers(0, 3),
    st.sampled_from(["take out", "double", "move"]),
    st.integers(0, 10**6),
)
def test_elements_taken_out_doubled_and_moved(
    part: str, at: int, length: int, how: str, to: int
) -> None:
    """Whole tags, so that the XML often stays well formed and its meaning does not."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(GOOD)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name).decode()
            if name == part:
                tags = content.replace("/>", "/>\x00").replace("</w:r>", "</w:r>\x00").split("\x00")
                start = at % len(tags)
                cut = tags[start : start + length]
                if how != "double":
                    del tags[start : start + length]
                if how != "take out":
                    place = to % (len(tags) + 1)
                    tags[place:place] = cut
                content = "".join(tags)
            new.writestr(name, content)
    read_all(out.getvalue())


@settings(deadline=None, max_examples=100)
@given(st.sampled_from(["w:val", "w:id", "w:ilvl", "w:author", "w:name"]), st.text(max_size=6))
def test_attributes_say_anything(attribute: str, value: str) -> None:
    safe = "".join(c for c in value if c.isprintable() and c not in '<&"\\')
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(GOOD)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            pieces = old.read(name).decode().split(f'{attribute}="')
            pieces[1:] = [safe + piece[piece.index('"') :] for piece in pieces[1:]]
            new.writestr(name, f'{attribute}="'.join(pieces))
    read_all(out.getvalue())
