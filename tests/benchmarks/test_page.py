"""The page of benchmarks holds a chapter for each part, and a run of one part leaves the others alone."""

import subprocess
import sys
from datetime import UTC, datetime

from tests.benchmarks.__main__ import PARTS
from tests.benchmarks.page import chapter, with_chapters
from tests.benchmarks.rows import Row, Table

AT = datetime(2026, 11, 28, tzinfo=UTC)


def chapter_of(part: str, figure: float) -> str:
    rows = [
        Row("diff", figure, "ms", "difflib", 10.0),
        Row("diff", figure, "ms", "peer", None, "absent"),
    ]
    return chapter(part, f"About {part}.\n", [Table("Speed", rows, "the best of 5 rounds")], at=AT)


def test_a_chapter_says_when_where_how_often_and_what() -> None:
    told = chapter_of("text", 2.0)
    assert told.startswith("## text\n\nAbout text.\n\n28 November 2026, ")
    assert " cores, " in told
    assert ", Python 3." in told
    assert "### Speed\n\nThe best of 5 rounds.\n" in told
    assert (
        "| diff | 2.00 ms | difflib | 10.00 ms | 5.00 |  |\n|  |  | peer | – | – | absent |" in told
    )


def test_one_part_measured_anew_leaves_the_chapters_of_the_others() -> None:
    both = with_chapters("", {"text": chapter_of("text", 2.0), "served": chapter_of("served", 1.0)})
    anew = with_chapters(both, {"text": chapter_of("text", 4.0)})
    assert anew.index("## served") < anew.index("## text")
    assert "| diff | 1.00 ms |" in anew
    assert "| diff | 4.00 ms |" in anew
    assert "| diff | 2.00 ms |" not in anew
    assert with_chapters(anew, {}) == anew


def test_a_part_that_is_not_there_is_refused_with_those_that_are() -> None:
    asked = [sys.executable, "-m", "tests.benchmarks", "weather"]
    told = subprocess.run(asked, capture_output=True, text=True, check=False)
    assert told.returncode == 2
    assert f"there is no part weather; there are {', '.join(PARTS)}" in told.stderr
