"""Long lists, a page at a time."""

from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import Select

Row = TypeVar("Row")


@dataclass(frozen=True)
class Page:
    """One page of a list: its number, counted from 1, of how many, and how many rows fit on it."""

    number: int
    of: int
    size: int

    def cut(self, query: Select[Row]) -> Select[Row]:
        """The rows of the page, out of all the query gives in its order."""
        return query.offset((self.number - 1) * self.size).limit(self.size)


def page_of(total: int, size: int, asked: int) -> Page:
    """The page asked for of so many rows; the first or the last where there is no such page."""
    pages = max(1, -(-total // size))
    return Page(min(max(1, asked), pages), pages, size)
