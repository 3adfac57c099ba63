"""Word files nobody should open, each with the reason for which it is refused."""

import io
import struct
import warnings
import zipfile
from collections.abc import Callable
from functools import cache

from declaration.documents.refusals import Reason
from declaration.documents.working_copy import write_working_copy
from tests.documents.texts import WORKING_COPY

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


@cache
def good() -> bytes:
    return write_working_copy(WORKING_COPY)


@cache
def good_parts() -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(good())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(changes: dict[str, bytes | str | None], *, stored: bool = False) -> bytes:
    """The good file with parts replaced, added, or (None) taken out."""
    parts: dict[str, bytes | str | None] = {**good_parts(), **changes}
    out = io.BytesIO()
    method = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in parts.items():
            if content is not None:
                archive.writestr(name, content)
    return out.getvalue()


def document(body: str, head: str = HEAD) -> bytes:
    return packed(
        {
            "word/document.xml": f'{head}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
        }
    )


def part(name: str) -> str:
    return good_parts()[name].decode()


def with_relation(kind: str, target: str, mode: str = "") -> bytes:
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relation = f'<Relationship Id="x" Type="{kinds}/{kind}" Target="{target}"{mode}/>'
    name = "word/_rels/document.xml.rels"
    return packed({name: part(name).replace("</Relationships>", relation + "</Relationships>")})


def with_main_type(kind: str) -> bytes:
    return packed({"[Content_Types].xml": part("[Content_Types].xml").replace(MAIN, kind)})


def patched(field: str, value: int, signature: bytes = b"PK\x01\x02", data: bytes = b"") -> bytes:
    """The archive with a field of every directory entry overwritten."""
    places = {"flags": (8, "<H"), "method": (10, "<H"), "size": (24, "<L"), "offset": (42, "<L")}
    offset, form = places[field]
    out = bytearray(data or good())
    at = out.find(signature)
    while at >= 0:
        struct.pack_into(form, out, at + offset, value)
        at = out.find(signature, at + 4)
    return bytes(out)


def doubled(first: str, second: str) -> bytes:
    out = io.BytesIO(good())
    with warnings.catch_warnings(), zipfile.ZipFile(out, "a") as archive:
        warnings.simplefilter("ignore")
        archive.writestr(second, good_parts()[first])
    return out.getvalue()


def overlapping(steps: int) -> bytes:
    """Directory entries that point into one another's bytes, as zip bombs do."""
    data = bytearray(good())
    at = data.find(b"PK\x01\x02")
    places = []
    while at >= 0:
        places.append(at)
        at = data.find(b"PK\x01\x02", at + 4)
    target = struct.unpack_from("<L", data, places[0] + 42)[0]
    for place in places[1 : 1 + steps]:
        struct.pack_into("<L", data, place + 42, target)
    return bytes(data)


