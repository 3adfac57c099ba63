"""All amendments that a reader may see, by what the address asks for."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from flask import render_template, request
from flask.typing import ResponseReturnValue

from declaration.amendments.facts import SCREENED
from declaration.amendments.models import Amendment
from declaration.amendments.permissions import may_read, stands_behind
from declaration.amendments.queries import amendments_of, newest
from declaration.amendments.shown import name_of, named, shown
from declaration.amendments.views.blueprint import bp
from declaration.drafting.context import this_declaration
from declaration.drafting.queries import revision_text
from declaration.forums.context import acting, admit_reader, this_forum
from declaration.forums.queries import delegations_of
from declaration.procedure import PENDING, Act
from declaration.procedure.states import AmendmentState
from declaration.text import fold

A_PAGE: Final = 40
"""Amendments on one page."""

GROUPS: Final = {
    "pending": PENDING,
    "adopted": frozenset({AmendmentState.ADOPTED, AmendmentState.MERGED}),
    "not-adopted": frozenset(
        {
            AmendmentState.REJECTED,
            AmendmentState.FALLEN,
            AmendmentState.SATISFIED,
            AmendmentState.INADMISSIBLE,
            AmendmentState.LAPSED,
            AmendmentState.WITHDRAWN,
            AmendmentState.REPLACED,
        }
    ),
    "draft": frozenset({AmendmentState.DRAFT}),
}
"""What the filter by state offers."""


@dataclass(frozen=True)
class Wanted:
    """What the address asks for."""

    group: str = ""
    clause: str = ""
    delegation: str = ""
    words: str = ""
    mine: bool = False
    page: int = 1
    whole: bool = False
    """All of them on one page: the compilation, to be printed."""

    @classmethod
    def asked(cls) -> "Wanted":
        """Read from the address; what is not understood is passed over."""
        asked = request.args
        return cls(
            group=asked.get("state", "") if asked.get("state") in GROUPS else "",
            clause=asked.get("clause", "")[:100],
            delegation=asked.get("delegation", "")[:100],
            words=asked.get("words", "")[:200],
            mine=asked.get("mine") == "1",
            page=max(1, asked.get("page", 1, type=int)),
            whole=asked.get("whole") == "1",
        )

    def __bool__(self) -> bool:
        return bool(self.group or self.clause or self.delegation or self.words or self.mine)


@bp.get("")
def index() -> ResponseReturnValue:
    """The amendments, filtered."""
    admit_reader()
    declaration, by, wanted = this_declaration(), acting(), Wanted.asked()
    text = revision_text(declaration.id)
    states = [state for state in AmendmentState if state is not AmendmentState.DISCARDED]
    rows = amendments_of(declaration.id, states=states)
    readable = [each for each in rows if may_read(by, each)]
    places = {clause.clause_id: clause.position for clause in text.clauses}
    found = sorted(
        (each for each in readable if _fits(each, wanted, stands_behind(by, each))),
        key=lambda each: (places.get(each.clause_id or 0, len(places) + 1), each.number or 0),
    )
    on_a_page = max(len(found), 1) if wanted.whole else A_PAGE
    first = (wanted.page - 1) * on_a_page
    return render_template(
        "amendments/index.html",
        wanted=wanted,
        asked=_address(wanted),
        groups=[group for group in GROUPS if group != "draft" or by.delegation_id is not None],
        clauses=[name_of(clause) for clause in text.clauses],
        delegations=delegations_of(this_forum().id),
        listed=[
            (shown(each), named(text, each.clause_id)) for each in found[first : first + on_a_page]
        ],
        total=len(found),
        pages=max(1, -(-len(found) // on_a_page)),
        counts=_counts(readable),
        may_draft=by.can(Act.SAVE_DRAFT) and by.delegation_id is not None,
        may_screen=by.can(Act.ADMIT),
        may_order=by.can(Act.REORDER),
    )


def _fits(amendment: Amendment, wanted: Wanted, own: bool) -> bool:
    latest = newest(amendment)
    key = amendment.clause.key if amendment.clause else ""
    by_whom = {each.delegation.key for each in amendment.sponsors if each.left_at is None}
    words = f"{latest.text or ''} {latest.text_en or ''} {latest.rationale}"
    return (
        (not wanted.group or amendment.state in GROUPS[wanted.group])
        and (not wanted.clause or key == wanted.clause)
        and (not wanted.delegation or wanted.delegation in by_whom)
        and (not wanted.words or fold(wanted.words) in fold(words))
        and (not wanted.mine or own)
    )


def _counts(rows: Sequence[Amendment]) -> dict[str, int]:
    return {
        "submitted": sum(each.state is AmendmentState.SUBMITTED for each in rows),
        "admissible": sum(each.state in SCREENED for each in rows),
        "withdrawn": sum(each.state is AmendmentState.WITHDRAWN for each in rows),
    }


def _address(wanted: Wanted) -> dict[str, str]:
    """The filters as they stand in an address, without the page."""
    said = {
        "state": wanted.group,
        "clause": wanted.clause,
        "delegation": wanted.delegation,
        "words": wanted.words,
        "mine": "1" if wanted.mine else "",
    }
    return {name: value for name, value in said.items() if value}
