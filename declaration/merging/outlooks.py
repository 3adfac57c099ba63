"""What a plan makes of the text: of adopted amendments, of a restoration, of the secretariat's own
work. Nothing is changed here; the act `publish` stores what comes of it."""

from collections.abc import Collection, Mapping, Sequence
from typing import Final

from sqlalchemy import select

from declaration.amendments.models import Amendment
from declaration.amendments.queries import newest
from declaration.drafting import steps as drafting
from declaration.drafting.models import (
    ClauseVersion,
    Declaration,
    Origin,
    RevisionEntry,
)
from declaration.drafting.queries import PlacedClause, RevisionText
from declaration.extensions import db
from declaration.merging.composing import Composition, Input, by_name, compose
from declaration.merging.plans import (
    EMPTY,
    INCOMPLETE_PACKAGE,
    NO_LONGER_STANDS,
    NOT_TYPOGRAPHY,
    NOTHING,
    NOTHING_TO_RESTORE,
    TO_AN_AMENDMENT,
    UNDECIDED,
    UNKNOWN,
    NewClause,
    Outlook,
    Plan,
    clean,
)
from declaration.merging.publishing import NewText, is_typography, segments_of
from declaration.merging.restoring import put_back, restoration_of
from declaration.merging.weaving import Agree, Weave, by_number
from declaration.procedure.refusals import Invalid
from declaration.procedure.states import AmendmentState
from declaration.text import Id, merge

TRANSLATION: Final = "en"
"""The language in which an amendment may be written beside Arabic."""


def outlook(
    declaration: Declaration, text: RevisionText, rows: Sequence[Amendment], plan: Plan
) -> Outlook:
    """What the plan makes of `text`; `rows` are the amendments it chose. Raises Invalid."""
    if plan.restores is not None:
        return _restored(declaration, text, plan, plan.restores)
    if plan.chosen:
        return _merged(declaration, text, rows, plan)
    return _written(declaration, text, plan)


def _merged(
    declaration: Declaration, text: RevisionText, rows: Sequence[Amendment], plan: Plan
) -> Outlook:
    _must_belong(declaration, text, rows, plan)
    inputs = inputs_of(rows)
    composition = compose(
        text.clauses,
        inputs,
        agreed=lambda clause_id: _clean(plan.resolutions.get(clause_id, {})),
        places=by_name(plan.places),
        gone=gone_places(text, rows),
    )
    if composition.undecided or _leftover(composition.texts, plan):
        raise Invalid({"resolutions": [UNDECIDED]})
    return Outlook(
        changed=_new_texts(text, composition, inputs),
        order=composition.order,
        moved=composition.moved,
        weaves=composition.texts,
        merged=rows,
        inputs={newest(row).id: None for row in rows},
    )


def _must_belong(
    declaration: Declaration, text: RevisionText, rows: Sequence[Amendment], plan: Plan
) -> None:
    errors = []
    if len(rows) != len(set(plan.chosen)) or any(
        row.declaration_id != declaration.id or row.clause_id is None for row in rows
    ):
        errors.append(UNKNOWN)
    elif any(row.parent_id is not None for row in rows):
        errors.append(TO_AN_AMENDMENT)
    elif any(not row.adds_clause and text.by_id(row.clause_id or 0) is None for row in rows):
        errors.append(NO_LONGER_STANDS)
    elif _open_packages(rows):
        errors.append(INCOMPLETE_PACKAGE)
    if errors:
        raise Invalid({"chosen": errors})


def _open_packages(rows: Sequence[Amendment]) -> bool:
    packages = {row.package for row in rows if row.package is not None}
    if not packages:
        return False
    query = select(Amendment.id).where(
        Amendment.declaration_id == rows[0].declaration_id,
        Amendment.package.in_(packages),
        Amendment.state == AmendmentState.ADOPTED,
        Amendment.id.not_in([row.id for row in rows]),
    )
    return db.session.scalars(query.limit(1)).first() is not None


