"""Arabic for renderers that neither shape nor reorder.

Its result never reaches HTML, DOCX, PDF or the database.
"""

from functools import lru_cache

from arabic_reshaper import ArabicReshaper

# The package's own `get_display` is quicker, and leaves brackets facing outwards.
from bidi.algorithm import get_display


def visual(text: str) -> str:
    """The text shaped and put into visual order, line by line.

    Only for plain terminals and image libraries found not to shape: whoever shapes by itself
    would show it reversed. Brackets and quotes are turned, as a renderer that reorders turns them.
    """
    return "\n".join(
        str(get_display(_reshaper().reshape(line), base_dir="R")) for line in text.split("\n")
    )


@lru_cache(maxsize=1)
def _reshaper() -> ArabicReshaper:
    return ArabicReshaper({"delete_harakat": False, "delete_tatweel": False})
