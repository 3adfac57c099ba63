"""What the documentation shows is what the engine does."""

import doctest
from pathlib import Path

from declaration.text import Reason

PAGE = Path(__file__).parents[2] / "docs" / "text-engine.md"


def test_the_examples_come_out_as_written() -> None:
    assert doctest.testfile(str(PAGE), module_relative=False, encoding="utf-8").failed == 0


def test_every_reason_is_explained() -> None:
    page = PAGE.read_text("utf-8")
    assert all(f"| `{reason}` |" in page for reason in Reason)
