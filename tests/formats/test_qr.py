"""QR codes are what a scanner reads the address from."""

import io
import re

import pytest
import zxingcpp
from PIL import Image

from declaration.formats.qr import qr_drawing, qr_png

ADDRESSES = (
    "https://declaration.example.org/yanbu-2023/text/yanbu-2023/final",
    "otpauth://totp/Declaration:delegate@example.org?secret=JBSWY3DPEHPK3PXP&issuer=Declaration",
    "https://example.org/إعلان",
)


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_picture_is_read_as_its_address(address: str) -> None:
    picture = Image.open(io.BytesIO(qr_png(address)))
    assert picture.mode == "1"
    (found,) = zxingcpp.read_barcodes(picture.convert("L"))
    assert found.text == address


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_drawing_shows_the_same_modules_as_the_picture(address: str) -> None:
    drawing = qr_drawing(address)
    side = int(re.search(r'viewBox="-1 -1 (\d+) \1"', drawing)[1]) - 2
    dark = set()
    for x, y, width, height in re.findall(r"M(\d+) (\d+)h(\d+)v(\d+)h-\d+Z", drawing):
        across, down = range(int(x), int(x) + int(width)), range(int(y), int(y) + int(height))
        dark |= {(at, row) for at in across for row in down}
    picture = Image.open(io.BytesIO(qr_png(address)))
    pixels = picture.width // (side + 8)
    shown = {
        (at, row)
        for at in range(side)
        for row in range(side)
        if not picture.getpixel(((at + 4) * pixels, (row + 4) * pixels))
    }
    assert dark == shown


def test_a_drawing_is_in_the_colour_of_the_words_around_it_and_read_by_no_screen_reader() -> None:
    drawing = qr_drawing(ADDRESSES[0])
    assert 'fill="currentColor"' in drawing
    assert 'aria-hidden="true"' in drawing
