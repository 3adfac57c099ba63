"""Print the text engine's figures beside its peers'.

python -m tests.benchmarks.text [--draws 10000] [--json FILE]
"""

import argparse
import json
from pathlib import Path

from rich.console import Console

from tests.benchmarks.rows import as_data, show
from tests.benchmarks.text.correctness import correctness
from tests.benchmarks.text.speed import growth, many_variants, throughput


def main() -> None:
    arguments = _arguments()
    tables = {
        "Differences": throughput(),
        "Growth with length": growth(),
        "Many variants": many_variants(),
        "Merges": correctness(arguments.draws),
    }
    console = Console(width=None if Console().is_terminal else 200)
    for title, rows in tables.items():
        show(title, rows, console)
    if arguments.json:
        data = {title: as_data(rows) for title, rows in tables.items()}
        arguments.json.write_text(json.dumps(data, ensure_ascii=False, indent=2), "utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.text", description=__doc__)
    parser.add_argument("--draws", type=int, default=10_000, help="merges of each sort")
    parser.add_argument("--json", type=Path, help="also write the figures here")
    return parser.parse_args()


if __name__ == "__main__":
    main()
