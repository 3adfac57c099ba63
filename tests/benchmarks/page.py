"""docs/benchmarks.md: a chapter for each part, written anew whenever that part has run."""

import platform
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from tests.benchmarks.rows import COLUMNS, FIGURES, Table, as_cells

HEAD: Final = """\
# Benchmarks

Written by `make bench`; `make bench PART=text` writes one chapter anew. Every figure stands beside its peer's or
its limit from the same run. A ratio above one says that ours is the quicker, so many times.
"""


def with_chapters(page: str, new: Mapping[str, str]) -> str:
    """The page with these chapters in the place of those of the same part; the rest as it was."""
    _, *kept = re.split(r"^(?=## )", page, flags=re.MULTILINE)
    chapters = {_part_of(chapter): chapter for chapter in kept} | {
        _part_of(chapter): chapter for chapter in new.values()
    }
    return "\n".join([HEAD, *(chapter.strip() + "\n" for _, chapter in sorted(chapters.items()))])


def chapter(part: str, about: str, tables: Sequence[Table], *, at: datetime) -> str:
    """A part's tables in Markdown, with the machine and the day."""
    return "\n\n".join(
        [f"## {part}", about.strip(), f"{at:%d %B %Y}, {machine()}.", *map(_section, tables)]
    )


def machine() -> str:
    """The processor, its cores, the memory, the system, Python."""
    cores = Path("/proc/cpuinfo").read_text()
    model = re.search(r"model name\s*:\s*(.+)", cores)
    kilobytes = re.search(r"MemTotal:\s*(\d+)", Path("/proc/meminfo").read_text())
    assert kilobytes is not None
    return (
        f"{model[1] if model else platform.machine()}, {cores.count('processor')} cores, "
        f"{int(kilobytes[1]) / 2**20:.0f} GB, {platform.system()} {platform.release()}, "
        f"Python {platform.python_version()}"
    )


def _part_of(text: str) -> str:
    return text.partition("\n")[0].removeprefix("## ").strip()


def _section(table: Table) -> str:
    lines = [COLUMNS, ["--:" if column in FIGURES else "---" for column in COLUMNS]]
    return "\n".join(
        [
            f"### {table.title}",
            "",
            f"{table.repeated[:1].upper()}{table.repeated[1:]}.",
            "",
            *(f"| {' | '.join(cells)} |" for cells in (*lines, *as_cells(table.rows))),
        ]
    )
