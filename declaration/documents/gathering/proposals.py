"""Amendments as changes to the text: which can stand in one file, and in which order."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy.exc import NoResultFound

from declaration import clock
from declaration.amendments.facts import label
from declaration.amendments.models import Amendment
from declaration.amendments.queries import amendments_of, main_sponsor, newest
from declaration.amendments.wording import proposed_text
from declaration.documents.gathering.covers import (
    clause_texts,
    cover_of,
    imprint_of,
    status_of,
)
from declaration.documents.marked import Overlapping, spans_of
from declaration.documents.numbering import in_digits
from declaration.documents.values import (
    Addition,
    Change,
    ClauseText,
    MarkedText,
    Proposal,
    Removal,
    Rewording,
)
from declaration.documents.wording import Label
from declaration.drafting.models import Declaration
from declaration.drafting.queries import PlacedClause, RevisionText, revision_text
from declaration.formats import name_in
from declaration.forums.models import Forum
from declaration.procedure.states import AmendmentState
from declaration.procedure.visibility import COUNTED
from declaration.procedure.voting_order import voting_order


def marked_text(
    forum: Forum,
    declaration: Declaration,
    chosen: Sequence[Amendment] | None = None,
    *,
    clause: str | None = None,
    amendment: str | None = None,
) -> MarkedText:
    """The newest revision with amendments as tracked changes.

    Those given; or the one called `amendment`; or those on a clause, in the order of voting; or
    all that are adopted. Their rows must be loaded. What cannot stand in the same file is named at
    its end. Raises NoResultFound where there is no such clause or amendment.
    """
    text = revision_text(declaration.id)
    if chosen is None:
        chosen = _chosen(declaration, text, clause, amendment)
    changes, left_out = _compatible(forum, text, chosen)
    return MarkedText(
        imprint=imprint_of(forum, text, "ar", clock.now()),
        cover=cover_of(forum, "ar", status_of(declaration)),
        clauses=clause_texts(text),
        changes=tuple(changes),
        left_out=tuple(left_out),
    )


def _chosen(
    declaration: Declaration, text: RevisionText, clause: str | None, called: str | None
) -> Sequence[Amendment]:
    if called is not None:
        return [amendment_called(declaration, called)]
    if clause is None:
        return amendments_of(declaration.id, states=[AmendmentState.ADOPTED])
    placed = text.by_key(clause)
    if placed is None:
        raise NoResultFound(clause)
    rows = amendments_of(declaration.id, states=COUNTED)
    listed = [each for each in rows if clause_above(each, text) == placed.clause_id]
    return in_voting_order(placed, listed)


def amendment_called(declaration: Declaration, called: str) -> Amendment:
    """The amendment with this number, and part if any, among those everybody may read.

    Raises NoResultFound. Three statements.
    """
    found = [
        each for each in amendments_of(declaration.id, states=COUNTED) if label(each) == called
    ]
    if not found:
        raise NoResultFound(called)
    return found[0]


def clause_above(amendment: Amendment, text: RevisionText) -> int | None:
    """The row of the clause an amendment is listed under: that which it amends, or adds one after.

    An addition before all stands under the first.
    """
    if not amendment.adds_clause or amendment.parent_id is not None:
        return amendment.clause_id
    return (text.by_id(newest(amendment).after_clause_id or 0) or text.clauses[0]).clause_id


def in_voting_order(placed: PlacedClause, rows: Sequence[Amendment]) -> list[Amendment]:
    """A clause's amendments as they are put: by the chair's order, else as the rules propose.

    Those that are not worded against its present words, and those that add a clause, come last.
    """
    by_number = sorted(rows, key=lambda each: (each.number or 0, each.id))
    by_id = {each.id: each for each in by_number}
    proposals = {
        each.id: proposed_text(newest(each), placed.text)
        for each in by_number
        if is_current(each, placed)
    }
    proposed = [one.id for one in voting_order(placed.text, proposals)]
    rest = [id_ for id_ in by_id if id_ not in proposals]
    order = sorted(
        [*proposed, *rest], key=lambda id_: by_id[id_].voting_place or len(by_number) + 1
    )
    return [by_id[id_] for id_ in order]


def is_current(amendment: Amendment, placed: PlacedClause) -> bool:
    """Whether it is worded against the clause as it now stands."""
    latest = newest(amendment)
    return (
        not amendment.adds_clause
        and amendment.parent_id is None
        and amendment.clause_id == placed.clause_id
        and latest.base_text == placed.text
    )


def _compatible(
    forum: Forum, text: RevisionText, chosen: Sequence[Amendment]
) -> tuple[list[Change], list[str]]:
    """Each amendment's change as long as it can stand beside the earlier ones; the rest by name."""
    changes: list[Change] = []
    of_clause: dict[str, list[Rewording | Removal]] = defaultdict(list)
    left_out: list[str] = []
    clauses = {each.key: each for each in clause_texts(text)}
    for amendment in chosen:
        change, why_not = _change(amendment, text)
        if isinstance(change, Rewording | Removal):
            beside = [*of_clause[change.clause], change]
            if _can_stand(clauses[change.clause], beside):
                of_clause[change.clause].append(change)
            else:
                change, why_not = None, Label.CLASHES
        if change is not None:
            changes.append(change)
        if why_not is not None:
            number = in_digits(label(amendment), forum.digits)
            left_out.append(Label.LEFT_OUT.say("ar", number, why_not.say("ar")))
    return changes, left_out


def _can_stand(clause: ClauseText, changes: Sequence[Rewording | Removal]) -> bool:
    try:
        spans_of(clause, changes)
    except Overlapping:
        return False
    return True


def _change(amendment: Amendment, text: RevisionText) -> tuple[Change | None, Label | None]:
    """What an amendment changes in the words, and what of it cannot be shown."""
    wording = newest(amendment)
    sponsor = main_sponsor(amendment)
    by = Proposal(
        sponsor=name_in(sponsor.delegation.names, "ar") if sponsor else Label.SECRETARIAT.say("ar"),
        at=amendment.submitted_at or amendment.drafted_at,
        rationale=wording.rationale,
    )
    if amendment.adds_clause and amendment.parent_id is None and amendment.clause is not None:
        added = ClauseText(
            key=amendment.clause.key, kind=wording.kind, number="", text=wording.text or ""
        )
        before = text.by_id(wording.after_clause_id or 0)
        return Addition(by=by, after=before.key if before else None, clause=added), None
    placed = text.by_id(amendment.clause_id or 0)
    if placed is None or not is_current(amendment, placed):
        return None, Label.OUTDATED
    moved = Label.ONLY_MOVES if wording.moves else None
    if wording.removes:
        return Removal(by=by, clause=placed.key), None
    if wording.text is None or wording.text == placed.text:
        return None, moved
    return Rewording(by=by, clause=placed.key, text=wording.text), moved
