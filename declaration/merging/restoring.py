"""Which text of a clause is to be restored: after a reconsideration, or a rejection as amended."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from declaration.amendments.models import Amendment, AmendmentRevision
from declaration.drafting.models import (
    ClauseVersion,
    Origin,
    Revision,
    RevisionEntry,
)
from declaration.drafting.queries import RevisionText
from declaration.extensions import db
from declaration.merging.models import MergedText, MergeInput, MergeRecord
from declaration.merging.replaying import Chapter, chapters_of, made_in
from declaration.merging.weaving import Agree, Weave, weave_without
from declaration.procedure.states import AmendmentState, BallotState, Outcome, Question
from declaration.voting.models import Ballot, BallotSubject


@dataclass(frozen=True)
class Restoration:
    """A publication of which something must be taken out again.

    `gone` are the wordings taken out; `before` the clauses that stood before this one, the
    nearest first, where its place is restored too.
    """

    clause_id: int
    chapter: Chapter
    gone: frozenset[int]
    chapters: Sequence[Chapter]
    last: ClauseVersion | None
    before: tuple[int, ...] | None
    is_rejected: bool

    @property
    def amendments(self) -> list[Amendment]:
        """The amendments taken out."""
        return [self.chapter.inputs[wording_id][0] for wording_id in sorted(self.gone)]

    @property
    def kept(self) -> dict[int, int | None]:
        """The wordings that stay in, each with the ballot that adopted it."""
        inputs = self.chapter.inputs
        return {id_: inputs[id_][2] for id_ in inputs if id_ not in self.gone}

    @property
    def removes(self) -> bool:
        """Whether the clause itself goes, since adding it is what was reconsidered."""
        return any(amendment.adds_clause for amendment in self.amendments)

    def woven(self, current: str, agree: Agree) -> Weave | None:
        """The restored words; `current` is what the clause says now. None: the clause goes."""
        if self.removes:
            return None
        made = made_in(self.chapters, self.chapter.record_id)
        return weave_without(made, self.gone, current, agree)


def clauses_to_restore(declaration_id: int) -> list[int]:
    """Clauses of which a text must be restored. Four statements."""
    return sorted({*_reconsidered(declaration_id), *_rejected(declaration_id)})


def restoration_of(text: RevisionText, declaration_id: int, clause_id: int) -> Restoration | None:
    """What must be taken out of a clause, the newest publication first. None: nothing.

    Some eight statements.
    """
    chapters = chapters_of(clause_id)
    returned = _reconsidered(declaration_id).get(clause_id, set())
    is_rejected = not returned and clause_id in _rejected(declaration_id)
    standing = text.by_id(clause_id)
    for chapter in reversed(chapters):
        gone = {
            wording_id
            for wording_id, (amendment, _wording, _ballot) in chapter.inputs.items()
            if is_rejected or amendment.id in returned
        }
        if gone:
            break
    else:
        return None
    stood_elsewhere = chapter.base is not None and any(
        chapter.inputs[id_][1].moves or chapter.inputs[id_][1].removes for id_ in gone
    )
    last = next((each.result for each in reversed(chapters) if each.result), chapter.base)
    return Restoration(
        clause_id=clause_id,
        chapter=chapter,
        gone=frozenset(gone),
        chapters=chapters,
        last=db.session.get(ClauseVersion, standing.version_id) if standing else last,
        before=_stood_before(declaration_id, chapter.serial - 1, clause_id)
        if stood_elsewhere
        else None,
        is_rejected=is_rejected,
    )


def _reconsidered(declaration_id: int) -> dict[int, set[int]]:
    """By clause, the amendments that were merged, were returned, and are in the text still."""
    inputs = db.session.execute(
        select(Amendment.clause_id, Amendment.id, Amendment.state, MergeInput.merge_id)
        .join(AmendmentRevision, AmendmentRevision.id == MergeInput.amendment_revision_id)
        .join(Amendment, Amendment.id == AmendmentRevision.amendment_id)
        .join(MergeRecord, MergeRecord.id == MergeInput.merge_id)
        .where(Amendment.declaration_id == declaration_id, MergeRecord.revision_id.is_not(None))
        .order_by(MergeInput.merge_id)
    ).all()
    latest: dict[int, tuple[int, int]] = {
        amendment_id: (clause_id, record_id)
        for clause_id, amendment_id, state, record_id in inputs
        if state is not AmendmentState.MERGED and clause_id is not None
    }
    if not latest:
        return {}
    texts = db.session.execute(
        select(
            MergedText.clause_id,
            MergedText.merge_id,
            MergeRecord.origin,
            MergedText.base_version_id,
        )
        .join(MergeRecord, MergeRecord.id == MergedText.merge_id)
        .where(MergedText.clause_id.in_({clause_id for clause_id, _record in latest.values()}))
    ).all()
    bases = {(clause_id, record_id): base for clause_id, record_id, _origin, base in texts}
    found: dict[int, set[int]] = {}
    for amendment_id, (clause_id, record_id) in latest.items():
        is_taken_out = any(
            clause == clause_id
            and later > record_id
            and origin is Origin.RESTORED
            and base == bases.get((clause_id, record_id))
            for clause, later, origin, base in texts
        )
        if not is_taken_out:
            found.setdefault(clause_id, set()).add(amendment_id)
    return found


def _rejected(declaration_id: int) -> set[int]:
    """Clauses whose merged text was put as amended and rejected, and stands still."""
    newest = (
        select(Revision.id)
        .where(Revision.declaration_id == declaration_id)
        .order_by(Revision.serial.desc())
        .limit(1)
        .scalar_subquery()
    )
    asked = (
        select(RevisionEntry.clause_id)
        .join(ClauseVersion, ClauseVersion.id == RevisionEntry.version_id)
        .join(
            BallotSubject,
            (BallotSubject.version_id == ClauseVersion.id)
            | (BallotSubject.version_id == ClauseVersion.same_decision_as_id),
        )
        .join(Ballot, Ballot.id == BallotSubject.ballot_id)
        .join(MergedText, MergedText.result_version_id == BallotSubject.version_id)
        .join(MergeRecord, MergeRecord.id == MergedText.merge_id)
        .where(
            RevisionEntry.revision_id == newest,
            BallotSubject.current,
            Ballot.question == Question.CLAUSE,
            Ballot.state == BallotState.CLOSED,
            Ballot.result == Outcome.REJECTED,
            MergeRecord.origin == Origin.MERGE,
        )
    )
    return set(db.session.scalars(asked))


def _stood_before(declaration_id: int, serial: int, clause_id: int) -> tuple[int, ...]:
    """The clauses that stood before a clause in a revision, the nearest first."""
    order = list(
        db.session.scalars(
            select(RevisionEntry.clause_id)
            .join(Revision, Revision.id == RevisionEntry.revision_id)
            .where(Revision.declaration_id == declaration_id, Revision.serial == serial)
            .order_by(RevisionEntry.position)
        )
    )
    return tuple(reversed(order[: order.index(clause_id)]))


def put_back(order: Sequence[int], clause_id: int, before: Sequence[int]) -> list[int]:
    """The order with a clause after the nearest of those that once stood before it."""
    rest = [each for each in order if each != clause_id]
    nearest = next((each for each in before if each in rest), None)
    at = rest.index(nearest) + 1 if nearest is not None else 0
    return [*rest[:at], clause_id, *rest[at:]]
