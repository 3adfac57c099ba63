"""A picture as SVG within a page: its colours come from the page's own style sheet.

A browser shapes and orders Arabic by itself, so labels stay in their logical order.
"""

from typing import Final
from xml.etree import ElementTree as ET

from declaration.pictures.picture import WIDTH, Picture
from declaration.pictures.shapes import Arc, Band, Column, Dot, Rule, Shape, Tone, Words

THIN: Final = frozenset({Tone.ABSTAIN, Tone.THIRD})
DASHED: Final = frozenset({Tone.AGAINST, Tone.SECOND, Tone.SAME})
EMPTY: Final = frozenset({Tone.NONE})
"""The forms that tell bars and curves apart without colour; the others are full."""
_SLIM: Final = 0.4
"""How tall a thin bar is, in parts of a full one."""


def drawn(picture: Picture, key: str) -> str:
    """The picture as an element of a page. `key` is its own among the pictures of the page."""
    root = ET.Element(
        "svg",
        {
            "class": "picture",
            "viewBox": f"0 0 {number(WIDTH)} {number(picture.height)}",
            "direction": picture.direction,
            "role": "img",
            "aria-labelledby": f"{key}-title",
            "aria-describedby": f"{key}-says",
            "focusable": "false",
        },
    )
    ET.SubElement(root, "title", {"id": f"{key}-title"}).text = picture.title
    ET.SubElement(root, "desc", {"id": f"{key}-says"}).text = picture.says
    for shape in picture.shapes:
        root.append(element(shape, picture))
    return ET.tostring(root, encoding="unicode")


def number(value: float) -> str:
    """A length as SVG has it: two places, none where none is needed."""
    return f"{round(value, 2):g}"


def element(shape: Shape, picture: Picture) -> ET.Element:
    """A shape as an element, where it stands on the paper, with a class for what it is."""
    match shape:
        case Words():
            made = _words(shape, picture)
        case Band(x, y, length, height, tone):
            made = _bar(x, y, x + length, y, height, tone, picture)
        case Column(x, y, width, height, tone):
            made = _bar(x, y, x, y - height, width, tone, picture)
        case Rule():
            made = _line(shape.x, shape.y, shape.to_x, shape.to_y, picture)
            made.set("class", shape.tone)
        case Dot():
            made = ET.Element("circle", {"r": "5"})
            made.set("cx", number(picture.at(shape.x)))
            made.set("cy", number(shape.y))
            made.set("class", f"dot {shape.tone}" + (" hollow" if shape.hollow else ""))
        case Arc():
            x, reach = picture.at(shape.x), picture.at(shape.x + shape.reach)
            curve = [(x, shape.y), (reach, shape.y), (reach, shape.to_y), (x, shape.to_y)]
            begin, *rest = (f"{number(across)} {number(down)}" for across, down in curve)
            made = ET.Element("path", {"d": f"M{begin}C{' '.join(rest)}"})
            made.set("class", f"arc {shape.tone}")
            if shape.tone in DASHED:
                made.set("stroke-dasharray", "5 3")
    return made


def _bar(
    x: float, y: float, to_x: float, to_y: float, across: float, tone: Tone, picture: Picture
) -> ET.Element:
    """A bar as a thick line; an empty one as the outline of it, which lies within."""
    if tone in EMPTY:
        made = ET.Element("rect", {"class": f"band {tone}"})
        begin, end = sorted((picture.at(x), picture.at(to_x)))
        wide, tall = (end - begin, across) if y == to_y else (across, y - to_y)
        left, top = (begin, y - across / 2) if y == to_y else (begin - across / 2, to_y)
        place = {"x": left + 1, "y": top + 1, "width": wide - 2, "height": tall - 2}
        for name, value in place.items():
            made.set(name, number(max(value, 0)))
        return made
    made = _line(x, y, to_x, to_y, picture)
    made.set("class", f"band {tone}")
    made.set("stroke-width", number(across * (_SLIM if tone in THIN else 1)))
    if tone in DASHED:
        made.set("stroke-dasharray", "5 2")
    return made


def _line(x: float, y: float, to_x: float, to_y: float, picture: Picture) -> ET.Element:
    ends = {"x1": picture.at(x), "y1": y, "x2": picture.at(to_x), "y2": to_y}
    return ET.Element("line", {name: number(value) for name, value in ends.items()})


def _words(words: Words, picture: Picture) -> ET.Element:
    made = ET.Element("text", {"x": number(picture.at(words.x)), "y": number(words.y)})
    made.set("text-anchor", words.anchor)
    made.set("font-size", number(words.size))
    if words.strong:
        made.set("font-weight", "600")
    made.text = words.text
    return made
