"""Lists for spreadsheets: amendments, ballots, votes, and people for the secretariat."""

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import xlsxwriter
from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from declaration.amendments.facts import label
from declaration.amendments.queries import newest
from declaration.documents.data.record import public_amendments
from declaration.drafting.models import Declaration
from declaration.extensions import db
from declaration.formats.sheets import harmless, sheet
from declaration.forums.models import Forum, Membership
from declaration.procedure.acts import Act
from declaration.voting.queries import ballots_of
from declaration.voting.recording import recorded

_LONGEST: Final = 32_767
"""Characters that a cell of a spreadsheet holds."""


@dataclass(frozen=True)
class Rows:
    """A table of plain values under its heads."""

    heads: Sequence[str]
    rows: Sequence[Sequence[object]]


@dataclass(frozen=True)
class List:
    """One list, and who may have it: those who may perform `act`, or every reader."""

    gather: Callable[[Forum, Declaration], Rows]
    act: Act | None = None


def amendments(_forum: Forum, declaration: Declaration) -> Rows:
    """Every amendment that everybody may read, by clause and number. Three statements."""
    heads = [
        "number",
        "state",
        "clause",
        "adds",
        "removes",
        "moves",
        "sponsors",
        "submitted",
        "late",
        "text",
        "text_en",
        "rationale",
    ]
    rows = []
    for each in public_amendments(declaration):
        wording = newest(each)
        behind = sorted((s for s in each.sponsors if s.left_at is None), key=lambda s: not s.main)
        rows.append(
            (
                label(each),
                each.state.value,
                each.clause.key if each.clause else "",
                each.adds_clause,
                wording.removes,
                wording.moves,
                " ".join(s.delegation.key for s in behind),
                each.submitted_at.isoformat() if each.submitted_at else "",
                each.late,
                wording.text,
                wording.text_en,
                wording.rationale,
            )
        )
    return Rows(heads, rows)


def ballots(_forum: Forum, declaration: Declaration) -> Rows:
    """Every ballot that was counted, with the result that follows from it. Six statements."""
    heads = [
        "ballot",
        "question",
        "method",
        "majority",
        "opened",
        "closed",
        "electors",
        "present",
        "for",
        "against",
        "abstaining",
        "outcome",
        "ground",
    ]
    rows = [
        (
            each["ballot"],
            each["question"],
            each["method"],
            each["rule"]["majority"],
            each["opened"],
            each["closed"],
            len(each["electors"]),
            each["result"]["present"],
            each["result"]["for"],
            each["result"]["against"],
            each["result"]["abstaining"],
            each["result"]["outcome"],
            each["result"]["ground"],
        )
        for each in _counted(declaration)
    ]
    return Rows(heads, rows)


def votes(_forum: Forum, declaration: Declaration) -> Rows:
    """Every elector of every ballot that was counted, with its vote. Six statements."""
    heads = ["ballot", "delegation", "present_at_opening", "present_at_closing", "vote"]
    rows = [
        (each["ballot"], elector["delegation"], *elector["present"], elector["vote"])
        for each in _counted(declaration)
        for elector in each["electors"]
    ]
    return Rows(heads, rows)


def _counted(declaration: Declaration) -> Iterator[Mapping[str, Any]]:
    return recorded(sorted(ballots_of(declaration.id), key=lambda ballot: ballot.number))


def people(forum: Forum, _declaration: Declaration) -> Rows:
    """Everybody who takes part, with what they are called. Two statements."""
    heads = ["email", "name_ar", "name_en", "delegation", "roles", "ended"]
    query = (
        select(Membership)
        .where(Membership.forum_id == forum.id)
        .options(
            joinedload(Membership.person),
            joinedload(Membership.delegation),
            selectinload(Membership.roles),
        )
        .order_by(Membership.id)
    )
    rows = [
        (
            member.person.email,
            member.person.names.get("ar", ""),
            member.person.names.get("en", ""),
            member.delegation.key if member.delegation else "",
            " ".join(sorted(each.role.value for each in member.roles)),
            member.ended_at.isoformat() if member.ended_at else "",
        )
        for member in db.session.scalars(query)
    ]
    return Rows(heads, rows)


LISTS: Final[Mapping[str, List]] = {
    "amendments": List(amendments),
    "ballots": List(ballots),
    "votes": List(votes),
    "people": List(people, act=Act.ADMIT_PERSON),
}
"""Each list by its name in addresses and commands."""


def csv_of(table: Rows) -> bytes:
    """The table as CSV; no cell is a formula."""
    return sheet(table.heads, table.rows)


def xlsx_of(table: Rows) -> bytes:
    """The table as a workbook: read from the right, its head kept in sight, no cell a formula."""
    written = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(written, options) as book:
        page = book.add_worksheet()
        page.right_to_left()
        page.freeze_panes(1, 0)
        bold = book.add_format({"bold": True})
        for column, head in enumerate(table.heads):
            page.write_string(0, column, head, bold)
        for line, row in enumerate(table.rows, start=1):
            for column, value in enumerate(row):
                if isinstance(value, int | float) and not isinstance(value, bool):
                    page.write_number(line, column, value)
                else:
                    page.write_string(line, column, harmless(value)[:_LONGEST])
        if table.rows:
            page.autofilter(0, 0, len(table.rows), len(table.heads) - 1)
    return written.getvalue()
