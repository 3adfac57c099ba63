"""`publish`: the one way by which a clause gets a new version and a declaration a new revision."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from sqlalchemy import func, select

from declaration.amendments import steps as amendments
from declaration.amendments.models import Amendment
from declaration.amendments.operations import label
from declaration.amendments.queries import newest
from declaration.drafting.models import Declaration, Origin, Revision
from declaration.drafting.operations import sha256_of
from declaration.drafting.queries import RevisionText, revision_text
from declaration.extensions import db
from declaration.journal import Actor, Record, act
from declaration.merging import publishing
from declaration.merging.composing import Composition, Input, compose
from declaration.merging.publishing import NewText, Published
from declaration.procedure import MACHINES, after
from declaration.procedure.acts import Act
from declaration.procedure.facts import Facts
from declaration.procedure.refusals import Invalid, Stale
from declaration.procedure.states import BallotState
from declaration.text import TextError, UnknownConflict, normalize
from declaration.voting import steps as voting
from declaration.voting.models import Ballot, BallotSubject

UNDECIDED: Final = "Some conflicts are not decided yet."
NOT_TYPOGRAPHY: Final = "A correction may change typography only; this changes the substance."
NOTHING: Final = "Choose at least one amendment, or write a change."
NEEDS_REBASING: Final = "This amendment must be restated on the clause's newest version first."


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What is to be published.

    `chosen` are adopted amendments; `edits` are texts of the secretariat itself, by clause (None
    removes). `seen` holds, for each clause concerned, the version number that the officer saw.
    """

    origin: Origin = Origin.MERGE
    chosen: tuple[int, ...] = ()
    edits: Mapping[int, str | None] = field(default_factory=dict)
    seen: Mapping[int, int] = field(default_factory=dict)
    resolutions: Mapping[int, Mapping[int, str]] = field(default_factory=dict)
    places: Mapping[int, Sequence[int]] = field(default_factory=dict)
    notes: Mapping[int, str] = field(default_factory=dict)
    symbol: str | None = None


def publish(declaration_id: int, plan: Plan, by: Actor) -> int:
    """Publish new versions of clauses, and the revision that lists them; gives its serial.

    Two officers on two clauses both succeed; on one clause the slower gets Stale. Raises Invalid
    when a conflict is undecided, NotPermitted, WrongState.
    """
    with act(Act.PUBLISH, by=by) as entry:
        by.must(Act.PUBLISH)
        declaration = db.session.get_one(Declaration, declaration_id, with_for_update=True)
        text = revision_text(declaration.id)
        rows = [amendments.locked(each) for each in sorted(plan.chosen)]
        composition = _composed(text, rows, plan)
        changed = _changed(text, composition, plan)
        order = [int(key) for key in composition.arrangement.order or ()]
        if not changed and order == [clause.clause_id for clause in text.clauses]:
            raise Invalid({"chosen": [NOTHING]})
        _must_be_seen(text, plan.seen)
        declaration.state = after(
            MACHINES["declaration"], declaration.state, Act.PUBLISH, _facts(plan)
        )
        published = publishing.store(declaration, text, changed, order, origin=plan.origin)
        _finish(declaration, text, rows, composition, changed, published, plan, by, entry)
    return published.serial


def _composed(text: RevisionText, rows: list[Amendment], plan: Plan) -> Composition:
    current = {clause.clause_id: clause.version_id for clause in text.clauses}
    inputs = []
    for amendment in rows:
        wording = newest(amendment)
        if amendment.needs_rebasing or (
            wording.base_version_id is not None
            and wording.base_version_id != current.get(amendment.clause_id or 0)
        ):
            raise Invalid({"chosen": [NEEDS_REBASING]})
        inputs.append(Input.of(amendment, wording))
    resolutions = {
        clause_id: {number: _clean(words) for number, words in agreed.items()}
        for clause_id, agreed in plan.resolutions.items()
    }
    try:
        composition = compose(text.clauses, inputs, resolutions=resolutions, places=plan.places)
    except UnknownConflict:
        raise Invalid({"resolutions": [UNDECIDED]}) from None
    if composition.undecided:
        raise Invalid({"resolutions": [UNDECIDED]})
    return composition


