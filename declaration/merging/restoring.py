"""Which clause does not stand as it was decided: its text is restored, or it goes, or returns."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import ColumnElement, ScalarSelect, exists, func, select
from sqlalchemy.orm import aliased

from declaration.amendments.models import Amendment, AmendmentRevision
from declaration.drafting.models import (
    Clause,
    ClauseVersion,
    Origin,
    Revision,
    RevisionEntry,
)
from declaration.drafting.queries import RevisionText
from declaration.extensions import db
from declaration.merging.models import MergedText, MergeInput, MergeRecord
from declaration.merging.replaying import Chapter, chapters_of, made_in
from declaration.merging.weaving import Agree, Weave, weave, weave_without
from declaration.procedure.states import (
    AmendmentState,
    BallotState,
    ClauseState,
    Outcome,
    Question,
)
from declaration.voting.models import Ballot, BallotSubject


class Cause(StrEnum):
    """Why a clause does not stand as it was decided."""

    RECONSIDERED = "reconsidered"
    """What was merged is decided no longer."""
    REJECTED_AS_AMENDED = "rejected-as-amended"
    """The version before the merge returns."""
    NOT_ADOPTED = "not-adopted"
    """The clause goes."""
    TAKEN_UP_AGAIN = "taken-up-again"
    """It had gone, and the decision against it was reconsidered: it returns."""


@dataclass(frozen=True)
class Restoration:
    """What must be published so that a clause stands as it was decided.

    `chapter` is the publication of which the wordings `gone` are taken out; None where the whole
    clause goes or returns. `before` are the clauses that stood before this one, the nearest first,
    where its place is restored too.
    """

    clause_id: int
    cause: Cause
    chapters: Sequence[Chapter]
    last: ClauseVersion
    chapter: Chapter | None = None
    gone: frozenset[int] = frozenset()
    before: tuple[int, ...] | None = None

    @property
    def base(self) -> ClauseVersion | None:
        """The version that the restored text is made from; None where the clause was added."""
        return self.chapter.base if self.chapter else self.last

    @property
    def amendments(self) -> list[Amendment]:
        """The amendments taken out."""
        inputs = self.chapter.inputs if self.chapter else {}
        return [inputs[wording_id][0] for wording_id in sorted(self.gone)]

    @property
    def kept(self) -> dict[int, int | None]:
        """The wordings that stay in, each with the ballot that adopted it."""
        inputs = self.chapter.inputs if self.chapter else {}
        return {id_: inputs[id_][2] for id_ in inputs if id_ not in self.gone}

    @property
    def removes(self) -> bool:
        """Whether the clause itself goes: it was not adopted, or its addition is taken out."""
        return self.cause is Cause.NOT_ADOPTED or any(
            amendment.adds_clause for amendment in self.amendments
        )

    def woven(self, current: str, agree: Agree) -> Weave | None:
        """The restored words; `current` is what the clause says now. None: the clause goes."""
        if self.removes:
            return None
        if self.chapter is None:
            return weave(self.last.text, {}, agree)
        made = made_in(self.chapters, self.chapter.record_id)
        return weave_without(made, self.gone, current, agree)


def clauses_to_restore(declaration_id: int) -> list[int]:
    """Clauses that do not stand as they were decided. Six statements."""
    return sorted(
        {
            *_reconsidered(declaration_id),
            *_rejected(declaration_id),
            *_not_adopted(declaration_id),
            *_taken_up_again(declaration_id),
        }
    )


def restoration_of(text: RevisionText, declaration_id: int, clause_id: int) -> Restoration | None:
    """What must be published of a clause; of its merges the newest first. None: nothing.

    Some ten statements.
    """
    chapters = chapters_of(clause_id)
    if restoration := _of_words(text, declaration_id, clause_id, chapters):
        return restoration
    if clause_id in _not_adopted(declaration_id):
        return Restoration(
            clause_id=clause_id,
            cause=Cause.NOT_ADOPTED,
            chapters=chapters,
            last=_last(text, clause_id, chapters),
        )
    if clause_id in _taken_up_again(declaration_id):
        return Restoration(
            clause_id=clause_id,
            cause=Cause.TAKEN_UP_AGAIN,
            chapters=chapters,
            last=_last(text, clause_id, chapters),
            before=_stood_before(declaration_id, chapters[-1].serial - 1, clause_id),
        )
    return None


def _of_words(
    text: RevisionText, declaration_id: int, clause_id: int, chapters: Sequence[Chapter]
) -> Restoration | None:
    returned = _reconsidered(declaration_id).get(clause_id, set())
    is_rejected = not returned and clause_id in _rejected(declaration_id)
    for chapter in reversed(chapters):
        gone = {
            wording_id
            for wording_id, (amendment, _wording, _ballot) in chapter.inputs.items()
            if amendment.id in returned or (is_rejected and amendment.merged_version_id is not None)
        }
        if gone:
            break
    else:
        return None
    stood_elsewhere = chapter.base is not None and any(
        chapter.inputs[id_][1].moves or chapter.inputs[id_][1].removes for id_ in gone
    )
    return Restoration(
        clause_id=clause_id,
        cause=Cause.REJECTED_AS_AMENDED if is_rejected else Cause.RECONSIDERED,
        chapter=chapter,
        gone=frozenset(gone),
        chapters=chapters,
        last=_last(text, clause_id, chapters),
        before=_stood_before(declaration_id, chapter.serial - 1, clause_id)
        if stood_elsewhere
        else None,
    )


def _last(text: RevisionText, clause_id: int, chapters: Sequence[Chapter]) -> ClauseVersion:
    """The version that stands, or stood last."""
    standing = text.by_id(clause_id)
    if standing is not None:
        return db.session.get_one(ClauseVersion, standing.version_id)
    stood = next((each.result for each in reversed(chapters) if each.result), None)
    return stood or next(each.base for each in reversed(chapters) if each.base)


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
    """Clauses that were put as amended and rejected, and stand so still.

    A correction keeps the decision of the version it corrects, so what was put may be either.
    """
    put = aliased(ClauseVersion)
    asked = (
        select(RevisionEntry.clause_id)
        .join(ClauseVersion, ClauseVersion.id == RevisionEntry.version_id)
        .join(put, _decided_as(put) == _decided_as(ClauseVersion))
        .join(BallotSubject, BallotSubject.version_id == put.id)
        .join(Ballot, Ballot.id == BallotSubject.ballot_id)
        .where(
            RevisionEntry.revision_id == _newest(declaration_id),
            BallotSubject.current,
            Ballot.question == Question.CLAUSE,
            Ballot.state == BallotState.CLOSED,
            Ballot.result == Outcome.REJECTED,
            exists().where(
                Amendment.clause_id == RevisionEntry.clause_id,
                Amendment.merged_version_id.is_not(None),
            ),
        )
    )
    return set(db.session.scalars(asked))


def _decided_as(version: type[ClauseVersion]) -> ColumnElement[int]:
    return func.coalesce(version.same_decision_as_id, version.id)


def _not_adopted(declaration_id: int) -> set[int]:
    """Clauses that were put and not adopted, and stand in the text still."""
    query = (
        select(Clause.id)
        .join(RevisionEntry, RevisionEntry.clause_id == Clause.id)
        .where(
            RevisionEntry.revision_id == _newest(declaration_id),
            Clause.state == ClauseState.NOT_ADOPTED,
        )
    )
    return set(db.session.scalars(query))


def _taken_up_again(declaration_id: int) -> set[int]:
    """Clauses that went because they were not adopted, and are open again."""
    later = aliased(MergedText)
    standing = select(RevisionEntry.clause_id).where(
        RevisionEntry.revision_id == _newest(declaration_id)
    )
    query = (
        select(MergedText.clause_id)
        .join(MergeRecord, MergeRecord.id == MergedText.merge_id)
        .join(Clause, Clause.id == MergedText.clause_id)
        .where(
            Clause.declaration_id == declaration_id,
            Clause.state == ClauseState.OPEN,
            Clause.id.not_in(standing),
            MergeRecord.origin == Origin.RESTORED,
            MergedText.base_version_id.is_not(None),
            MergedText.result_version_id.is_(None),
            ~exists().where(
                later.clause_id == MergedText.clause_id, later.merge_id > MergedText.merge_id
            ),
        )
    )
    return set(db.session.scalars(query))


def _newest(declaration_id: int) -> ScalarSelect[int]:
    return (
        select(Revision.id)
        .where(Revision.declaration_id == declaration_id)
        .order_by(Revision.serial.desc())
        .limit(1)
        .scalar_subquery()
    )


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
