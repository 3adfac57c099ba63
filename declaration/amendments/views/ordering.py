"""The order of voting on a clause, what each adoption entails, and what any set would make."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from declaration.amendments import operations
from declaration.amendments.facts import label
from declaration.amendments.forms import ReasonForm, SubstanceForm
from declaration.amendments.mapping import clash_picture
from declaration.amendments.models import Amendment
from declaration.amendments.permissions import open_acts
from declaration.amendments.queries import amendments_of, newest
from declaration.amendments.relating import IN_ORDER, confronted
from declaration.amendments.relating import matrix as clashing_pairs
from declaration.amendments.shown import Named, ShownAmendment, named, shown
from declaration.amendments.views.blueprint import bp
from declaration.amendments.views.finding import new_key, readable, seen
from declaration.amendments.views.showing import page
from declaration.amendments.wording import proposed_text
from declaration.drafting.context import this_declaration
from declaration.drafting.queries import PlacedClause, RevisionText, revision_text
from declaration.forums.context import acting, admit_reader, require
from declaration.http import show_errors
from declaration.journal import Repeated
from declaration.pictures import Picture
from declaration.procedure import Act, Invalid, Stale, WrongState, children_first
from declaration.procedure.consequences import Consequence
from declaration.procedure.rehearsal import rehearse
from declaration.procedure.states import AmendmentState, Fate
from declaration.procedure.voting_order import Placed
from declaration.text import Id, Merge, merge


@dataclass(frozen=True)
class Turn:
    """An amendment in its turn: why it stands there, and what its adoption would end."""

    each: ShownAmendment
    placed: Placed[int] | None
    ends: Sequence[tuple[ShownAmendment, Consequence]]
    may_schedule: bool
    may_unschedule: bool


@bp.get("/order/<clause_key>")
def order(clause_key: str) -> ResponseReturnValue:
    """The order in which a clause's amendments are put."""
    admit_reader()
    form = ReasonForm(formdata=None, data={"key": new_key()})
    return _order_page(clause_key, form), 200


def _order_page(clause_key: str, form: ReasonForm) -> str:
    text, placed = clause_asked(clause_key)
    rows = in_question(placed)
    by = acting()
    return render_template(
        "amendments/order.html",
        form=form,
        clause=named(text, placed.clause_id),
        placed=placed,
        turns=turns_of(placed, rows),
        fates=Fate,
        set_by_hand=any(each.voting_place is not None for each in rows),
        to_schedule=[each.id for each in rows if each.state is AmendmentState.ADMISSIBLE],
        may_schedule=by.can(Act.SCHEDULE),
        may_reorder=by.can(Act.REORDER)
        and sum(each.state is AmendmentState.SCHEDULED for each in rows) > 1,
    )


def clause_asked(clause_key: str) -> tuple[RevisionText, PlacedClause]:
    """The text, and the clause of it that the address names."""
    text = revision_text(this_declaration().id)
    return text, text.by_key(clause_key) or abort(404)


def in_question(placed: PlacedClause) -> list[Amendment]:
    """The amendments to a clause that the order of voting is made of."""
    rows = amendments_of(this_declaration().id, states=IN_ORDER, clause_id=placed.clause_id)
    return [each for each in rows if each.state in IN_ORDER]


def turns_of(placed: PlacedClause, rows: Sequence[Amendment]) -> list[Turn]:
    """Every amendment in its turn: those to an amendment first, then as the kernel proposes.

    What the chair ordered by hand stands before that. Amendments that must be restated, or that
    say no words, have their turn without a reason.
    """
    by_id = {each.id: each for each in rows}
    corrected = {each.id: each.substance for each in rows if each.substance is not None}
    proposals = _proposals(placed, rows)
    calls = {each.placed.id: each for each in rehearse(placed.text, proposals, corrected)}
    proposed = [*calls, *(each.id for each in rows if each.id not in calls)]
    by_hand = sorted(proposed, key=lambda id_: by_id[id_].voting_place or len(rows) + 1)
    parents = {each.id: each.parent_id for each in rows if each.parent_id in by_id}
    return [
        Turn(
            each=shown(by_id[id_]),
            placed=calls[id_].placed if id_ in calls else None,
            ends=_ends(by_id, calls[id_].if_adopted if id_ in calls else {}),
            may_schedule=Act.SCHEDULE in open_acts(acting(), by_id[id_]),
            may_unschedule=Act.UNSCHEDULE in open_acts(acting(), by_id[id_]),
        )
        for id_ in children_first(by_hand, parents)
    ]


def _proposals(placed: PlacedClause, rows: Sequence[Amendment]) -> Mapping[int, str | None]:
    """What each proposes in place of the clause's text, in the order of submission."""
    found: dict[int, str | None] = {}
    for each in sorted(rows, key=lambda row: (row.number or 0, row.id)):
        latest = newest(each)
        says = latest.text is not None or latest.removes
        if says and each.parent_id is None and latest.base_text == placed.text:
            found[each.id] = proposed_text(latest, placed.text)
    return found


def _ends(
    by_id: Mapping[int, Amendment], if_adopted: Mapping[int, Consequence]
) -> list[tuple[ShownAmendment, Consequence]]:
    return [
        (shown(by_id[id_]), found)
        for id_, found in if_adopted.items()
        if found.fate is not Fate.STAYS
    ]


