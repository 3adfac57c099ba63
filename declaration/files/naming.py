"""What an uploaded file is called when it is given back."""

import unicodedata
from typing import Final

from declaration.files.sniffing import Media

LONGEST: Final = 100
"""Characters of a name, its ending apart."""
NAMELESS: Final = "file"

_KEPT: Final = frozenset("()،-_ ")
"""Besides letters, marks and digits."""


def clean_name(name: str, media: Media) -> str:
    """The name without folders, hidden characters or quotes, ending as its kind does."""
    last = name.replace("\\", "/").rpartition("/")[2]
    stem = last.rpartition(".")[0] or last
    normal = unicodedata.normalize("NFC", stem)
    kept = "".join(sign if _is_kept(sign) else " " for sign in normal)
    words = " ".join(kept.split()).strip("-_ ")
    return (words[:LONGEST].strip() or NAMELESS) + media.ending


def _is_kept(sign: str) -> bool:
    return sign in _KEPT or unicodedata.category(sign)[0] in "LMN"
