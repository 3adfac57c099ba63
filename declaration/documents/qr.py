"""QR codes as images."""

import io

import segno


def qr_png(address: str) -> bytes:
    """The address as a QR code in PNG, with the quiet zone scanners need."""
    picture = io.BytesIO()
    segno.make(address, error="m").save(picture, kind="png", scale=6, border=4)
    return picture.getvalue()
