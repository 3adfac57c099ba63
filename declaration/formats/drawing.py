"""Pictures on pages, in the writing of their reader."""

from typing import Literal

from markupsafe import Markup

from declaration.formats.numbers import number
from declaration.formats.writing import Writing
from declaration.pictures import Hand, Picture, drawn


def hand_of(writing: Writing) -> Hand:
    """How a picture is written for a reader."""
    direction: Literal["rtl", "ltr"] = "rtl" if writing.language == "ar" else "ltr"
    return Hand(direction, lambda count: number(count, writing))


def drawing(picture: Picture, key: str) -> Markup:
    """The picture as a part of a page; `key` is its own among the page's pictures."""
    # written by an XML library, which escapes every label
    return Markup(drawn(picture, key))  # noqa: S704
