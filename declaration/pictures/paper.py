"""A picture as a part of a document that is set on paper, with colours of its own.

What sets our PDF files draws the letters of SVG one by one from the left: Arabic comes out apart
and reversed. So the shapes alone are SVG, and each label is a piece of the page that lies upon
them, shaped, ordered and found again as any other text.
"""

import base64
from collections.abc import Mapping
from typing import Final
from xml.etree import ElementTree as ET

from declaration.pictures.picture import WIDTH, Picture
from declaration.pictures.shapes import Anchor, Tone, Words
from declaration.pictures.svg import element, number

_MM: Final = 0.27
"""Millimetres of a unit: labels are then as large as the tables of a document."""
_TALLEST: Final = 200.0
"""Millimetres that a page has for a picture beside its title; a taller one is drawn smaller."""
_COLOURS: Final[Mapping[str, str]] = {
    Tone.FOR: "#0b5a2f",
    Tone.AGAINST: "#a3262a",
    Tone.ABSTAIN: "#5a6470",
    Tone.NONE: "#5a6470",
    Tone.FIRST: "#0b4f5c",
    Tone.SECOND: "#0b5c7a",
    Tone.THIRD: "#7a4d00",
    Tone.CLASH: "#8a2a55",
    Tone.SAME: "#7a4d00",
    Tone.EDGE: "#14191c",
    Tone.GUIDE: "#b8c4c8",
}
_ASCENT: Final = 1.35
"""From the top of a label's box to its base line, in parts of its size."""


def laid_out(picture: Picture) -> str:
    """The picture as an element of a page that the document's stylesheet knows as `.drawing`."""
    box = ET.Element("div", {"class": "drawing", "dir": picture.direction})
    width, height = size_on_paper(picture)
    box.set("style", f"width: {number(width)}mm; height: {number(height)}mm")
    image = ET.SubElement(box, "img", {"alt": picture.told})
    image.set("src", "data:image/svg+xml;base64," + base64.b64encode(_shapes(picture)).decode())
    for shape in picture.shapes:
        if isinstance(shape, Words):
            box.append(_label(shape, width / WIDTH))
    return ET.tostring(box, encoding="unicode", method="html")


def size_on_paper(picture: Picture) -> tuple[float, float]:
    """How wide and how tall it is there, in millimetres; always smaller than a page."""
    unit = min(_MM, _TALLEST / picture.height)
    return WIDTH * unit, picture.height * unit


def _shapes(picture: Picture) -> bytes:
    root = ET.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {number(WIDTH)} {number(picture.height)}",
        },
    )
    for shape in picture.shapes:
        if isinstance(shape, Words):
            continue
        made = element(shape, picture)
        colour, form = _COLOURS[shape.tone], made.get("class", "")
        del made.attrib["class"]
        filled = form.startswith("dot") and "hollow" not in form
        made.set("fill", colour if filled else "none")
        made.set("stroke", colour)
        if made.get("stroke-width") is None:
            made.set("stroke-width", "2" if shape.tone is Tone.EDGE else "1.5")
        root.append(made)
    return ET.tostring(root)


def _label(words: Words, unit: float) -> ET.Element:
    """A label as a line that begins, ends or has its middle at its place; `unit` in millimetres."""

    def mm(units: float) -> str:
        return f"{number(units * unit)}mm"

    at = {
        Anchor.START: f"inset-inline-start: {mm(words.x)}",
        Anchor.END: f"inset-inline-end: {mm(WIDTH - words.x)}",
        Anchor.MIDDLE: f"inset-inline-start: {mm(words.x - WIDTH)}; width: {mm(2 * WIDTH)}; "
        "text-align: center",
    }[words.anchor]
    made = ET.Element("span")
    weight = 600 if words.strong else 400
    top = mm(words.y - _ASCENT * words.size)
    made.set("style", f"{at}; top: {top}; font-size: {mm(words.size)}; font-weight: {weight}")
    made.text = words.text
    return made
