"""Freezing the adopted text, mandates, and endorsing it."""

from typing import Final

MAIN: Final = "ar"
NAME_MISSING: Final = "Write your full name."
OFFICE_MISSING: Final = "Write your office."
ALREADY_SIGNED: Final = "This delegation has signed already."
