"""What stands before an uploaded Word file: nothing of it is parsed that could do harm.

The archive is judged by its directory, then each part by its bytes, and only then is a part
given to a parser without entities, network, DTD or huge trees. Links to elsewhere are listed,
never followed; nothing is written to disk. Sizes are bytes.
"""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from posixpath import dirname, join, normpath
from typing import Final

from lxml import etree

from declaration.documents.refusals import Reason, UnsafeFile

MEGABYTE: Final = 1024 * 1024
LARGEST_UPLOAD: Final = 10 * MEGABYTE
LARGEST_PART: Final = 20 * MEGABYTE
LARGEST_TOTAL: Final = 60 * MEGABYTE
MOST_PARTS: Final = 300
MOST_ELEMENTS: Final = 800_000
"""Opening and closing tags together, in all parts."""
HIGHEST_RATIO: Final = 150
"""Unpacked to packed, for parts above a megabyte: XML text seldom reaches 30."""

_DIRECTORY_ENTRY: Final = 1024
"""More than the directory's entry for a part ever needs."""
_END_OF_DIRECTORY: Final = struct.Struct("<4s4H2LH")
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE: Final = "EncryptedPackage".encode("utf-16-le")
_UNSAFE_NAME: Final = re.compile(r"(^/|\\|:|\x00|(^|/)\.\.(/|$))")
_DECLARED_ENCODING: Final = re.compile(rb"""^<\?xml[^>]*?encoding\s*=\s*["']([^"']+)""")
_ENCODINGS: Final = {b"utf-8", b"utf-16", b"us-ascii", b"ascii"}
_RELATIONSHIPS: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_WORD_MAIN: Final = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
)
_MACRO: Final = re.compile(r"vbaProject|activeX|macroEnabled", re.IGNORECASE)
_READ_BESIDE: Final = {"styles", "numbering", "comments", "footnotes", "endnotes"}


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of a file that are read, by what they are, and what it links to elsewhere."""

    parts: Mapping[str, bytes]
    external: tuple[str, ...]


def open_upload(data: bytes) -> Package:
    """The parts of an uploaded Word file, each safe to parse.

    `parts` always has "document", and, where the file has them, "styles", "numbering",
    "comments", "footnotes", "endnotes", "properties". Raises UnsafeFile.
    """
    _check_kind(data)
    _check_directory(data)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            _check_entries(archive)
            contents = {entry.filename: _read(archive, entry) for entry in archive.infolist()}
    except UnsafeFile:
        raise
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as problem:
        raise UnsafeFile(Reason.DAMAGED) from problem
    if sum(map(len, contents.values())) > LARGEST_TOTAL:
        raise UnsafeFile(Reason.TOTAL_TOO_LARGE)
    _check_markup(contents)
    return _word_package(contents)


def parse(content: bytes, part: str = "") -> etree._Element:
    """The tree of one part. Raises UnsafeFile."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as problem:
        deep = "depth" in str(problem).lower()
        raise UnsafeFile(Reason.TOO_DEEP if deep else Reason.BROKEN_XML, part) from problem


def _check_kind(data: bytes) -> None:
    """What the first bytes say the file is."""
    if not data:
        raise UnsafeFile(Reason.EMPTY)
    if len(data) > LARGEST_UPLOAD:
        raise UnsafeFile(Reason.TOO_LARGE)
    if data.startswith(b"%PDF"):
        raise UnsafeFile(Reason.PDF)
    if data.startswith(_OLE):
        protected = _ENCRYPTED_PACKAGE in data
        raise UnsafeFile(Reason.PASSWORD if protected else Reason.OLD_WORD)
    if not data.startswith(b"PK\x03\x04"):
        raise UnsafeFile(Reason.NOT_WORD)


def _check_directory(data: bytes) -> None:
    """How many parts the archive says it has, before they are listed."""
    at = data.rfind(b"PK\x05\x06", max(0, len(data) - 65_557))
    if at < 0 or at + _END_OF_DIRECTORY.size > len(data):
        raise UnsafeFile(Reason.DAMAGED)
    _, _, _, _, entries, size, _, _ = _END_OF_DIRECTORY.unpack_from(data, at)
    if entries > MOST_PARTS or size > MOST_PARTS * _DIRECTORY_ENTRY:
        raise UnsafeFile(Reason.TOO_MANY_PARTS)


