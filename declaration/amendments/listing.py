"""The list of amendments: filtered, counted, ordered and cut into pages by the database."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from declaration.amendments.facts import SCREENED
from declaration.amendments.models import Amendment, AmendmentRevision, Sponsor
from declaration.amendments.permissions import may_read
from declaration.amendments.queries import WITH_ALL
from declaration.drafting.models import Clause, RevisionEntry
from declaration.extensions import db
from declaration.forums.models import Delegation
from declaration.journal import Actor
from declaration.paging import Page, page_of
from declaration.procedure import PENDING, Role
from declaration.procedure.states import AmendmentState
from declaration.procedure.visibility import EITHER, PRIVATE, UNSCREENED
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

LAST: Final = 1_000_000
"""A place after that of every clause: for what stands in no place yet."""


@dataclass(frozen=True)
class Wanted:
    """What is asked of the list."""

    group: str = ""
    clause: str = ""
    delegation: str = ""
    words: str = ""
    mine: bool = False
    page: int = 1
    whole: bool = False
    """All of them on one page: the compilation, to be printed."""

    def __bool__(self) -> bool:
        return bool(self.group or self.clause or self.delegation or self.words or self.mine)


@dataclass(frozen=True)
class Listed:
    """One page of the list, and what its head tells of all that the reader may see."""

    amendments: Sequence[Amendment]
    total: int
    """How many fit what was wanted."""
    page: Page
    states: dict[AmendmentState, int]
    """How many there are in each state, whatever was wanted."""


def listed(declaration_id: int, revision_id: int, by: Actor, wanted: Wanted) -> Listed:
    """The amendments that the reader may see and wants, in the order of the revision's clauses.

    Five statements, one more for words; two more for the chair.
    """
    readable = and_(Amendment.declaration_id == declaration_id, _is_readable(declaration_id, by))
    counted = select(Amendment.state, func.count()).where(readable).group_by(Amendment.state)
    states: dict[AmendmentState, int] = dict(db.session.execute(counted).all())
    fits = and_(readable, *_filters(by, wanted))
    if wanted.words:
        fits = and_(fits, Amendment.id.in_(_saying(wanted.words, fits)))
    total = sum(states.values())
    if wanted:
        total = db.session.scalars(select(func.count()).select_from(Amendment).where(fits)).one()
    page = page_of(total, max(total, 1) if wanted.whole else A_PAGE, wanted.page)
    query = _in_order(revision_id).where(fits).options(*WITH_ALL)
    return Listed(db.session.scalars(page.cut(query)).all(), total, page, states)


def _in_order(revision_id: int) -> Select[Amendment]:
    place = RevisionEntry.clause_id == Amendment.clause_id
    return (
        select(Amendment)
        .outerjoin(RevisionEntry, and_(RevisionEntry.revision_id == revision_id, place))
        .order_by(
            func.coalesce(RevisionEntry.position, LAST),
            func.coalesce(Amendment.number, 0),
            func.coalesce(Amendment.clause_id, 0),
            Amendment.part,
            Amendment.id,
        )
    )


def _is_own(by: Actor) -> ColumnElement[bool]:
    """As `stands_behind`."""
    sponsored = select(Sponsor.amendment_id).where(
        Sponsor.delegation_id == by.delegation_id, Sponsor.left_at.is_(None)
    )
    return Amendment.id.in_(sponsored)


def _is_readable(declaration_id: int, by: Actor) -> ColumnElement[bool]:
    """As `may_read`, of which a test says that it gives the same."""
    own = _is_own(by)
    was = Amendment.because["was"].as_string()
    is_public = and_(
        Amendment.state.not_in(UNSCREENED),
        or_(Amendment.state.not_in(EITHER), was.in_([state.value for state in SCREENED])),
    )
    seen = [own, is_public]
    if by.holds(Role.SECRETARIAT):
        seen.append(Amendment.state.not_in(PRIVATE))
    elif by.holds(Role.CHAIR):
        seen.append(Amendment.id.in_(_awaiting_a_ruling(declaration_id, by)))
    draft = and_(Amendment.state == AmendmentState.DRAFT, own)
    return or_(draft, and_(Amendment.state.not_in(PRIVATE), or_(*seen)))


def _awaiting_a_ruling(declaration_id: int, by: Actor) -> list[int]:
    """What the chair sees of the unscreened: told from the words, which no query understands."""
    query = (
        select(Amendment)
        .where(
            Amendment.declaration_id == declaration_id,
            Amendment.state == AmendmentState.SUBMITTED,
            Amendment.ruling.is_(None),
        )
        .options(*WITH_ALL)
    )
    return [each.id for each in db.session.scalars(query) if may_read(by, each)]


def _filters(by: Actor, wanted: Wanted) -> list[ColumnElement[bool]]:
    filters: list[ColumnElement[bool]] = []
    if wanted.group:
        filters.append(Amendment.state.in_(GROUPS[wanted.group]))
    if wanted.clause:
        filters.append(Amendment.clause.has(Clause.key == wanted.clause))
    if wanted.delegation:
        stands = and_(Sponsor.left_at.is_(None), Delegation.key == wanted.delegation)
        filters.append(
            Amendment.id.in_(select(Sponsor.amendment_id).join(Delegation).where(stands))
        )
    if wanted.mine:
        filters.append(_is_own(by))
    return filters


def _saying(words: str, fits: ColumnElement[bool]) -> list[int]:
    """Those whose newest wording or reasons hold the words, however they are spelled.

    Only our own folding knows that; it is given the words alone, not whole amendments.
    """
    newest = (
        select(func.max(AmendmentRevision.number))
        .where(AmendmentRevision.amendment_id == Amendment.id)
        .correlate(Amendment)
        .scalar_subquery()
    )
    query = (
        select(
            Amendment.id,
            AmendmentRevision.text,
            AmendmentRevision.text_en,
            AmendmentRevision.rationale,
        )
        .join(AmendmentRevision, AmendmentRevision.amendment_id == Amendment.id)
        .where(fits, AmendmentRevision.number == newest)
    )
    sought = fold(words)
    return [
        id_
        for id_, *said in db.session.execute(query)
        if sought in fold(" ".join(each or "" for each in said))
    ]
