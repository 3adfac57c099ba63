"""Documents as PDF: the same values as the Word files, set as pages."""

from declaration.documents.printed.pages import Printable, html_of
from declaration.documents.printed.press import LONG, Press, Progress
from declaration.documents.printed.signing import Seal, seal_of, sign
from declaration.documents.rendering import Attached, Page, Variant, pdf_of

__all__ = [
    "LONG",
    "Attached",
    "Page",
    "Press",
    "Printable",
    "Progress",
    "Seal",
    "Variant",
    "html_of",
    "pdf_of",
    "seal_of",
    "sign",
]
