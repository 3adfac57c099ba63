"""Arabic for renderers that neither shape nor reorder.

Its result never reaches HTML, DOCX, PDF or the database.
"""

from functools import lru_cache
from typing import Final

import regex
from arabic_reshaper import ArabicReshaper

# The package's own `get_display` is quicker, and leaves brackets facing outwards.
from bidi.algorithm import get_display


def visual(text: str) -> str:
    """The text shaped and put into visual order, line by line.

    Only for plain terminals and image libraries found not to shape: whoever shapes by itself
    would show it reversed. Brackets and quotes are turned, as a renderer that reorders turns them,
    and a mark follows its letter, as one that only puts letters side by side needs it.
    """
    return "\n".join(map(_line, text.split("\n")))


# What reversing a line does to a letter with its marks (Unicode Bidirectional Algorithm, L3).
_MARKS_BEFORE_LETTER: Final = regex.compile(
    r"(?<!\p{Mn})(\p{Mn}++)([[\p{Script=Arabic}&&\p{L}]\u0640])", regex.V1
)


def _line(line: str) -> str:
    reversed_ = str(get_display(_reshaper().reshape(line), base_dir="R"))
    return str(_MARKS_BEFORE_LETTER.sub(lambda found: found[2] + found[1][::-1], reversed_))


@lru_cache(maxsize=1)
def _reshaper() -> ArabicReshaper:
    return ArabicReshaper({"delete_harakat": False, "delete_tatweel": False})
