"""Pictures as images for a Word file: they are set as they are in a PDF, and each is photographed.

Shapes of Word's own would have to be drawn a third time; so a picture in it is an image, with words
for who does not see it and its table beside it.
"""

import io
from collections.abc import Iterable, Mapping
from threading import Lock
from typing import Final

import pypdfium2
from PIL import Image

from declaration.config import SHIPPED
from declaration.documents.rendering import set_on_paper
from declaration.pictures import Picture, laid_out, size_on_paper

_DOTS: Final = 220
"""Dots of an inch: what Word keeps of an image by default."""
_SHADES: Final = 32
"""Colours of an image. A picture has five, and their blends at the edges of letters."""
_NEARLY_WHITE: Final = 252
_ONE_AT_A_TIME: Final = Lock()
"""PDFium may be called by one thread alone."""


def photographed(pictures: Iterable[Picture]) -> Mapping[Picture, bytes]:
    """Each picture as a PNG. All are set in one run; equal pictures give equal bytes."""
    shown = list(dict.fromkeys(pictures))
    if not shown:
        return {}
    paper = set_on_paper(_sheets(shown), SHIPPED / "static")
    with _ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(paper)
        try:
            images = [_png(page.render(scale=_DOTS / 72).to_pil()) for page in document]
        finally:
            document.close()
    return dict(zip(shown, images, strict=True))


def _sheets(pictures: Iterable[Picture]) -> str:
    """A page for each picture, as large as it is."""
    rules, sheets = [], []
    for at, picture in enumerate(pictures):
        width, height = size_on_paper(picture)
        rules.append(f"@page sheet{at} {{ size: {width:.2f}mm {height:.2f}mm; margin: 0 }}")
        sheets.append(f'<div style="page: sheet{at}">{laid_out(picture)}</div>')
    style = f"{' '.join(rules)} .drawing {{ margin: 0 }}"
    return f"<!doctype html><style>{style}</style><body>{''.join(sheets)}"


def _png(image: Image.Image) -> bytes:
    """As sharp in a quarter of the bytes."""
    octree = Image.Quantize.FASTOCTREE
    reduced = image.quantize(_SHADES, method=octree, dither=Image.Dither.NONE)
    colours = reduced.getpalette() or []
    # the mean of all that is nearly white; on paper that is white it would be seen as a grey box
    reduced.putpalette([255 if colour >= _NEARLY_WHITE else colour for colour in colours])
    written = io.BytesIO()
    reduced.save(written, "PNG")
    return written.getvalue()
