"""The numbers and letters a document prints, and Word's lists that show them."""

from typing import Final

from declaration.documents.directions import Language
from declaration.forums.models import Digits

_ABJAD: Final = (
    *("أ", "ب", "ج", "د", "هـ", "و", "ز", "ح", "ط", "ي", "ك", "ل", "م", "ن"),
    *("س", "ع", "ف", "ص", "ق", "ر", "ش", "ت", "ث", "خ", "ذ", "ض", "ظ", "غ"),
)
_LATIN: Final = tuple("abcdefghijklmnopqrstuvwxyz")
_ARABIC_INDIC: Final = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def sub_item_letter(place: int, language: Language) -> str:
    """The letter of the sub-item at `place`, counted from 1: «أ ب ج د هـ», or «a b c».

    After the last letter of the alphabet they are doubled, «أأ», as lists do.
    Raises ValueError for a place below 1.
    """
    if place < 1:
        raise ValueError("places are counted from 1")
    letters = _ABJAD if language == "ar" else _LATIN
    times, at = divmod(place - 1, len(letters))
    return letters[at] * (times + 1)


def in_digits(number: str, digits: Digits) -> str:
    """A number the product prints, in the forum's digits. Never used on a clause's words."""
    if digits is Digits.ARABIC_INDIC:
        return number.translate(_ARABIC_INDIC)
    return number
