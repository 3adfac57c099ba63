"""What other software does to a Word file, and what a delegate does in it."""

import io
import re
import zipfile
from collections.abc import Callable


def rewritten(data: bytes, change: Callable[[str, str], str | None]) -> bytes:
    """The package with every XML part passed through `change`; None leaves the part out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content: str | bytes | None = old.read(name)
            if name.endswith((".xml", ".rels")):
                content = change(name, old.read(name).decode())
            if content is not None:
                new.writestr(name, content)
    return out.getvalue()


def without_bookmarks(name: str, xml: str) -> str:
    return re.sub(r"<w:bookmark(Start|End)[^>]*/>", "", xml)


def without_properties(name: str, xml: str) -> str | None:
    if name == "docProps/custom.xml":
        return None
    xml = re.sub(r'<Override PartName="/docProps/custom.xml"[^>]*/>', "", xml)
    return re.sub(r"<Relationship [^>]*custom-properties[^>]*/>", "", xml)


def without_styles(name: str, xml: str) -> str:
    return re.sub(r"<w:pStyle [^>]*/>", "", xml) if name == "word/document.xml" else xml


def runs_split(name: str, xml: str) -> str:
    """Every run cut after its first letter."""
    cut = r"<w:r>\1<w:\2 xml:space=\"preserve\">\3</w:\2></w:r><w:r>\1<w:\2 xml:space=\"preserve\">\4</w:\2></w:r>"
    pattern = r'<w:r>(<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:(t|delText)(?: xml:space="preserve")?>(&\w+;|[^<&])([^<]+)</w:\2></w:r>'
    return re.sub(pattern, cut.replace('\\"', '"'), xml)


def runs_wrapped(name: str, xml: str) -> str:
    """Every run in a content control of its own, as one exporter leaves them."""
    if name != "word/document.xml":
        return xml
    wrapped = r"<w:sdt><w:sdtContent>\1</w:sdtContent></w:sdt>"
    return re.sub(r"(<w:r>(?:(?!</w:r>).)*</w:r>)", wrapped, xml)


def authors_renamed(name: str, xml: str) -> str:
    return re.sub(r'w:author="[^"]*"', 'w:author="شخص آخر"', xml)


def as_word_tracks_moves(name: str, xml: str) -> str:
    """Deletions and insertions as the two halves of moves."""
    if name != "word/document.xml":
        return xml
    for change, half in (("del", "moveFrom"), ("ins", "moveTo")):
        xml = xml.replace(f"<w:{change} ", f"<w:{half} ").replace(f"</w:{change}>", f"</w:{half}>")
    return xml.replace("delText", "t")


def edited(
    data: bytes, old: str, new: str, *, tracked: bool = True, author: str = "مندوب"
) -> bytes:
    """The words `old` of one run replaced by `new`, as an editor leaves it."""

    def change(name: str, xml: str) -> str:
        if name != "word/document.xml":
            return xml
        pattern = rf"<w:r>(<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:t[^>]*>([^<]*?){re.escape(old)}([^<]*)</w:t></w:r>"
        changed, times = re.subn(pattern, put, xml, count=1)
        assert times == 1, old
        return changed

    def put(found: re.Match[str]) -> str:
        look, before, after = found[1] or "", found[2], found[3]

        def run(words: str, tag: str = "t") -> str:
            space = 'xml:space="preserve"'
            return f"<w:r>{look}<w:{tag} {space}>{words}</w:{tag}></w:r>" if words else ""

        if not tracked:
            return run(before) + run(new) + run(after)
        at = f'w:author="{author}" w:date="2023-05-09T08:00:00Z"'
        return (
            run(before)
            + f'<w:del w:id="9001" {at}>{run(old, "delText")}</w:del>'
            + f'<w:ins w:id="9002" {at}>{run(new)}</w:ins>'
            + run(after)
        )

    return rewritten(data, change)
