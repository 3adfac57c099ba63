"""QR codes on pages."""

import segno
from markupsafe import Markup


def qr_drawing(address: str) -> Markup:
    """The address as a QR code in SVG, in the colour of the text around it."""
    drawn = segno.make(address, error="m", micro=False).svg_inline(
        omitsize=True, svgclass=None, lineclass=None, border=1
    )
    coloured = drawn.replace('stroke="#000"', 'stroke="currentColor"')
    # segno writes numbers and its own words alone
    return Markup(coloured.replace("<svg ", '<svg aria-hidden="true" focusable="false" '))  # noqa: S704