def _clean(words: str) -> str:
    try:
        return normalize(words)
    except TextError as refused:
        raise Invalid({"resolutions": [str(refused)]}) from refused


def _changed(text: RevisionText, composition: Composition, plan: Plan) -> list[NewText]:
    changed = publishing.new_texts(text, composition)
    for clause_id, words in plan.edits.items():
        base = text.by_id(clause_id)
        if base is None or any(each.clause_id == clause_id for each in changed):
            raise Invalid({"edits": [NOTHING]})
        said = _clean(words) if words is not None else None
        if said == base.text:
            continue
        typographic = plan.origin in (Origin.CORRECTION, Origin.EDITORIAL)
        if typographic and (said is None or not publishing.is_typography(base.text, said)):
            raise Invalid({"edits": [NOT_TYPOGRAPHY]})
        changed.append(
            NewText(
                clause_id,
                base.kind,
                said,
                base,
                same_decision_as=base.version_id if typographic else None,
            )
        )
    return changed


def _must_be_seen(text: RevisionText, seen: Mapping[int, int]) -> None:
    for clause_id, version in seen.items():
        clause = text.by_id(clause_id)
        if clause is None or clause.version != version:
            raise Stale(seen=version, now=clause.version if clause else 0)


def _facts(plan: Plan) -> Facts:
    return Facts(editorial=plan.origin in (Origin.CORRECTION, Origin.EDITORIAL))


def _finish(
    declaration: Declaration,
    text: RevisionText,
    rows: list[Amendment],
    composition: Composition,
    changed: list[NewText],
    published: Published,
    plan: Plan,
    by: Actor,
    entry: Record,
) -> None:
    revision = db.session.scalars(
        select(Revision).where(
            Revision.declaration_id == declaration.id, Revision.serial == published.serial
        )
    ).one()
    if plan.symbol is not None:
        revision.symbol, revision.issued_at = plan.symbol, entry.at
    ballots = deciding_ballots([row.id for row in rows])
    for amendment in rows:
        amendment.state = after(MACHINES["amendment"], amendment.state, Act.PUBLISH)
        version = published.versions.get(amendment.clause_id or 0)
        amendment.merged_version_id = version.id if version else None
    changed_ids = [each.clause_id for each in changed]
    rebased = publishing.rebase_pending(changed_ids, frozenset(row.id for row in rows))
    voting.restart_silence(changed_ids, entry.at)
    publishing.record(
        revision.id,
        changed,
        published,
        composition,
        origin=plan.origin,
        membership_id=by.membership_id,
        inputs={newest(row).id: ballots[row.id][0] if row.id in ballots else None for row in rows},
        resolutions=plan.resolutions,
        notes=plan.notes,
        at=entry.at,
    )
    numbers = {row_id: {"ballot": number} for row_id, (_id, number) in ballots.items()}
    entry.about("declaration", declaration.key, published.serial)
    entry.data(
        serial=published.serial,
        base=text.serial,
        origin=plan.origin.value,
        clauses=[
            {
                "key": version.clause.key,
                "version": version.number,
                "sha256": sha256_of(version.text),
            }
            for version in published.versions.values()
        ],
        merged=[
            {"amendment": label(row), "revision": newest(row).number, **numbers.get(row.id, {})}
            for row in rows
        ],
        rebased=[label(row) for row in rebased if not row.needs_rebasing],
        conflicting=[label(row) for row in rebased if row.needs_rebasing],
        resolutions=sum(len(agreed) for agreed in plan.resolutions.values()),
    )


def deciding_ballots(amendment_ids: list[int]) -> dict[int, tuple[int, int]]:
    """Id and number of the closed ballot that decided each amendment. One statement."""
    query = (
        select(BallotSubject.amendment_id, func.max(Ballot.id), func.max(Ballot.number))
        .join(Ballot, Ballot.id == BallotSubject.ballot_id)
        .where(
            BallotSubject.amendment_id.in_(amendment_ids),
            BallotSubject.current,
            Ballot.state == BallotState.CLOSED,
        )
        .group_by(BallotSubject.amendment_id)
    )
    return {row[0]: (row[1], row[2]) for row in db.session.execute(query) if row[0]}
