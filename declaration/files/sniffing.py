"""What a file is, told by its bytes and never by its name."""

from enum import StrEnum


class Media(StrEnum):
    """What may be uploaded: papers as they are scanned or printed to a file."""

    PDF = "application/pdf"
    PNG = "image/png"
    JPEG = "image/jpeg"

    @property
    def ending(self) -> str:
        """How its name ends."""
        return {Media.PDF: ".pdf", Media.PNG: ".png", Media.JPEG: ".jpg"}[self]


_TAIL = 1024
"""Bytes at the end within which a file says that it is whole; scanners pad what follows."""


def media_of(body: bytes) -> Media | None:
    """What the bytes are; None for anything else, and for a file that was cut off."""
    tail = body[-_TAIL:]
    if body.startswith((b"%PDF-1.", b"%PDF-2.")) and b"%%EOF" in tail:
        return Media.PDF
    if (
        body.startswith(b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR")
        and b"IEND\xae\x42\x60\x82" in tail
    ):
        return Media.PNG
    if body.startswith(b"\xff\xd8\xff") and b"\xff\xd9" in tail:
        return Media.JPEG
    return None
