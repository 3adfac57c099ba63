"""One bar: how large a part of the whole something is."""

from enum import StrEnum
from html import escape
from typing import Final, Literal

_LENGTH: Final = 1000
_HEIGHT: Final = 24


class Tone(StrEnum):
    """A filling, told from the others without colour too: by its darkness."""

    FOR = "#0b4f5c"
    AGAINST = "#a3262a"
    ABSTAIN = "#8a939b"
    NONE = "#d5dade"


def bar(
    part: int, whole: int, tone: Tone, *, title: str, begins: Literal["right", "left"] = "right"
) -> str:
    """The part as a bar that begins where the language begins; `title` says it in words.

    Raises ValueError where the part is not one of the whole. A whole of nothing has no part.
    """
    if not 0 <= part <= whole:
        raise ValueError(f"{part} is no part of {whole}")
    length = _LENGTH * part // whole if whole else 0
    start = _LENGTH - length if begins == "right" else 0
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_LENGTH} {_HEIGHT}" '
        f'preserveAspectRatio="none" role="img"><title>{escape(title)}</title>'
        f'<rect width="{_LENGTH}" height="{_HEIGHT}" fill="#eef1f2"/>'
        f'<rect x="{start}" width="{length}" height="{_HEIGHT}" fill="{tone}"/></svg>'
    )
