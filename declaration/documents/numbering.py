"""The numbers a document prints."""

from declaration.formats.numbers import TO_EASTERN
from declaration.forums.models import Digits


def in_digits(number: str, digits: Digits) -> str:
    """A number the product prints, in the forum's digits. Never used on a clause's words."""
    return number.translate(TO_EASTERN) if digits is Digits.ARABIC_INDIC else number
