"""Tables as CSV, for spreadsheets."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Final

BYTE_ORDER_MARK: Final = "\ufeff"
"""Without it spreadsheets take Arabic for another alphabet."""
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a spreadsheet takes for the beginning of a formula."""


def sheet(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """A table in UTF-8. No cell can be a formula. Source: OWASP, CSV Injection."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow([harmless(head) for head in heads])
    writer.writerows([harmless(value) for value in row] for row in rows)
    return (BYTE_ORDER_MARK + written.getvalue()).encode("utf-8")


def harmless(value: object) -> str:
    """The cell as text; an apostrophe goes before what would be run as a formula.

    Numbers stay numbers, also negative ones.
    """
    if value is None:
        return ""
    if isinstance(value, int | float):
        return str(value)
    text = str(value)
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA) else text