def field(instruction: str, *, simple: bool = False) -> bytes:
    if simple:
        return document(
            f'<w:p><w:fldSimple w:instr="{instruction}"><w:r><w:t>x</w:t></w:r></w:fldSimple></w:p>'
        )
    half = len(instruction) // 2
    return document(
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{instruction[:half]}</w:instrText></w:r>"
        f"<w:r><w:instrText>{instruction[half:]}</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>x</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )


def comments(count: int, text: str) -> bytes:
    each = "".join(
        f'<w:comment w:id="{n}" w:author="a"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:comment>'
        for n in range(count)
    )
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    name = "word/_rels/document.xml.rels"
    relation = f'<Relationship Id="c" Type="{kinds}/comments" Target="comments.xml"/>'
    return packed(
        {
            "word/comments.xml": f'{HEAD}<w:comments xmlns:w="{W}">{each}</w:comments>',
            name: part(name).replace("</Relationships>", relation + "</Relationships>"),
        }
    )


def squares(count: int) -> str:
    """Text that cannot be packed to nothing."""
    return " ".join(str(n * n) for n in range(count))


def sparse(megabytes: int) -> bytes:
    """Bytes that are packed well, and no better than a text could be."""
    return b"".join(n.to_bytes(4, "big") + bytes(252) for n in range(megabytes * 4096))


ENTITIES = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

HOSTILE: dict[str, tuple[Reason, Callable[[], bytes]]] = {
    "nothing": (Reason.EMPTY, lambda: b""),
    "eleven megabytes": (Reason.TOO_LARGE, lambda: b"PK\x03\x04" + bytes(11 * 1024 * 1024)),
    "ten megabytes of a picture": (
        Reason.TOO_LARGE,
        lambda: packed({"word/media/p.png": bytes(10 * 1024 * 1024 + 1)}, stored=True),
    ),
    "plain text": (Reason.NOT_WORD, lambda: "نص عربي".encode()),
    "rich text": (Reason.NOT_WORD, lambda: rb"{\rtf1 x}"),
    "a web page named docx": (Reason.NOT_WORD, lambda: b"<html><body>x</body></html>"),
    "an archive of something else": (
        Reason.NOT_WORD,
        lambda: packed({"[Content_Types].xml": None}),
    ),
    "a PDF": (Reason.PDF, lambda: b"%PDF-1.7\n%%EOF"),
    "a PDF with a ZIP behind": (Reason.PDF, lambda: b"%PDF-1.4" + good()),
    "an old document": (Reason.OLD_WORD, lambda: OLE + bytes(4096)),
    "an old document with text": (Reason.OLD_WORD, lambda: OLE + "نص".encode("utf-16-le") * 900),
    "a password": (Reason.PASSWORD, lambda: OLE + "EncryptedPackage".encode("utf-16-le")),
    "a password, large": (
        Reason.PASSWORD,
        lambda: OLE + bytes(9000) + "EncryptedPackage".encode("utf-16-le") + bytes(9000),
    ),
    "OpenDocument text": (
        Reason.OPEN_DOCUMENT,
        lambda: packed({"mimetype": "application/vnd.oasis.opendocument.text"}),
    ),
    "OpenDocument sheet": (
        Reason.OPEN_DOCUMENT,
        lambda: packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}),
    ),
    "a spreadsheet": (
        Reason.OTHER_OFFICE,
        lambda: with_main_type(
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
        ),
    ),
    "a presentation": (
        Reason.OTHER_OFFICE,
        lambda: with_main_type(
            "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
        ),
    ),
    "cut in the middle": (Reason.DAMAGED, lambda: good()[: len(good()) // 2]),
    "cut at the end": (Reason.DAMAGED, lambda: good()[:-10]),
    "garbage inside": (
        Reason.DAMAGED,
        lambda: good()[:200] + bytes(400) + good()[600:],
    ),
    "a thousand parts": (
        Reason.TOO_MANY_PARTS,
        lambda: packed({f"word/p{n}.bin": "" for n in range(1000)}),
    ),
    "three hundred and one parts": (
        Reason.TOO_MANY_PARTS,
        lambda: packed({f"p{n}": "" for n in range(301)}),
    ),
    "a part of 21 megabytes": (
        Reason.PART_TOO_LARGE,
        lambda: packed({"word/document.xml": bytes(21 * 1024 * 1024)}),
    ),
    "a part that lies about its size": (Reason.PART_TOO_LARGE, lambda: patched("size", 2**31)),
    "many parts of 19 megabytes": (
        Reason.BOMB,
        lambda: packed({f"word/p{n}.bin": bytes(19 * 1024 * 1024) for n in range(4)}),
    ),
    "four parts of 18 megabytes": (
        Reason.TOTAL_TOO_LARGE,
        lambda: packed({f"word/p{n}.bin": sparse(18) for n in range(4)}),
    ),
    "seventy parts of one megabyte": (
        Reason.TOTAL_TOO_LARGE,
        lambda: packed({f"word/p{n}.bin": bytes(1024 * 1024) for n in range(70)}),
    ),
    "300 kB of spaces": (
        Reason.BOMB,
        lambda: document("<w:p><w:r><w:t>" + " " * 15_000_000 + "</w:t></w:r></w:p>"),
    ),
    "an encrypted part": (Reason.ENCRYPTED_PART, lambda: patched("flags", 1)),
    "an encrypted part, strongly": (Reason.ENCRYPTED_PART, lambda: patched("flags", 0x41)),
    "compressed by bzip2": (Reason.UNKNOWN_COMPRESSION, lambda: patched("method", 12)),
    "compressed by a method that is none": (
        Reason.UNKNOWN_COMPRESSION,
        lambda: patched("method", 99),
    ),
    "two texts": (
        Reason.DOUBLE_PART,
        lambda: doubled("word/document.xml", "word/document.xml"),
    ),
    "two texts by their letters' case": (
        Reason.DOUBLE_PART,
        lambda: doubled("word/document.xml", "word/Document.xml"),
    ),
    "a part above": (Reason.UNSAFE_NAME, lambda: packed({"../evil.xml": "x"})),
    "a part above, deeper": (Reason.UNSAFE_NAME, lambda: packed({"word/../../evil": "x"})),
    "an absolute part": (Reason.UNSAFE_NAME, lambda: packed({"/etc/passwd": "x"})),
    "a drive letter": (Reason.UNSAFE_NAME, lambda: packed({"C:/x": "x"})),
    "a backslash": (Reason.UNSAFE_NAME, lambda: packed({"..\\x": "x"})),
    "one part over another": (Reason.OVERLAPPING_PARTS, lambda: overlapping(1)),
    "all parts are one": (Reason.OVERLAPPING_PARTS, lambda: overlapping(20)),
    "entities": (Reason.DOCTYPE, lambda: document("<w:p>&b;</w:p>", HEAD + ENTITIES)),
    "an entity from outside": (Reason.DOCTYPE, lambda: document("<w:p>&a;</w:p>", HEAD + OUTSIDE)),
    "entities in UTF-16": (
        Reason.DOCTYPE,
        lambda: packed({"word/document.xml": f"{ENTITIES}<x/>".encode("utf-16")}),
    ),
    "entities in UTF-16, high byte first, no mark": (
        Reason.DOCTYPE,
        lambda: packed({"word/styles.xml": f"{ENTITIES}<x/>".encode("utf-16-be")}),
    ),
    "entities in a part that is not read": (
        Reason.DOCTYPE,
        lambda: packed({"word/theme/theme1.xml": ENTITIES + "<x/>"}),
    ),
    "UTF-7": (
        Reason.ENCODING,
        lambda: packed({"word/document.xml": '<?xml version="1.0" encoding="UTF-7"?><x/>'}),
    ),
    "UTF-32": (
        Reason.ENCODING,
        lambda: packed({"word/document.xml": f"{ENTITIES}<x/>".encode("utf-32")}),
    ),
    "three million paragraphs": (
        Reason.BOMB,
        lambda: document("<w:p/>" * 3_000_000),
    ),
    "a million paragraphs that differ": (
        Reason.TOO_MANY_ELEMENTS,
        lambda: document("".join(f"<w:p w:x='{n * 7919 % 1000003:x}'/>" for n in range(810_000))),
    ),
    "a million elements of style": (
        Reason.TOO_MANY_ELEMENTS,
        lambda: packed(
            {
                "word/styles.xml": "<x>" + "<y/>" * 200_000 + "</x>",
                **{f"word/s{n}.xml": "<x>" + "<y/>" * 250_000 + "</x>" for n in range(3)},
            }
        ),
    ),
    "twenty thousand paragraphs": (
        Reason.TOO_LONG,
        lambda: document("".join(f"<w:p><w:r><w:t>{n}</w:t></w:r></w:p>" for n in range(20_000))),
    ),
    "three million letters": (
        Reason.TOO_LONG,
        lambda: document(f"<w:p><w:r><w:t>{squares(350_000)}</w:t></w:r></w:p>"),
    ),
    "a thousand deep": (Reason.TOO_DEEP, lambda: document("<w:sdt>" * 1000 + "</w:sdt>" * 1000)),
    "forty thousand deep": (
        Reason.TOO_DEEP,
        lambda: document("<w:ins>" * 40_000 + "</w:ins>" * 40_000),
    ),
    "tags that do not close": (Reason.BROKEN_XML, lambda: document("<w:p>")),
    "a control character": (Reason.BROKEN_XML, lambda: document("<w:p>\x01</w:p>")),
    "a document with macros": (
        Reason.MACROS,
        lambda: with_main_type("application/vnd.ms-word.document.macroEnabled.main+xml"),
    ),
    "a macro project": (Reason.MACROS, lambda: packed({"word/vbaProject.bin": "x"})),
    "a control": (Reason.MACROS, lambda: packed({"word/activeX/activeX1.bin": "x"})),
    "a template": (
        Reason.TEMPLATE,
        lambda: with_main_type(MAIN.replace("document.main", "template.main")),
    ),
    "a template in small letters": (
        Reason.TEMPLATE,
        lambda: with_main_type("application/vnd.ms-word.template.main+xml"),
    ),
    "no relationships": (Reason.NO_TEXT_PART, lambda: packed({"_rels/.rels": None})),
    "a text outside": (
        Reason.NO_TEXT_PART,
        lambda: packed(
            {
                "_rels/.rels": part("_rels/.rels").replace(
                    'Target="word/document.xml"',
                    'Target="http://x.example/d" TargetMode="External"',
                )
            }
        ),
    ),
    "a text that is not there": (
        Reason.NO_TEXT_PART,
        lambda: packed({"word/document.xml": None}),
    ),
    "a document inside": (Reason.EMBEDDED_TEXT, lambda: with_relation("aFChunk", "a.html")),
    "a part of a book": (
        Reason.EMBEDDED_TEXT,
        lambda: with_relation("subDocument", "b.docx", ' TargetMode="External"'),
    ),
    "a field that starts a program": (
        Reason.FETCHING_FIELD,
        lambda: field("DDEAUTO c:\\\\windows\\\\cmd.exe"),
    ),
    "a field that reads a file": (
        Reason.FETCHING_FIELD,
        lambda: field("INCLUDETEXT /etc/passwd"),
    ),
    "a field that loads a picture": (
        Reason.FETCHING_FIELD,
        lambda: field("includepicture http://x.example/p.png", simple=True),
    ),
    "a million letters of comment": (
        Reason.TOO_MANY_COMMENTS,
        lambda: comments(300, squares(600)),
    ),
    "five thousand comments": (Reason.TOO_MANY_COMMENTS, lambda: comments(5000, "ن")),
}
