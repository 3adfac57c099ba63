"""How a composition becomes the newest revision: parts of the act `publish`."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from importlib.metadata import version as installed
from typing import Any, Final

from sqlalchemy import select

from declaration.amendments import steps as amendments
from declaration.amendments.models import Amendment
from declaration.comments import steps as comments
from declaration.drafting import steps as drafting
from declaration.drafting.models import Clause, ClauseKind, ClauseVersion, Declaration, Origin
from declaration.drafting.queries import PlacedClause, RevisionText
from declaration.extensions import db
from declaration.merging.composing import Composition
from declaration.merging.models import MergedText, MergeInput, MergeRecord, Resolution
from declaration.procedure import MACHINES, after
from declaration.procedure.acts import Act
from declaration.procedure.facts import Facts
from declaration.procedure.states import AmendmentState
from declaration.text import Merge, diff, merge

ENGINE: Final = f"declaration.text/{installed('declaration')}"
REBASED_STATES: Final = (
    AmendmentState.SUBMITTED,
    AmendmentState.ADMISSIBLE,
    AmendmentState.SCHEDULED,
    AmendmentState.ADOPTED,
    AmendmentState.REPLACED,
)


@dataclass
class NewText:
    """What one clause says from now on: no text, it is removed; no base, it is added."""

    clause_id: int
    kind: ClauseKind
    text: str | None
    base: PlacedClause | None
    segments: Sequence[Any] = ()
    same_decision_as: int | None = None


@dataclass
class Published:
    """What a publication made, for its entry."""

    serial: int
    versions: dict[int, ClauseVersion] = field(default_factory=dict)
    removed: list[int] = field(default_factory=list)


def new_texts(text: RevisionText, composition: Composition) -> list[NewText]:
    """The clauses that a decided composition changes, adds or removes."""
    changed: list[NewText] = []
    for clause in text.clauses:
        if clause.clause_id in composition.removed:
            changed.append(NewText(clause.clause_id, clause.kind, None, clause))
            continue
        merged = composition.texts.get(clause.clause_id)
        if merged is not None and merged.text is not None and merged.text != clause.text:
            segments = [asdict(segment) for segment in merged.segments]
            changed.append(
                NewText(clause.clause_id, clause.kind, merged.text, clause, segments=segments)
            )
    for clause_id, added in composition.added.items():
        changed.append(NewText(clause_id, added.kind, added.text, None))
    return changed


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
    published = Published(serial=text.serial + 1)
    for each in changed:
        if each.text is None:
            published.removed.append(each.clause_id)
            continue
        clause = db.session.get_one(Clause, each.clause_id)
        number = each.base.version + 1 if each.base else 1
        version = drafting.store_version(
            clause,
            number,
            each.kind,
            each.text,
            origin=origin,
            segments=each.segments,
            same_decision_as=each.same_decision_as,
        )
        standing[each.clause_id] = version.id
        published.versions[each.clause_id] = version
        _move_clause(clause, Facts(editorial=each.same_decision_as is not None))
        if each.base is not None:
            old = db.session.get_one(ClauseVersion, each.base.version_id)
            comments.follow(clause.id, old, version)
    drafting.store_revision(
        declaration, published.serial, [(clause_id, standing[clause_id]) for clause_id in order]
    )
    return published


def _move_clause(clause: Clause, facts: Facts) -> None:
    clause.state = after(MACHINES["clause"], clause.state, Act.PUBLISH, facts)


def rebase_pending(changed: Iterable[int], merged: frozenset[int]) -> list[Amendment]:
    """Bring the other amendments of changed clauses up to date; gives those that were."""
    query = (
        select(Amendment.id)
        .where(
            Amendment.clause_id.in_(list(changed)),
            Amendment.state.in_(REBASED_STATES),
            Amendment.id.not_in(merged),
        )
        .order_by(Amendment.id)
    )
    rows = [amendments.locked(amendment_id) for amendment_id in db.session.scalars(query).all()]
    for amendment in rows:
        amendments.bring_up_to_date(amendment)
    return rows


def record(
    revision_id: int,
    changed: Iterable[NewText],
    published: Published,
    composition: Composition | None,
    *,
    origin: Origin,
    membership_id: int | None,
    inputs: Mapping[int, int | None],
    resolutions: Mapping[int, Mapping[int, str]],
    notes: Mapping[int, str],
    at: Any,
) -> MergeRecord:
    """Keep what the publication was made of, complete enough to be replayed."""
    kept = MergeRecord(
        revision_id=revision_id,
        origin=origin,
        membership_id=membership_id,
        engine=ENGINE,
        arrangement=list(composition.arrangement.order or ()) if composition else [],
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
                base_version_id=each.base.version_id if each.base else None,
                result_version_id=version.id if version else None,
            )
        )
    for wording_id, ballot_id in inputs.items():
        db.session.add(
            MergeInput(merge_id=kept.id, amendment_revision_id=wording_id, ballot_id=ballot_id)
        )
    for clause_id, agreed in resolutions.items():
        merged = composition.texts[clause_id] if composition else None
        options_of = _options(merged) if merged else {}
        for number, words in agreed.items():
            options = options_of.get(number, {})
            db.session.add(
                Resolution(
                    merge_id=kept.id,
                    clause_id=clause_id,
                    number=number,
                    options={str(key): value for key, value in options.items()},
                    text=words,
                    note=notes.get(clause_id, ""),
                )
            )
    return kept


def _options(merged: Merge) -> dict[int, Mapping[Any, str]]:
    """What each conflict offered, before any was decided."""
    undecided = merge(merged.base, dict(merged.variants))
    return {conflict.number: conflict.options for conflict in undecided.conflicts}


def is_typography(old: str, new: str) -> bool:
    """Whether nothing of substance differs: all that a correction may do."""
    return all(change.op == "equal" or change.kind != "substance" for change in diff(old, new))