def _check_entries(archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    if len(entries) > MOST_PARTS:
        raise UnsafeFile(Reason.TOO_MANY_PARTS)
    seen: set[str] = set()
    for entry in entries:
        name = entry.filename
        if _UNSAFE_NAME.search(name) or _UNSAFE_NAME.search(entry.orig_filename):
            raise UnsafeFile(Reason.UNSAFE_NAME, name)
        if name.casefold() in seen:
            raise UnsafeFile(Reason.DOUBLE_PART, name)
        seen.add(name.casefold())
        if entry.flag_bits & 0x1:
            raise UnsafeFile(Reason.ENCRYPTED_PART, name)
        if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise UnsafeFile(Reason.UNKNOWN_COMPRESSION, name)
        if entry.file_size > LARGEST_PART:
            raise UnsafeFile(Reason.PART_TOO_LARGE, name)
        if entry.file_size > MEGABYTE and entry.file_size > HIGHEST_RATIO * entry.compress_size:
            raise UnsafeFile(Reason.BOMB, name)
    if sum(entry.file_size for entry in entries) > LARGEST_TOTAL:
        raise UnsafeFile(Reason.TOTAL_TOO_LARGE)
    _check_spans(entries)


def _check_spans(entries: list[zipfile.ZipInfo]) -> None:
    """Whether the parts' bytes lie apart; zipfile itself looks only from Python 3.11.8 on."""
    end = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        if entry.header_offset < end:
            raise UnsafeFile(Reason.OVERLAPPING_PARTS, entry.filename)
        header = 30 + len(entry.orig_filename.encode())
        end = entry.header_offset + header + entry.compress_size


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """One part, never more of it than is allowed, whatever its header promised."""
    with archive.open(entry) as stream:
        content = stream.read(LARGEST_PART + 1)
    if len(content) > LARGEST_PART:
        raise UnsafeFile(Reason.PART_TOO_LARGE, entry.filename)
    return content


def _check_markup(contents: Mapping[str, bytes]) -> None:
    """What no parser should meet: declarations, odd encodings, millions of elements."""
    elements = 0
    for name, content in contents.items():
        if not name.endswith((".xml", ".rels")):
            continue
        content = _in_one_byte_letters(content, name)
        declared = _DECLARED_ENCODING.match(content.removeprefix(b"\xef\xbb\xbf")[:200])
        if declared and declared[1].lower() not in _ENCODINGS:
            raise UnsafeFile(Reason.ENCODING, name)
        if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
            raise UnsafeFile(Reason.DOCTYPE, name)
        elements += content.count(b"<")
        if elements > MOST_ELEMENTS:
            raise UnsafeFile(Reason.TOO_MANY_ELEMENTS, name)


def _in_one_byte_letters(content: bytes, name: str) -> bytes:
    """The part with every ASCII letter one byte long, so that it can be searched."""
    if b"\x00" not in content[:4] and content[:2] not in {b"\xff\xfe", b"\xfe\xff"}:
        return content
    if b"\x00\x00" in content[:4]:
        raise UnsafeFile(Reason.ENCODING, name)
    try:
        return content.decode("utf-16-be" if content[0] in {0, 0xFE} else "utf-16-le").encode()
    except UnicodeDecodeError as problem:
        raise UnsafeFile(Reason.ENCODING, name) from problem


def _word_package(contents: Mapping[str, bytes]) -> Package:
    """The parts that are read, found by the package's own relationships."""
    types = _content_types(contents)
    if any(_MACRO.search(name) for name in (*contents, *types.values())):
        raise UnsafeFile(Reason.MACROS)
    mains = [r for r in _relationships(contents, "") if r.kind == "officeDocument"]
    if len(mains) != 1 or mains[0].is_external or mains[0].target not in contents:
        raise UnsafeFile(Reason.NO_TEXT_PART)
    main = mains[0].target
    kind = types.get(main, "")
    if kind != _WORD_MAIN:
        raise UnsafeFile(_other_kind(kind), main)
    parts = {"document": contents[main]}
    external = []
    for relation in _relationships(contents, main):
        if relation.kind in {"aFChunk", "subDocument"}:
            raise UnsafeFile(Reason.EMBEDDED_TEXT, relation.target)
        if relation.is_external:
            external.append(relation.target)
        elif relation.kind in _READ_BESIDE and relation.target in contents:
            parts[relation.kind] = contents[relation.target]
    if "docProps/custom.xml" in contents:
        parts["properties"] = contents["docProps/custom.xml"]
    return Package(parts, tuple(external))


def _other_kind(kind: str) -> Reason:
    if "template" in kind:
        return Reason.TEMPLATE
    if "spreadsheetml" in kind or "presentationml" in kind:
        return Reason.OTHER_OFFICE
    return Reason.NO_TEXT_PART


def _content_types(contents: Mapping[str, bytes]) -> dict[str, str]:
    """Content types by part. Raises UnsafeFile where there are none."""
    if contents.get("mimetype", b"").startswith(b"application/vnd.oasis.opendocument"):
        raise UnsafeFile(Reason.OPEN_DOCUMENT)
    if "[Content_Types].xml" not in contents:
        raise UnsafeFile(Reason.NOT_WORD)
    overrides = parse(contents["[Content_Types].xml"], "[Content_Types].xml")
    return {
        element.get("PartName", "").lstrip("/"): element.get("ContentType", "")
        for element in overrides
        if isinstance(element.tag, str) and element.tag.endswith("}Override")
    }


@dataclass(frozen=True, slots=True)
class _Relation:
    kind: str
    target: str
    is_external: bool


def _relationships(contents: Mapping[str, bytes], source: str) -> Iterator[_Relation]:
    """Where a part points to; "" is the package itself."""
    folder = dirname(source)
    name = join(folder, "_rels", source.removeprefix(folder).lstrip("/") + ".rels")
    if name not in contents:
        return
    for element in parse(contents[name], name).iter(_RELATIONSHIPS):
        target = element.get("Target", "")
        external = element.get("TargetMode") == "External"
        if not external:
            path = target.lstrip("/") if target.startswith("/") else join(folder, target)
            target = normpath(path)
        yield _Relation(element.get("Type", "").rpartition("/")[2], target, external)
