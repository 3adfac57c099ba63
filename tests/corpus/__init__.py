"""Real Arabic formal prose, freely reusable; where it comes from stands in the README beside it."""

from pathlib import Path
from typing import Final

UDHR: Final = Path(__file__).with_name("udhr_ar.txt")


def paragraphs() -> list[str]:
    """The 59 paragraphs of the Arabic Universal Declaration of Human Rights, in its order."""
    return UDHR.read_text("utf-8").splitlines()
