"""One document's body as it grows, with what its paragraphs refer to: lists, comments, images."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from typing import Final

from declaration.documents.directions import Language
from declaration.documents.ooxml import escape, paragraph, runs
from declaration.forums.models import Digits
from declaration.pictures import Picture, size_on_paper

_EMU: Final = 36_000
"""The units of DrawingML in a millimetre."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Who made a tracked change or a comment, and when, as the file names them.

    `at` is ISO 8601 in UTC, without fractions: `2026-03-12T09:30:00Z`.
    """

    author: str
    at: str

    def attributes(self) -> str:
        """The attributes `w:author` and `w:date`, for every kind of annotation."""
        return f'w:author="{escape(self.author[:255])}" w:date="{self.at}"'


@dataclass(frozen=True, slots=True)
class Image:
    """A PNG the body shows, in the order of `word/media`."""

    name: str
    content: bytes

    @property
    def id(self) -> str:
        """By which the body names it."""
        return self.name.removesuffix(".png")


@dataclass(frozen=True, slots=True)
class List:
    """A list of Word's, for paragraphs of `style`.

    `number_format` is one of 17.18.59; in `label`, `%1` stands for the number.
    """

    number_format: str
    label: str
    style: str
    language: Language


class Body:
    """The markup of a document, and the counters that every annotation of it shares."""

    def __init__(self, language: Language, digits: Digits) -> None:
        self.language = language
        self.digits = digits
        self.lists: list[List] = []
        self.comments: list[str] = []
        self._images: dict[bytes, Image] = {}
        self._markup: list[str] = []
        self._ids = count(1)
        self._drawings = count(1)
        self._list_ids: dict[str, int] = {}

    def add(self, *markup: str) -> None:
        """Append block-level markup."""
        self._markup.extend(markup)

    @property
    def images(self) -> Sequence[Image]:
        """The images it shows."""
        return tuple(self._images.values())

    @property
    def markup(self) -> str:
        """All blocks so far."""
        return "".join(self._markup)

    def next_id(self) -> int:
        """An id no other annotation of this document has: bookmarks and changes share them."""
        return next(self._ids)

    def list_showing(self, label: str, language: Language) -> int:
        """The list whose every paragraph shows `label` itself, which no editing renumbers.

        The label is thus outside the paragraph's words, as a letter must be. At most 31
        characters, as MS-OI29500 2.1.283 has it.
        """
        return self._list(List("none", label, "SubItem", language), label)

    def list_counting(self, shown: List, name: str) -> int:
        """The list called `name`, which counts by itself."""
        return self._list(shown, name)

    def _list(self, shown: List, name: str) -> int:
        if name not in self._list_ids:
            self.lists.append(shown)
            self._list_ids[name] = len(self.lists)
        return self._list_ids[name]

    def comment(self, text: str, mark: Mark, language: Language) -> tuple[str, str, str]:
        """A comment: the markup that opens its range, that which closes it, and its sign."""
        number = len(self.comments)
        initials = escape(mark.author.strip()[:1])
        content = "".join(
            paragraph("CommentText", runs(line, language), language) for line in text.split("\n")
        )
        self.comments.append(
            f'<w:comment w:id="{number}" {mark.attributes()} w:initials="{initials}">'
            f"{content}</w:comment>"
        )
        return (
            f'<w:commentRangeStart w:id="{number}"/>',
            f'<w:commentRangeEnd w:id="{number}"/>',
            f'<w:r><w:commentReference w:id="{number}"/></w:r>',
        )

    def picture(self, picture: Picture, png: bytes) -> str:
        """A paragraph showing a picture, which stays with the table after it."""
        run = self.image(png, picture.told, *size_on_paper(picture))
        return paragraph("Picture", run, self.language)

    def image(self, png: bytes, description: str, width: float, height: float) -> str:
        """A run showing an image of so many millimetres, `description` for who does not see it.

        The same image is stored once, however often it is shown.
        """
        image = self._images.setdefault(png, Image(f"image{len(self._images) + 1}.png", png))
        number = next(self._drawings)
        wide, tall = (round(each * _EMU) for each in (width, height))
        return (
            "<w:r><w:drawing>"
            '<wp:inline distT="0" distB="0" distL="0" distR="0">'
            f'<wp:extent cx="{wide}" cy="{tall}"/>'
            f'<wp:docPr id="{number}" name="{number}" descr="{escape(description)}"/>'
            '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
            f'<pic:pic><pic:nvPicPr><pic:cNvPr id="{number}" name="{number}"/><pic:cNvPicPr/>'
            f'</pic:nvPicPr><pic:blipFill><a:blip r:embed="{image.id}"/>'
            "<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr>"
            f'<a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{tall}"/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
            "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
        )
