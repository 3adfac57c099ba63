"""From a page to a PDF: tagged, its language named, its fonts within, nothing fetched from outside.

Source: ISO 14289-1 (PDF/UA-1), ISO 19005-3 (PDF/A-3).
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from weasyprint import CSS, HTML, Attachment
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

_TYPES: Final = {".woff2": "font/woff2", ".css": "text/css"}
_ONE_AT_A_TIME: Final = Lock()
"""Fonts, once loaded, are shared by the process, and the library that lays text out is not
made for two at once."""


class Variant(StrEnum):
    """What a PDF is made for."""

    READING = "pdf/ua-1"
    ARCHIVE = "pdf/a-3a"
    """Kept for decades, with the files it was made from attached."""


class Fetched(FatalURLFetchingError):
    """A page named something that is not ours."""


@dataclass(frozen=True, slots=True)
class Attached:
    """A file inside the PDF. `relationship` is one of ISO 32000-2, 7.11.3: Source, Data, …"""

    name: str
    content: bytes
    description: str
    relationship: str = "Source"


class _OwnFiles(URLFetcher):
    """Gives files of the static folder, and pictures written into the page itself."""

    def __init__(self, static: Path) -> None:
        super().__init__(allowed_protocols=("data",))
        self._static = static

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
        """The file. Raises Fetched for whatever is outside."""
        if url.startswith("data:"):
            return super().fetch(url, headers)
        address = urlsplit(url)
        path = Path(unquote(address.path)).resolve()
        if address.scheme != "file" or not path.is_relative_to(self._static):
            raise Fetched(url)
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": _TYPES[path.suffix]})


@dataclass(frozen=True, slots=True)
class Page:
    """What a PDF is set from. `issued` is an instant of ISO 8601; `static` our static folder."""

    html: str
    issued: str
    static: Path
    variant: Variant = Variant.READING
    attached: tuple[Attached, ...] = ()

    @property
    def timeless(self) -> str:
        """The page without the instant at which it was asked for."""
        return self.html.replace(self.issued, "")


def pdf_of(page: Page) -> bytes:
    """The page as a PDF, unsigned. Raises Fetched when it names anything outside."""
    issued = datetime.fromisoformat(page.issued)
    return set_on_paper(
        page.html,
        page.static,
        pdf_variant=page.variant.value,
        pdf_identifier=hashlib.sha256(page.html.encode()).digest()[:16],
        pdf_tags=True,
        attachments=[_attachment(each, issued) for each in page.attached],
    )


def set_on_paper(html: str, static: Path, **options: Any) -> bytes:
    """A page of HTML in the faces of our documents, as a PDF by the options of WeasyPrint.

    `static` is our static folder. Raises Fetched when it names anything outside.
    """
    static = static.resolve()
    with _ONE_AT_A_TIME:
        sheet, fonts, fetcher = _sheet(static)
        source = HTML(string=html, base_url=f"{static.as_uri()}/", url_fetcher=fetcher)
        document: bytes = source.write_pdf(stylesheets=[sheet], font_config=fonts, **options)
    return document


def _attachment(each: Attached, issued: datetime) -> Attachment:
    return Attachment(
        string=each.content,
        name=each.name,
        description=each.description,
        created=issued,
        modified=issued,
        relationship=each.relationship,
    )


@cache
def _sheet(static: Path) -> tuple[CSS, FontConfiguration, _OwnFiles]:
    """The stylesheet with its fonts unpacked: half of a short document's time otherwise."""
    fonts, fetcher = FontConfiguration(), _OwnFiles(static)
    sheet = CSS(static / "css" / "document.css", url_fetcher=fetcher, font_config=fonts)
    return sheet, fonts, fetcher
