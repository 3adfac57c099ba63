"""What a benchmark hands back: a figure beside its peer's, from the same run."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any, Final

from rich.console import Console
from rich.table import Table

A_SECOND: Final = "/s"
"""The unit of what is better the more there is of it."""


@dataclass(frozen=True)
class Row:
    """One figure beside its peer's, both in `unit`.

    What could not run has no figure, and `note` says why.
    """

    name: str
    figure: float | None
    unit: str
    peer: str
    peer_figure: float | None
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """How many times as quick as the peer: above one, ours is the quicker. None for shares."""
        if self.figure is None or self.peer_figure is None or self.unit == "%":
            return None
        if self.unit == A_SECOND:
            return self.figure / self.peer_figure
        return self.peer_figure / self.figure


def as_data(rows: Iterable[Row]) -> list[dict[str, Any]]:
    """The rows as plain values, their ratios included."""
    return [{**asdict(row), "ratio": row.ratio} for row in rows]


def show(title: str, rows: Iterable[Row], console: Console) -> None:
    """Print the rows as a table."""
    table = Table(
        "what", "ours", "peer", "peer's", "ratio", "note", title=title, title_justify="left"
    )
    for column in (1, 3, 4):
        table.columns[column].justify = "right"
    above = None
    for row in rows:
        same = above is not None and (above.name, above.figure) == (row.name, row.figure)
        above = row
        table.add_row(
            "" if same else row.name,
            "" if same else _figure(row.figure, row.unit),
            row.peer,
            _figure(row.peer_figure, row.unit),
            "–" if row.ratio is None else f"{row.ratio:.2f}",
            row.note,
        )
    console.print(table)


def _figure(value: float | None, unit: str) -> str:
    if value is None:
        return "–"
    return f"{value:,.0f} {unit}" if value >= 1000 else f"{value:,.2f} {unit}"
