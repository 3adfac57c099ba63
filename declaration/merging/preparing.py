"""Preparing a page of the desk: from rows and what an officer has answered so far."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from sqlalchemy import select

from declaration.amendments.models import Amendment
from declaration.amendments.operations import label
from declaration.amendments.queries import amendments_of, main_sponsor, newest
from declaration.drafting.models import Clause
from declaration.drafting.queries import PlacedClause, RevisionText
from declaration.extensions import db
from declaration.formats import current_writing, name_in, provenance_letters
from declaration.http import locale
from declaration.merging.answers import Answers, choices_of, field_of
from declaration.merging.composing import Composition, Input, compose
from declaration.merging.desk import (
    Candidate,
    Desk,
    Fate,
    Seam,
    ShownConflict,
    ShownMisfit,
    ShownRestoration,
    Subject,
    Who,
)
from declaration.merging.outlooks import gone_places, inputs_of
from declaration.merging.parents import adopted_children, input_of, subject_of
from declaration.merging.restoring import restoration_of
from declaration.merging.weaving import Numbered
from declaration.procedure.states import AmendmentState
from declaration.text import Id, Misfit, Touching, arrange, diff, rebase

SHOWN: Final = (
    AmendmentState.SUBMITTED,
    AmendmentState.ADMISSIBLE,
    AmendmentState.SCHEDULED,
    AmendmentState.PUT,
    AmendmentState.ADOPTED,
    AmendmentState.FALLEN,
    AmendmentState.SATISFIED,
)
"""What the page of a clause speaks about: chosen, or told what becomes of it."""


def desk_of_clause(
    text: RevisionText, clause: PlacedClause, declaration_id: int, answers: Answers
) -> Desk:
    """The desk for one clause. Three statements."""
    rows = amendments_of(declaration_id, states=SHOWN, clause_id=clause.clause_id)
    own = [row for row in rows if row.parent_id is None]
    adopted = [row for row in own if row.state is AmendmentState.ADOPTED and _stands(text, row)]
    chosen = [row for row in adopted if row.id in answers.chosen]
    gone = gone_places(text, chosen)
    desk = laid_out(text.clauses, clause, adopted, inputs_of(chosen), answers, gone=gone)
    others = [row for row in own if row not in chosen]
    return replace(desk, fates=_fates(others, clause, desk.composition))


def all_adopted(declaration_id: int, clause_id: int) -> tuple[int, ...]:
    """What is chosen of a clause at first: everything adopted. One statement."""
    query = select(Amendment.id).where(
        Amendment.declaration_id == declaration_id,
        Amendment.clause_id == clause_id,
        Amendment.parent_id.is_(None),
        Amendment.state == AmendmentState.ADOPTED,
    )
    return tuple(db.session.scalars(query))


def that_arrange(declaration_id: int) -> list[Amendment]:
    """The adopted additions, moves and removals. Three statements."""
    rows = amendments_of(declaration_id, states=(AmendmentState.ADOPTED,))
    return [
        row
        for row in rows
        if row.parent_id is None and (row.adds_clause or newest(row).moves or newest(row).removes)
    ]


def desk_of_arrangement(text: RevisionText, declaration_id: int, answers: Answers) -> Desk:
    """The desk for the order of clauses: additions, moves and removals. Three statements."""
    rows = that_arrange(declaration_id)
    adopted = [row for row in rows if _stands(text, row)]
    chosen = [row for row in adopted if row.id in answers.chosen]
    gone = gone_places(text, chosen)
    return laid_out(text.clauses, None, adopted, inputs_of(chosen), answers, gone=gone)


def desk_of_parent(parent: Amendment, answers: Answers) -> Desk:
    """The desk for an amendment to which others were adopted. Five statements."""
    children = adopted_children(parent)
    inputs = [input_of(parent, child) for child in children if child.id in answers.chosen]
    return laid_out((), subject_of(parent), children, inputs, answers)


def shown_restoration(
    text: RevisionText, clause: Clause, declaration_id: int, answers: Answers
) -> ShownRestoration | None:
    """A clause whose earlier text returns; None where nothing asks for it. Ten statements."""
    restoration = restoration_of(text, declaration_id, clause.id)
    if restoration is None:
        return None
    standing = text.by_id(clause.id)
    woven = restoration.woven(standing.text if standing else "", answers.agree)
    return ShownRestoration(
        restoration=restoration,
        clause=clause,
        standing=standing,
        woven=woven,
        conflicts=[_shown_conflict(each, {}) for each in woven.conflicts] if woven else [],
        answers=answers,
        labels=[label(each) for each in restoration.amendments],
    )


def laid_out(
    clauses: Sequence[PlacedClause],
    subject: Subject | None,
    adopted: Sequence[Amendment],
    inputs: Sequence[Input],
    answers: Answers,
    *,
    gone: Mapping[int, Sequence[int]] | None = None,
) -> Desk:
    """A desk with these adopted amendments on it, of which `inputs` are chosen."""
    composition = compose(
        clauses if subject is None or clauses else [subject],
        inputs,
        agreed=lambda _clause_id: answers.agree,
        places=answers.places,
        gone=gone,
    )
    candidates = _candidates(adopted, {each.amendment_id for each in inputs})
    by_wording: dict[Id, Candidate] = {each.wording.id: each for each in candidates}
    conflicts = [
        _shown_conflict(numbered, by_wording)
        for woven in composition.texts.values()
        for numbered in woven.conflicts
    ]
    return Desk(
        clauses=clauses,
        subject=subject,
        candidates=candidates,
        composition=composition,
        conflicts=conflicts,
        misfits=[_shown_misfit(each, by_wording, clauses) for each in _all_misfits(composition)],
        seams=[
            Seam(_mark_of(clause_id, touching), touching)
            for clause_id, woven in composition.texts.items()
            for touching in woven.touching
        ],
        answers=answers,
        by_wording=by_wording,
    )


def _stands(text: RevisionText, row: Amendment) -> bool:
    return row.adds_clause or text.by_id(row.clause_id or 0) is not None


def _candidates(rows: Sequence[Amendment], chosen: Collection[int]) -> list[Candidate]:
    names: dict[str, Mapping[str, str]] = {}
    by_name: list[tuple[str, Amendment]] = []
    language = current_writing().language
    for row in rows:
        sponsor = main_sponsor(row)
        told = sponsor.delegation.names if sponsor else {}
        name = name_in(told, language)
        names.setdefault(name, told)
        by_name.append((name, row))
    letters = provenance_letters(names, language)
    whos = {
        name: Who(place, letter, told)
        for place, ((name, told), letter) in enumerate(zip(names.items(), letters, strict=True), 1)
    }
    return [_candidate(row, whos[name], row.id in chosen) for name, row in by_name]


def _candidate(row: Amendment, who: Who, is_chosen: bool) -> Candidate:
    wording = newest(row)
    base = wording.base_version.text if wording.base_version else ""
    words = "" if wording.removes else wording.text
    return Candidate(
        amendment=row,
        wording=wording,
        label=label(row),
        who=who,
        changes=[] if words is None else [c for c in diff(base, words) if c.op != "equal"],
        is_chosen=is_chosen,
    )


def _mark_of(clause_id: int, touching: Touching) -> str:
    """Names a seam by what meets there, so that ticking it off never vouches for another."""
    return hashlib.sha256(repr((clause_id, touching)).encode()).hexdigest()[:12]


def _shown_conflict(numbered: Numbered, by_wording: Mapping[Id, Candidate]) -> ShownConflict:
    said = numbered.conflict.said
    return ShownConflict(
        numbered=numbered,
        sentence=said.ar if locale() == "ar" else said.en,
        choices=choices_of(numbered),
        restates=by_wording.get(numbered.restates) if numbered.restates is not None else None,
    )


def _all_misfits(composition: Composition) -> list[Misfit]:
    """The misfits that are open, after those decided already, which can be decided otherwise."""
    arrangement = composition.arrangement
    known = {each.mark for each in arrangement.misfits}
    decided = dict(arrangement.decisions)
    first = arrange(arrangement.base, dict(arrangement.changes)).misfits
    earlier = [each for each in first if each.mark in decided and each.mark not in known]
    return [*earlier, *composition.misfits]


def _shown_misfit(
    misfit: Misfit, by_wording: Mapping[Id, Candidate], clauses: Sequence[PlacedClause]
) -> ShownMisfit:
    return ShownMisfit(
        misfit=misfit,
        field=field_of(misfit),
        sentence=misfit.said.ar if locale() == "ar" else misfit.said.en,
        candidates=[by_wording[id_] for id_ in misfit.ids if id_ in by_wording],
        after=next((each for each in clauses if each.clause_id == misfit.place), None),
    )


def _fates(rows: Sequence[Amendment], clause: PlacedClause, composition: Composition) -> list[Fate]:
    return [Fate(row, label(row), _names(row), _becomes(row, clause, composition)) for row in rows]


def _names(row: Amendment) -> Mapping[str, Any]:
    sponsor = main_sponsor(row)
    return sponsor.delegation.names if sponsor else {}


def _becomes(row: Amendment, clause: PlacedClause, composition: Composition) -> str:
    if row.state is AmendmentState.FALLEN:
        return "fell"
    if row.state is AmendmentState.SATISFIED:
        return "satisfied"
    if clause.clause_id in composition.removed:
        return "gone"
    woven = composition.texts.get(clause.clause_id)
    wording = newest(row)
    if woven is None or wording.text is None or wording.base_version is None:
        return "stays"
    if (text := woven.text) is None:
        return "open"
    restated = rebase(wording.base_version.text, wording.text, text)
    return "conflicting" if restated.text is None else "rebased"
