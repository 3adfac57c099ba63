"""Measure, and write docs/benchmarks.md.

python -m tests.benchmarks [PART ...] [--quick] [--json FILE]

A part is a package beside this file; its docstring opens its chapter of the page.
Its module `figures` has `tables(*, quick: bool) -> list[Table]` (rows.py); quick only asks: does it run?
It ends within three minutes on two cores, and leaves nothing running and nothing written.
"""

import argparse
import json
import pkgutil
import time
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.table import Table as Printed

from tests.benchmarks.page import chapter, with_chapters
from tests.benchmarks.rows import COLUMNS, FIGURES, Table, as_cells, as_data

HERE: Final = Path(__file__).parent
PAGE: Final = HERE.parents[1] / "docs" / "benchmarks.md"
PARTS: Final = sorted(module.name for module in pkgutil.iter_modules([str(HERE)]) if module.ispkg)


def main() -> None:
    arguments = _arguments()
    console = Console(width=None if Console().is_terminal else 200)
    found, chapters = {}, {}
    for part in arguments.parts or PARTS:
        began = time.monotonic()
        about = import_module(f"{__package__}.{part}").__doc__
        tables = import_module(f"{__package__}.{part}.figures").tables(quick=arguments.quick)
        for table in tables:
            _print(table, console)
            found[table.title] = as_data(table.rows)
        console.print(f"{part}: {time.monotonic() - began:.0f} s")
        chapters[part] = chapter(part, about, tables, at=datetime.now(UTC))
    if not arguments.quick:
        page = PAGE.read_text("utf-8") if PAGE.exists() else ""
        PAGE.write_text(with_chapters(page, chapters), "utf-8")
    if arguments.json:
        arguments.json.write_text(json.dumps(found, ensure_ascii=False, indent=2), "utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks")
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--quick", action="store_true", help="few repetitions; nothing is written")
    parser.add_argument("--json", type=Path, help="also write the figures here")
    given = parser.parse_args()
    if unknown := set(given.parts) - set(PARTS):
        parser.error(f"there is no part {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    return given


def _print(table: Table, console: Console) -> None:
    printed = Printed(
        *COLUMNS,
        title=table.title,
        caption=table.repeated,
        title_justify="left",
        caption_justify="left",
    )
    for number, column in enumerate(COLUMNS):
        printed.columns[number].justify = "right" if column in FIGURES else "left"
    for cells in as_cells(table.rows):
        printed.add_row(*cells)
    console.print(printed)


if __name__ == "__main__":
    main()