def inputs_of(rows: Sequence[Amendment]) -> list[Input]:
    """The newest wordings of amendments, as inputs."""
    return [Input.of(row, newest(row)) for row in rows]


def gone_places(text: RevisionText, rows: Sequence[Amendment]) -> dict[int, list[int]]:
    """For places after clauses that stand no longer: what once stood before them, nearest first.

    One statement where there is such a place, else none.
    """
    wordings = [newest(row) for row in rows]
    wanted = {
        wording.after_clause_id: wording.base_revision_id
        for wording in wordings
        if wording.after_clause_id is not None and text.by_id(wording.after_clause_id) is None
    }
    added = {row.clause_id for row in rows if row.adds_clause}
    wanted = {
        clause_id: revision for clause_id, revision in wanted.items() if clause_id not in added
    }
    if not wanted:
        return {}
    query = (
        select(RevisionEntry.revision_id, RevisionEntry.clause_id)
        .where(RevisionEntry.revision_id.in_(set(wanted.values())))
        .order_by(RevisionEntry.revision_id, RevisionEntry.position)
    )
    orders: dict[int, list[int]] = {}
    for revision_id, clause_id in db.session.execute(query):
        orders.setdefault(revision_id, []).append(clause_id)
    return {
        clause_id: orders[revision_id][: orders[revision_id].index(clause_id)][::-1]
        for clause_id, revision_id in wanted.items()
        if clause_id in orders[revision_id]
    }


def _new_texts(
    text: RevisionText, composition: Composition, inputs: Sequence[Input]
) -> list[NewText]:
    """The clauses that a decided composition changes, adds or removes."""
    said = {each.clause_id: [i for i in inputs if i.clause_id == each.clause_id] for each in inputs}
    changed: list[NewText] = []
    for clause in text.clauses:
        version = _version_of(clause)
        if clause.clause_id in composition.removed:
            changed.append(
                NewText(
                    clause_id=clause.clause_id,
                    kind=clause.kind,
                    text=None,
                    last=version,
                    base=version,
                )
            )
            continue
        woven = composition.texts.get(clause.clause_id)
        if woven is not None and woven.text is not None and woven.text != clause.text:
            changed.append(
                NewText(
                    clause_id=clause.clause_id,
                    kind=clause.kind,
                    text=woven.text,
                    last=version,
                    base=version,
                    segments=segments_of(woven),
                    translations=_translated(clause, woven, said[clause.clause_id]),
                )
            )
    earlier = _newest_versions(composition.added)
    changed += [
        NewText(
            clause_id=added.clause_id,
            kind=added.kind,
            text=added.text,
            last=earlier.get(added.clause_id),
            base=None,
            translations=_translated(None, None, [added]),
        )
        for added in composition.added.values()
    ]
    return changed


def _newest_versions(clause_ids: Collection[int]) -> dict[int, ClauseVersion]:
    """The newest versions of clauses that stood once, and were taken out. One statement."""
    query = (
        select(ClauseVersion)
        .where(ClauseVersion.clause_id.in_(clause_ids))
        .order_by(ClauseVersion.clause_id, ClauseVersion.number)
    )
    return {version.clause_id: version for version in db.session.scalars(query)}


def _translated(
    clause: PlacedClause | None, woven: Weave | None, inputs: Sequence[Input]
) -> dict[str, str]:
    """The translation that can be merged: where every input has it and nothing contradicts.

    Where wording had to be agreed in Arabic, a translation of it must be written by a person.
    """
    words = [each for each in inputs if each.text is not None]
    if any(each.text_en is None for each in words):
        return {}
    english: dict[Id, str] = {each.revision_id: each.text_en or "" for each in words}
    if clause is None:
        return {TRANSLATION: english[words[0].revision_id]}
    base = clause.translations.get(TRANSLATION)
    if base is None or woven is None or woven.conflicts:
        return {}
    merged = merge(base, english).text
    return {} if merged is None else {TRANSLATION: merged}