@bp.post("/order/<clause_key>")
def reorder(clause_key: str) -> ResponseReturnValue:
    """Put the amendments in another order, and say why."""
    by = require()
    by.must(Act.REORDER)
    form = ReasonForm()
    if not form.validate():
        return _order_page(clause_key, form), 422
    try:
        with suppress(Repeated):
            operations.reorder(
                this_declaration().id, clause_key, _order_asked(), form.reason.data, by
            )
            flash(_("The order is changed. The reason is on record."))
    except Invalid as invalid:
        show_errors(form, invalid)
        return _order_page(clause_key, form), 422
    return redirect(url_for("amendments.order", clause_key=clause_key), 303)


def _order_asked() -> list[int]:
    """The ids by the place written beside each; equal places keep the order of the page."""
    placed = [
        (request.form.get(f"place-{id_}", default=len(request.form), type=int), at, id_)
        for at, id_ in enumerate(request.form.getlist("amendment", type=int))
    ]
    return [id_ for _place, _at, id_ in sorted(placed)]


@bp.post("/<int:amendment_id>/class")
def correct_substance(amendment_id: int) -> ResponseReturnValue:
    """Say by which class an amendment stands in the order, and why."""
    by = require()
    by.must(Act.CORRECT_SUBSTANCE)
    form = SubstanceForm(prefix="class")
    amendment = readable(amendment_id)
    if not form.validate():
        return page(amendment, classing=form), 422
    with suppress(Repeated):
        operations.correct_substance(
            amendment_id, form.substance.data, form.reason.data, by, seen=seen()
        )
        flash(_("The class is corrected, and the order with it."))
    return redirect(url_for("amendments.show", amendment_id=amendment_id), 303)


@bp.post("/order/<clause_key>/schedule")
def schedule_all(clause_key: str) -> ResponseReturnValue:
    """Put every admissible amendment of the clause on the list of votes."""
    by = require()
    by.must(Act.SCHEDULE)
    _text, placed = clause_asked(clause_key)
    rows = [(each.id, each.edition) for each in in_question(placed)]
    done = 0
    for amendment_id, edition in rows:
        with suppress(WrongState, Stale):
            operations.schedule(amendment_id, by.once(None), seen=edition)
            done += 1
    words = ngettext("%(num)s amendment will be voted.", "%(num)s amendments will be voted.", done)
    flash(words if done else _("Nothing was left to schedule."))
    return redirect(url_for("amendments.order", clause_key=clause_key), 303)


@bp.get("/what-if/<clause_key>")
def what_if(clause_key: str) -> ResponseReturnValue:
    """What any set of a clause's amendments would make of it together, before any vote."""
    admit_reader()
    text, placed = clause_asked(clause_key)
    rows = [each for each in in_question(placed) if each.parent_id is None]
    proposals = _proposals(placed, rows)
    chosen = [id_ for id_ in request.args.getlist("with", type=int) if id_ in proposals]
    by_id = {each.id: shown(each) for each in rows}
    result = _together(placed, proposals, chosen)
    return render_template(
        "amendments/what_if.html",
        clause=named(text, placed.clause_id),
        placed=placed,
        offered=[by_id[id_] for id_ in proposals],
        chosen=chosen,
        by_id=by_id,
        places={id_: place for place, id_ in enumerate(chosen, start=1)},
        removing=[by_id[id_] for id_ in chosen if proposals[id_] is None],
        result=result,
    )


def _together(
    placed: PlacedClause, proposals: Mapping[int, str | None], chosen: Sequence[int]
) -> Merge | None:
    texts: dict[Id, str] = {id_: text for id_ in chosen if (text := proposals[id_]) is not None}
    return merge(placed.text, texts) if texts else None


@dataclass(frozen=True)
class Contested:
    """A clause with several amendments, and which of them clash."""

    clause: Named
    labels: Sequence[str]
    cells: Mapping[tuple[str, str], str]
    rows: Sequence[ShownAmendment]
    picture: Picture | None
    """A map of those that clash; None where all go together."""


@bp.get("/matrix")
def matrix() -> ResponseReturnValue:
    """Which amendments clash, clause by clause."""
    admit_reader()
    text = revision_text(this_declaration().id)
    wanted = request.args.get("clause")
    by_clause: dict[int | None, list[Amendment]] = {}
    for each in confronted(amendments_of(this_declaration().id, states=IN_ORDER)):
        by_clause.setdefault(each.clause_id, []).append(each)
    contested = [
        _contested(text, clause, by_clause[clause.clause_id])
        for clause in text.clauses
        if len(by_clause.get(clause.clause_id, ())) > 1 and wanted in (None, "", clause.key)
    ]
    return render_template("amendments/matrix.html", contested=contested)


def _contested(text: RevisionText, clause: PlacedClause, rows: Sequence[Amendment]) -> Contested:
    pairs = clashing_pairs(clause.text, rows)
    showing = [shown(each) for each in rows]
    return Contested(
        clause=named(text, clause.clause_id),
        labels=[each.label for each in showing],
        cells={(label(one), label(other)): found for one, other, found in pairs},
        rows=showing,
        picture=clash_picture(showing, [(one.id, other.id, found) for one, other, found in pairs])
        if pairs
        else None,
    )
