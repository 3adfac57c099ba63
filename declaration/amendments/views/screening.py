"""The secretariat's queue, and its decisions that need words."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import select

from declaration.amendments import operations
from declaration.amendments.facts import arabic_is_confirmed, label, scope_is_clear
from declaration.amendments.forms import ReasonForm, RecommendForm, TextForm
from declaration.amendments.models import Amendment
from declaration.amendments.queries import amendments_of, newest
from declaration.amendments.relating import clashes_of_words, compared_for
from declaration.amendments.shown import Named, ShownAmendment, named, shown
from declaration.amendments.views.blueprint import bp
from declaration.amendments.views.finding import new_key, readable, seen
from declaration.amendments.views.showing import page
from declaration.amendments.wording import proposed_text
from declaration.drafting.context import this_declaration
from declaration.drafting.queries import revision_text
from declaration.extensions import db
from declaration.formats import current_writing, digits, listed
from declaration.forums.context import acting, require
from declaration.http import show_errors
from declaration.journal import Repeated
from declaration.procedure import Act, Invalid, Role, Stale, WrongState
from declaration.procedure.states import AmendmentState

NAMED: Final = 20
"""Amendments named in one notice, which travels in a cookie."""


@dataclass(frozen=True)
class Sought:
    """Which of the waiting amendments the address asks for."""

    clause: str = ""
    delegation: str = ""
    concern: str = ""

    @classmethod
    def asked(cls) -> "Sought":
        """Read from the address, or from the form that was opened at it."""
        return cls(**{name: request.values.get(name, "")[:100] for name in cls.__annotations__})

    @property
    def address(self) -> dict[str, Any]:
        """The filters as they stand in an address."""
        return {name: value for name, value in vars(self).items() if value}

    def fits(self, row: "Waiting") -> bool:
        """Whether the row is among those asked for."""
        return (
            self.clause in ("", row.clause.key)
            and self.delegation in ("", row.each.sponsor.key if row.each.sponsor else None)
            and (self.concern not in CONCERNS or CONCERNS[self.concern](row))
        )


@dataclass(frozen=True)
class Waiting:
    """An amendment in the queue: what to look at before it is found admissible."""

    each: ShownAmendment
    clause: Named
    clashes: int
    needs_ruling: bool
    needs_arabic: bool


CONCERNS: Final[Mapping[str, Callable[[Waiting], bool]]] = {
    "conflict": lambda row: row.clashes > 0,
    "ruling": lambda row: row.needs_ruling,
    "arabic": lambda row: row.needs_arabic,
    "late": lambda row: row.each.amendment.late,
    "nothing": lambda row: (
        not (row.clashes or row.needs_ruling or row.needs_arabic or row.each.amendment.late)
    ),
}
"""What the filter by concern offers."""


@bp.get("/queue")
def queue() -> ResponseReturnValue:
    """What waits for the screening."""
    require(Role.SECRETARIAT)
    return _queue(ReasonForm(formdata=None, data={"key": new_key()})), 200


def _queue(form: ReasonForm, ticked: tuple[int, ...] = ()) -> str:
    declaration, by = this_declaration(), acting()
    text = revision_text(declaration.id)
    rows = amendments_of(
        declaration.id,
        states=[state for state in AmendmentState if state is not AmendmentState.DISCARDED],
    )
    compared = compared_for(by, rows)
    waiting = [
        Waiting(
            shown(each),
            named(text, each.clause_id),
            _clashes(each, compared),
            needs_ruling=not scope_is_clear(each, newest(each)),
            needs_arabic=not arabic_is_confirmed(each, newest(each)),
        )
        for each in rows
        if each.state is AmendmentState.SUBMITTED
    ]
    sought = Sought.asked()
    return render_template(
        "amendments/queue.html",
        form=form,
        sought=sought,
        clauses={row.clause.key: row.clause for row in waiting if row.clause.key},
        delegations={row.each.sponsor.key: row.each.sponsor for row in waiting if row.each.sponsor},
        waiting=[row for row in waiting if sought.fits(row)],
        waiting_in_all=len(waiting),
        refused=[shown(each) for each in rows if each.state is AmendmentState.INADMISSIBLE],
        to_restate=[shown(each) for each in rows if each.needs_rebasing],
        admissible=sum(each.state is AmendmentState.ADMISSIBLE for each in rows),
        ticked=ticked,
    )


def _clashes(amendment: Amendment, others: list[Amendment]) -> int:
    latest = newest(amendment)
    beside = [
        each
        for each in others
        if each.id != amendment.id
        and each.clause_id == amendment.clause_id
        and each.parent_id == amendment.parent_id
    ]
    text = proposed_text(latest, latest.base_text)
    return len(clashes_of_words(latest.base_text, text, beside))


@bp.post("/queue/admission")
def admit_all() -> ResponseReturnValue:
    """Find the ticked amendments admissible; says which of them could not be."""
    by = require(Role.SECRETARIAT).once(None)
    done = _ticked_ones(lambda each, edition: operations.admit(each, by, seen=edition))
    if done:
        words = ngettext(
            "%(num)s amendment is admissible.", "%(num)s amendments are admissible.", done
        )
        flash(words)
    return redirect(url_for("amendments.queue", **Sought.asked().address), 303)


@bp.post("/queue/refusal")
def refuse_all() -> ResponseReturnValue:
    """Find the ticked amendments inadmissible, for one reason."""
    by = require(Role.SECRETARIAT).once(None)
    form = ReasonForm()
    if not form.validate():
        return _queue(form, tuple(request.form.getlist("amendment", type=int))), 422
    reason = form.reason.data
    done = _ticked_ones(lambda each, edition: operations.refuse(each, reason, by, seen=edition))
    if done:
        words = ngettext(
            "%(num)s amendment is inadmissible.", "%(num)s amendments are inadmissible.", done
        )
        flash(words)
    return redirect(url_for("amendments.queue", **Sought.asked().address), 303)


def _ticked_ones(perform: Callable[[int, int | None], None]) -> int:
    """Act on each ticked amendment by itself; says of which it was refused, gives the others."""
    done, left = 0, []
    for amendment_id in request.form.getlist("amendment", type=int):
        amendment = readable(amendment_id)
        name = label(amendment)
        try:
            perform(amendment_id, request.form.get(f"seen-{amendment_id}", type=int))
        except (Invalid, Stale, WrongState):
            left.append(digits(name, current_writing()))
        else:
            done += 1
    if left:
        said = _("Not possible now, open each to see why: %(amendments)s")
        if len(left) > NAMED:
            said = _("Not possible now, open each to see why: %(amendments)s, and others")
        flash(said % {"amendments": listed(left[:NAMED], current_writing())}, "bad")
    elif not done:
        flash(_("Tick the amendments first."), "wait")
    return done


@bp.post("/<int:amendment_id>/refusal")
def refuse(amendment_id: int) -> ResponseReturnValue:
    """Find the amendment inadmissible."""
    by = require()
    by.must(Act.REFUSE)
    form = ReasonForm(prefix="refusal")
    if not form.validate():
        return page(readable(amendment_id), refusal=form), 422
    readable(amendment_id)
    with suppress(Repeated):
        operations.refuse(amendment_id, form.reason.data, by, seen=seen())
        flash(_("The amendment is inadmissible. Its delegation reads the reason."))
    return redirect(url_for("amendments.show", amendment_id=amendment_id), 303)


@bp.post("/<int:amendment_id>/ruling")
def rule_on_scope(amendment_id: int) -> ResponseReturnValue:
    """The chair's ruling that this is an amendment."""
    by = require()
    by.must(Act.RULE_ON_SCOPE)
    form = ReasonForm(prefix="ruling")
    if not form.validate():
        return page(readable(amendment_id), ruling=form), 422
    readable(amendment_id)
    with suppress(Repeated):
        operations.rule_on_scope(amendment_id, form.reason.data, by, seen=seen())
        flash(_("The ruling is on record."))
    return redirect(url_for("amendments.show", amendment_id=amendment_id), 303)