def _version_of(clause: PlacedClause) -> ClauseVersion:
    """The row of a clause's version; reading the revision has loaded it."""
    return db.session.get_one(ClauseVersion, clause.version_id)


def _clean(agreed: Mapping[int, str]) -> Agree:
    return by_number({number: clean(words, "resolutions") for number, words in agreed.items()})


def _leftover(weaves: Mapping[int, Weave], plan: Plan) -> bool:
    """Whether something was agreed for a conflict that there is not."""
    return any(
        clause_id not in weaves or set(agreed) - set(weaves[clause_id].agreed)
        for clause_id, agreed in plan.resolutions.items()
    )


def _restored(declaration: Declaration, text: RevisionText, plan: Plan, clause_id: int) -> Outlook:
    restoration = restoration_of(text, declaration.id, clause_id)
    if restoration is None:
        raise Invalid({"restores": [NOTHING_TO_RESTORE]})
    standing = text.by_id(clause_id)
    agreed = _clean(plan.resolutions.get(clause_id, {}))
    woven = restoration.woven(standing.text if standing else "", agreed)
    if woven is not None and (woven.text is None or _leftover({clause_id: woven}, plan)):
        raise Invalid({"resolutions": [UNDECIDED]})
    order = [clause.clause_id for clause in text.clauses]
    if restoration.removes:
        order.remove(clause_id)
    elif restoration.before is not None:
        order = put_back(order, clause_id, restoration.before)
    said = woven.text if woven else None
    changed = []
    if standing is None or said != standing.text:
        changed.append(
            NewText(
                clause_id=clause_id,
                kind=restoration.last.kind,
                text=said,
                last=restoration.last,
                base=restoration.base,
            )
        )
    return Outlook(
        changed=changed,
        order=order,
        moved=() if changed else (clause_id,),
        weaves={clause_id: woven} if woven else {},
        taken_out=restoration.amendments,
        inputs=restoration.kept,
    )


def _written(declaration: Declaration, text: RevisionText, plan: Plan) -> Outlook:
    """The secretariat's own work: drafting, or corrections of typography alone."""
    keeps = plan.origin in (Origin.CORRECTION, Origin.EDITORIAL)
    changed = []
    for clause_id, words in plan.edits.items():
        clause = text.by_id(clause_id)
        if clause is None:
            raise Invalid({"edits": [NO_LONGER_STANDS]})
        said = clean(words, "edits") if words is not None else None
        if said == clause.text:
            continue
        if said == "":
            raise Invalid({"edits": [EMPTY]})
        if keeps and (said is None or not is_typography(clause.text, said)):
            raise Invalid({"edits": [NOT_TYPOGRAPHY]})
        version = _version_of(clause)
        changed.append(
            NewText(
                clause_id=clause_id,
                kind=clause.kind,
                text=said,
                last=version,
                base=version,
                keeps_decision=keeps,
            )
        )
    gone = {each.clause_id for each in changed if each.text is None}
    stood = [clause.clause_id for clause in text.clauses if clause.clause_id not in gone]
    order = [clause_id for clause_id in plan.order or stood if clause_id in stood]
    if sorted(order) != sorted(stood):
        raise Invalid({"order": [NOTHING]})
    order, added = _with_new(declaration, text, order, plan.new)
    return Outlook(changed=[*changed, *added], order=order)


def _with_new(
    declaration: Declaration, text: RevisionText, order: list[int], new: Sequence[NewClause]
) -> tuple[list[int], list[NewText]]:
    added = []
    for place, each in enumerate(new, start=1):
        said = clean(each.text, "new")
        if not said:
            raise Invalid({"new": [EMPTY]})
        clause = drafting.new_clause(declaration, f"drafted-{text.serial + 1}-{place}")
        order = put_back(order, clause.id, [each.after] if each.after is not None else [])
        added.append(NewText(clause_id=clause.id, kind=each.kind, text=said, last=None, base=None))
    return order, added
