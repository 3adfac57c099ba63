"""QR codes: on pages, and as pictures of documents."""

import io
import re
from typing import Final

import zxingcpp
from markupsafe import Markup
from PIL import Image

_PIXELS: Final = 6
"""The side of a module in a picture."""
_PATH: Final = re.compile(r'<path d="([\dMhvHVZ -]+)"')


def qr_drawing(address: str) -> Markup:
    """The address as a QR code in SVG, in the colour of the text around it."""
    code = _code(address)
    drawn = _PATH.search(code.to_svg(add_quiet_zones=False))
    assert drawn is not None
    side = code.to_image(add_quiet_zones=False).shape[0]
    # numbers and the letters of a path alone
    return Markup(  # noqa: S704
        f'<svg aria-hidden="true" focusable="false" viewBox="-1 -1 {side + 2} {side + 2}">'
        f'<path fill="currentColor" d="{drawn[1]}"/></svg>'
    )


def qr_png(address: str) -> bytes:
    """The address as a QR code in PNG, one bit a pixel, with the quiet zone scanners need."""
    drawn = _code(address).to_image(scale=_PIXELS)
    side = drawn.shape[0]
    # a buffer, which Python 3.11 has no type for
    shades = bytes(drawn)  # type: ignore[call-overload]
    picture = io.BytesIO()
    Image.frombytes("L", (side, side), shades).convert("1").save(picture, "PNG")
    return picture.getvalue()


def _code(address: str) -> zxingcpp.Barcode:
    """At level M: it is read though 15 % of it are spoiled. Source: ISO/IEC 18004, 4.1."""
    return zxingcpp.create_barcode(address, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
