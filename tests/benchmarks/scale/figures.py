"""The tables of growth: each size beside the smallest one, on the same database."""

import json
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from declaration.sample.generating import Size
from tests.benchmarks.rows import Row, Table
from tests.benchmarks.served.servers import CHECKOUT, postgresql

SIZES: Final = (Size(30, 40, 24), Size(200, 400, 100), Size(1000, 4000, 300))
SMALL: Final = (Size(6, 20, 8), Size(8, 30, 10))
OFTEN: Final = 5
"""An act done less often than this in the smallest forum has no median worth comparing."""

WITH_THE_HALL: Final = frozenset({"ballot.opened", "ballot.closed"})
"""Acts that write or count something for every delegation: compared by the delegation."""

Found = dict[str, Any]


def tables(*, quick: bool) -> list[Table]:
    """What the forums cost as a whole, what each act costs in them, and each page.

    Both databases at once: what is told is processor time, which neither takes from the other.
    """
    sizes = SMALL if quick else SIZES
    with ThreadPoolExecutor(2) as side_by_side:
        on_sqlite = side_by_side.submit(lambda: [_on_sqlite(size) for size in sizes])
        on_postgresql = side_by_side.submit(lambda: [_on_postgresql(size) for size in sizes])
    return [
        *_tables("SQLite", sizes, on_sqlite.result()),
        *_tables("PostgreSQL", sizes, on_postgresql.result()),
    ]


def _on_sqlite(size: Size) -> Found:
    with TemporaryDirectory() as folder:
        return _rehearsed(Path(folder), f"sqlite:///{folder}/forum.sqlite3", size)


def _on_postgresql(size: Size) -> Found:
    with TemporaryDirectory() as folder, postgresql(Path(folder)) as server:
        server.psql("CREATE DATABASE forum;")
        return _rehearsed(Path(folder), server.get_uri("forum"), size)


def _rehearsed(folder: Path, database: str, size: Size) -> Found:
    """The size's forum, rehearsed in a process of its own. Raises RuntimeError with what it said."""
    asked = [
        *("--database", database, "--delegations", str(size.delegations)),
        *("--amendments", str(size.amendments), "--clauses", str(size.clauses)),
    ]
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.scale.forum", str(folder), *asked],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
    found: Found = json.loads(done.stdout)
    return found


def _tables(database: str, sizes: tuple[Size, ...], found: list[Found]) -> Iterator[Table]:
    once = "each forum rehearsed once, in processor time"
    yield Table(f"Forums of growing size, {database}", list(_wholes(sizes, found)), once)
    yield Table(f"Acts in growing forums, {database}", list(_acts(sizes, found)), once)
    yield Table(
        f"Pages of growing forums, {database}",
        list(_pages(sizes, found)),
        "the best of 5 readings in mid-negotiation, in processor time",
    )


def _called(size: Size) -> str:
    return f"{size.delegations} delegations, {size.amendments} amendments, {size.clauses} clauses"


def _wholes(sizes: tuple[Size, ...], found: list[Found]) -> Iterator[Row]:
    least = found[0]
    for size, forum in zip(sizes, found, strict=True):
        name = _called(size)
        sent = sum(each["statements"] * each["acts"] for each in forum["by_act"].values())
        yield Row(f"{name}: acts", forum["acts"], "", "", None)
        yield Row(f"{name}: in all", forum["seconds"], "s", "processor", forum["processor"])
        yield Row(
            f"{name}: each act",
            forum["processor"] / forum["acts"] * 1000,
            "ms",
            "smallest",
            least["processor"] / least["acts"] * 1000,
        )
        yield Row(f"{name}: statements in an act", sent / forum["acts"], "", "", None)
        yield Row(f"{name}: memory", forum["memory"], "MB", "smallest", least["memory"])
        yield Row(f"{name}: database", forum["database"], "MB", "smallest", least["database"])


def _acts(sizes: tuple[Size, ...], found: list[Found]) -> Iterator[Row]:
    """The acts that are often done, in the largest forum beside the smallest."""
    least, most = found[0]["by_act"], found[-1]["by_act"]
    for name in sorted(least.keys() & most.keys()):
        if least[name]["acts"] < OFTEN:
            continue
        hall = name in WITH_THE_HALL
        each = [size.delegations if hall else 1 for size in (sizes[-1], sizes[0])]
        yield Row(
            f"{name}, a delegation" if hall else name,
            most[name]["median"] / each[0],
            "ms",
            "smallest",
            least[name]["median"] / each[1],
            f"statements: {most[name]['statements']:.1f}, smallest {least[name]['statements']:.1f}"
            + ("" if hall else "; at least 0.67 wanted"),
        )


def _pages(sizes: tuple[Size, ...], found: list[Found]) -> Iterator[Row]:
    least, most = found[0]["pages"], found[-1]["pages"]
    for name, took in most.items():
        yield Row(name, took, "ms", "smallest", least[name], "at least 0.5 wanted")
