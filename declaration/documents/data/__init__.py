"""The record as data: lists for spreadsheets, and the text for other software."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final

from declaration.documents.data.lists import LISTS, List, csv_of, xlsx_of
from declaration.documents.data.record import akoma_ntoso_of, json_of
from declaration.drafting.models import Declaration
from declaration.forums.models import Forum
from declaration.journal import Actor
from declaration.procedure.acts import Act

MEDIA: Final[Mapping[str, str]] = {
    "json": "application/json",
    "xml": "application/akn+xml",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
"""The media type of each ending."""


@dataclass(frozen=True)
class DataFile:
    """What can be taken as data: its forms by their endings, and who may have it."""

    forms: Mapping[str, Callable[[Forum, Declaration], bytes]]
    act: Act | None = None

    def is_due_to(self, by: Actor) -> bool:
        """Those who may perform the act, or every reader."""
        return self.act is None or by.can(self.act)


def _sheet(listed: List, ending: str, forum: Forum, declaration: Declaration) -> bytes:
    table = listed.gather(forum, declaration)
    return csv_of(table) if ending == "csv" else xlsx_of(table)


DATA: Final[Mapping[str, DataFile]] = {
    "record": DataFile({"json": json_of}),
    "text": DataFile({"xml": akoma_ntoso_of}),
    **{
        name: DataFile(
            {ending: partial(_sheet, listed, ending) for ending in ("csv", "xlsx")}, listed.act
        )
        for name, listed in LISTS.items()
    },
}
"""Everything that is exported as data, by its name in addresses and commands."""
