"""The desk at a glance."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from declaration.amendments.models import Amendment
from declaration.amendments.shown import Named, name_of
from declaration.drafting.models import Clause, Origin, Revision
from declaration.drafting.queries import (
    ClauseTranslation,
    PlacedClause,
    RevisionText,
    newest_translations,
)
from declaration.extensions import db
from declaration.merging.drafts import drafts_of
from declaration.merging.models import MergeRecord
from declaration.merging.outlooks import TRANSLATION
from declaration.merging.parents import Parent, parents_to_merge
from declaration.merging.preparing import that_arrange
from declaration.merging.restoring import clauses_to_restore
from declaration.procedure.states import AmendmentState

PENDING = (AmendmentState.SUBMITTED, AmendmentState.ADMISSIBLE, AmendmentState.SCHEDULED)


@dataclass(frozen=True)
class ClauseRow:
    """A clause with how many of its amendments are adopted, and how many undecided."""

    clause: PlacedClause
    adopted: int
    pending: int
    put: int
    has_draft: bool


@dataclass(frozen=True)
class Overview:
    """What is to be done at the desk."""

    rows: Sequence[ClauseRow]
    arranging: int
    """Adopted additions, moves and removals."""
    to_restore: Sequence[Clause]
    parents: Sequence[Parent]

    @property
    def is_quiet(self) -> bool:
        """Whether nothing waits."""
        return not (self.rows or self.arranging or self.to_restore or self.parents)


def overview(declaration_id: int, text: RevisionText, membership_id: int | None) -> Overview:
    """What is to be done. Some twelve statements, however many amendments."""
    counts = _counts(declaration_id)
    drafts = {each.clause_id for each in drafts_of(membership_id or 0)}
    rows = [
        ClauseRow(
            clause,
            adopted=told.get(AmendmentState.ADOPTED, 0),
            pending=sum(told.get(state, 0) for state in PENDING),
            put=told.get(AmendmentState.PUT, 0),
            has_draft=clause.clause_id in drafts,
        )
        for clause in text.clauses
        if (told := counts.get(clause.clause_id))
    ]
    return Overview(
        rows=rows,
        arranging=len(that_arrange(declaration_id)),
        to_restore=_clauses(clauses_to_restore(declaration_id)),
        parents=parents_to_merge(declaration_id),
    )


@dataclass(frozen=True)
class TranslatedClause:
    """A clause beside its newest translation, if it has any."""

    clause: PlacedClause
    translation: ClauseTranslation | None

    @property
    def name(self) -> Named:
        """How the page calls the clause."""
        return name_of(self.clause)

    @property
    def is_stale(self) -> bool:
        """Whether the translation speaks of an earlier version than the newest."""
        return self.translation is not None and self.translation.version != self.clause.version

    @property
    def waits(self) -> bool:
        """Whether the newest version has no translation of its own."""
        return self.translation is None or self.is_stale


def translated(text: RevisionText) -> list[TranslatedClause]:
    """Every clause of the text beside its newest translation. One statement."""
    found = newest_translations([clause.clause_id for clause in text.clauses], TRANSLATION)
    return [TranslatedClause(clause, found.get(clause.clause_id)) for clause in text.clauses]


def _counts(declaration_id: int) -> Mapping[int, Mapping[AmendmentState, int]]:
    query = (
        select(Amendment.clause_id, Amendment.state, func.count())
        .where(
            Amendment.declaration_id == declaration_id,
            Amendment.clause_id.is_not(None),
            Amendment.parent_id.is_(None),
            Amendment.state.in_([*PENDING, AmendmentState.PUT, AmendmentState.ADOPTED]),
        )
        .group_by(Amendment.clause_id, Amendment.state)
    )
    found: dict[int, dict[AmendmentState, int]] = {}
    for clause_id, state, count in db.session.execute(query):
        found.setdefault(clause_id or 0, {})[state] = count
    return found


def _clauses(ids: Sequence[int]) -> Sequence[Clause]:
    return db.session.scalars(select(Clause).where(Clause.id.in_(ids)).order_by(Clause.id)).all()


def proposed_symbol(declaration_id: int, revisions: Sequence[Revision]) -> str:
    """The next symbol: Corr where typography alone changed since the last issue, else Rev.

    `revisions` are all there are, the newest first. One statement.
    """
    issued = [each.symbol for each in revisions if each.symbol]
    kind = "Corr" if is_typography_since_issue(declaration_id) else "Rev"
    taken = [int(each.partition(".")[2]) for each in issued if each.startswith(f"{kind}.")]
    return f"{kind}.{max(taken, default=0) + 1}"


def symbol_fits(declaration_id: int, symbol: str) -> bool:
    """Whether a revision may be issued so: Corr says that typography alone changed."""
    return not symbol.startswith("Corr") or is_typography_since_issue(declaration_id)


def is_typography_since_issue(declaration_id: int) -> bool:
    """Whether nothing but corrections was published since the last issue. One statement."""
    last = (
        select(func.coalesce(func.max(Revision.serial), 0))
        .where(Revision.declaration_id == declaration_id, Revision.symbol.is_not(None))
        .scalar_subquery()
    )
    origins = db.session.scalars(
        select(MergeRecord.origin)
        .join(Revision, Revision.id == MergeRecord.revision_id)
        .where(Revision.declaration_id == declaration_id, Revision.serial > last)
    ).all()
    return bool(origins) and set(origins) <= {Origin.CORRECTION, Origin.EDITORIAL}