@bp.post("/<int:amendment_id>/arabic")
def enter_arabic(amendment_id: int) -> ResponseReturnValue:
    """Write the Arabic of an amendment that came in English."""
    by = require()
    by.must(Act.ENTER_ARABIC)
    form = TextForm(prefix="arabic")
    if not form.validate():
        return page(readable(amendment_id), arabic=form), 422
    readable(amendment_id)
    try:
        with suppress(Repeated):
            operations.enter_arabic(amendment_id, form.text.data, by, seen=seen())
            flash(_("The Arabic is entered. Its delegation is asked to confirm it."))
    except Invalid as invalid:
        show_errors(form, invalid)
        return page(readable(amendment_id), arabic=form), 422
    return redirect(url_for("amendments.show", amendment_id=amendment_id), 303)


@bp.post("/<int:amendment_id>/recommendation")
def recommend(amendment_id: int) -> ResponseReturnValue:
    """The secretariat's advice."""
    by = require()
    by.must(Act.RECOMMEND)
    form = RecommendForm(prefix="recommend")
    if not form.validate():
        return page(readable(amendment_id), recommending=form), 422
    readable(amendment_id)
    try:
        with suppress(Repeated):
            operations.recommend(
                amendment_id,
                form.advice.data,
                by,
                note=form.note.data or "",
                with_id=_numbered(form.with_id.data),
                shown=form.shown.data,
            )
            flash(_("The recommendation is on record."))
    except Invalid as invalid:
        show_errors(form, invalid)
        return page(readable(amendment_id), recommending=form), 422
    return redirect(url_for("amendments.show", amendment_id=amendment_id), 303)


def _numbered(number: int | None) -> int | None:
    """The id of the amendment that has this number here."""
    query = select(Amendment.id).where(
        Amendment.declaration_id == this_declaration().id,
        Amendment.number == number,
        Amendment.part == "",
    )
    return db.session.scalars(query).first() if number is not None else None
