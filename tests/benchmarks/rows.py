"""What a benchmark hands back: figures beside their peers', from the same run."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

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
        if not self.figure or not self.peer_figure or self.unit == "%":
            return None
        if self.unit == A_SECOND:
            return self.figure / self.peer_figure
        return self.peer_figure / self.figure


@dataclass(frozen=True)
class Table:
    """Rows under a title; `repeated` says how often each was measured, and which time stands."""

    title: str
    rows: Sequence[Row]
    repeated: str


COLUMNS: Final = ("what", "ours", "peer", "peer's", "ratio", "note")
FIGURES: Final = {"ours", "peer's", "ratio"}
"""The columns of numbers, which are set to the right."""


def as_data(rows: Iterable[Row]) -> list[dict[str, Any]]:
    """The rows as plain values, their ratios included."""
    return [{**asdict(row), "ratio": row.ratio} for row in rows]


def as_cells(rows: Iterable[Row]) -> Iterator[tuple[str, ...]]:
    """What stands in each row's columns; a name and figure that were just said are left out."""
    above = None
    for row in rows:
        same = above is not None and (above.name, above.figure) == (row.name, row.figure)
        above = row
        yield (
            "" if same else row.name,
            "" if same else _figure(row.figure, row.unit),
            row.peer,
            _figure(row.peer_figure, row.unit),
            "–" if row.ratio is None else f"{row.ratio:.2f}",
            row.note,
        )


def _figure(value: float | None, unit: str) -> str:
    if value is None:
        return "–"
    return f"{value:,.0f} {unit}" if value >= 1000 else f"{value:,.2f} {unit}"
