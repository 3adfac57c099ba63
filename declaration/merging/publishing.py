"""How changed clauses become the newest revision: parts of the act `publish`."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from importlib.metadata import version as installed
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from declaration.amendments import steps as amendments
from declaration.amendments.models import Amendment, AmendmentRevision, Sponsor
from declaration.amendments.queries import newest
from declaration.comments import steps as comments
from declaration.drafting import steps as drafting
from declaration.drafting.models import Clause, ClauseKind, ClauseVersion, Declaration, Origin
from declaration.drafting.queries import RevisionText
from declaration.extensions import db
from declaration.merging.models import MergedText, MergeInput, MergeRecord, Resolution
from declaration.merging.weaving import Weave
from declaration.procedure import MACHINES, after
from declaration.procedure.acts import Act
from declaration.procedure.facts import Facts
from declaration.procedure.states import AmendmentState
from declaration.text import diff

ENGINE: Final = f"declaration.text/{installed('declaration')}"
FOLLOWING: Final = (
    AmendmentState.SUBMITTED,
    AmendmentState.ADMISSIBLE,
    AmendmentState.SCHEDULED,
    AmendmentState.PUT,
    AmendmentState.ADOPTED,
    AmendmentState.REPLACED,
)
"""The states in which an amendment follows its clause; one that is put, by silence alone."""


@dataclass(frozen=True, kw_only=True)
class NewText:
    """What one clause says from now on. No text: it is removed; no last version: it is added.

    `base` is the version that the text was made from, the last one but for a restoration.
    """

    clause_id: int
    kind: ClauseKind
    text: str | None
    last: ClauseVersion | None
    base: ClauseVersion | None
    segments: Sequence[Any] = ()
    keeps_decision: bool = False
    translations: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Published:
    """What a publication made."""

    serial: int
    revision_id: int
    versions: dict[int, ClauseVersion] = field(default_factory=dict)


def locked_amendments(ids: Collection[int]) -> list[Amendment]:
    """Amendments with their sponsors, wordings and bases, locked, in order. Three statements."""
    query = (
        select(Amendment)
        .where(Amendment.id.in_(ids))
        .options(
            joinedload(Amendment.clause),
            selectinload(Amendment.sponsors).joinedload(Sponsor.delegation),
            selectinload(Amendment.revisions).options(
                joinedload(AmendmentRevision.base_version),
                joinedload(AmendmentRevision.base_wording),
            ),
        )
        .order_by(Amendment.id)
        .with_for_update(of=Amendment)
        .execution_options(populate_existing=True)
    )
    return list(db.session.scalars(query).all())


def store(
    declaration: Declaration,
    text: RevisionText,
    changed: Iterable[NewText],
    order: Sequence[int],
    *,
    origin: Origin,
) -> Published:
    """Write the new versions and the revision that lists every clause in its place.

    `order` names the clauses that stand in the text from now on. The caller holds the
    declaration's lock. Raises IntegrityError when another writer stored a version meanwhile.
    """
    standing = {clause.clause_id: clause.version_id for clause in text.clauses}
    versions = {
        each.clause_id: _stored(each, each.text, origin)
        for each in changed
        if each.text is not None
    }
    standing |= {clause_id: version.id for clause_id, version in versions.items()}
    revision = drafting.store_revision(
        declaration, text.serial + 1, [(clause_id, standing[clause_id]) for clause_id in order]
    )
    return Published(revision.serial, revision.id, versions)


def _stored(new: NewText, text: str, origin: Origin) -> ClauseVersion:
    clause = db.session.get_one(Clause, new.clause_id)
    last = new.last
    version = drafting.store_version(
        clause,
        last.number + 1 if last else 1,
        new.kind,
        text,
        origin=origin,
        segments=new.segments,
        same_decision_as=_decided_as(last) if last and new.keeps_decision else None,
    )
    version.clause = clause
    for language, words in new.translations.items():
        drafting.store_translation(version, language, words)
    clause.state = after(
        MACHINES["clause"], clause.state, Act.PUBLISH, Facts(editorial=new.keeps_decision)
    )
    if last is not None:
        comments.follow(clause.id, last, version)
    return version


def _decided_as(version: ClauseVersion) -> int:
    """The version whose decision this one keeps: its own, or that of the one it corrects."""
    return version.same_decision_as_id or version.id


def rebase_pending(changed: Collection[NewText], merged: Collection[int]) -> list[Amendment]:
    """Bring the other amendments of changed clauses up to date; gives them.

    Those of a removed clause are marked: they speak about nothing. What a reconsideration
    returned waits until it is out of the text.
    """
    gone = {each.clause_id for each in changed if each.text is None}
    query = select(Amendment.id).where(
        Amendment.clause_id.in_([each.clause_id for each in changed]),
        Amendment.state.in_(FOLLOWING),
        Amendment.id.not_in(merged),
        Amendment.awaits_removal.is_(False),
    )
    rows = locked_amendments(db.session.scalars(query).all())
    for amendment in rows:
        if amendment.clause_id not in gone:
            amendments.bring_up_to_date(amendment)
        elif newest(amendment).base_version is not None:
            amendment.needs_rebasing = True
            amendments.touch(amendment)
    return rows


def record(
    published: Published,
    changed: Iterable[NewText],
    moved: Mapping[int, int],
    *,
    origin: Origin,
    membership_id: int | None,
    inputs: Mapping[int, int | None],
    weaves: Mapping[int, Weave],
    order: Sequence[int],
    note: str,
    at: datetime,
) -> None:
    """Keep what the publication was made of, complete enough to be made again.

    `moved` holds the version of each clause that has a new place and the same words.
    """
    kept = MergeRecord(
        revision_id=published.revision_id,
        origin=origin,
        membership_id=membership_id,
        engine=ENGINE,
        arrangement=list(order),
        note=note,
        at=at,
    )
    db.session.add(kept)
    db.session.flush()
    for each in changed:
        version = published.versions.get(each.clause_id)
        db.session.add(
            MergedText(
                merge_id=kept.id,
                clause_id=each.clause_id,
                base_version_id=each.base.id if each.base else None,
                result_version_id=version.id if version else None,
            )
        )
    for clause_id, version_id in moved.items():
        db.session.add(
            MergedText(
                merge_id=kept.id,
                clause_id=clause_id,
                base_version_id=version_id,
                result_version_id=version_id,
            )
        )
    keep_inputs(kept.id, inputs)
    for clause_id, woven in weaves.items():
        keep_resolutions(kept.id, clause_id, woven)


def keep_inputs(merge_id: int, inputs: Mapping[int, int | None]) -> None:
    """Keep which wordings went in, each with the ballot that adopted it."""
    db.session.add_all(
        MergeInput(merge_id=merge_id, amendment_revision_id=wording_id, ballot_id=ballot_id)
        for wording_id, ballot_id in inputs.items()
    )


def keep_resolutions(merge_id: int, clause_id: int, woven: Weave) -> None:
    """Keep what was agreed for each conflict, beside what it was agreed between."""
    db.session.add_all(
        Resolution(
            merge_id=merge_id,
            clause_id=clause_id,
            number=each.number,
            options={str(id_): words for id_, words in each.conflict.options.items()},
            text=each.agreed,
        )
        for each in woven.conflicts
        if each.agreed is not None
    )


def segments_of(woven: Weave) -> list[dict[str, Any]]:
    """Who brought which words, as a version keeps it."""
    return [asdict(segment) for segment in woven.last.segments]


def is_typography(old: str, new: str) -> bool:
    """Whether nothing of substance differs: all that a correction may do."""
    return all(change.op == "equal" or change.kind != "substance" for change in diff(old, new))
