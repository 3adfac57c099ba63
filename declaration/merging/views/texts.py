"""The secretariat's own words: a draft in the making, corrections of typography afterwards."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from declaration.drafting.context import this_declaration
from declaration.drafting.models import ClauseKind, Origin
from declaration.drafting.queries import PlacedClause, revision_text
from declaration.forums.context import acting, require
from declaration.http import show_errors
from declaration.journal import Repeated
from declaration.merging.forms import NewClauseForm, OrderForm, TextForm, WriteForm
from declaration.merging.operations import Plan, publish
from declaration.merging.permissions import own_words
from declaration.merging.views.blueprint import bp
from declaration.procedure.acts import Role
from declaration.procedure.refusals import Invalid, Stale
from declaration.text import diff


@bp.get("/texts/<clause_key>")
def text(clause_key: str) -> ResponseReturnValue:
    """A clause to be written or corrected."""
    clause = _standing(clause_key)
    form = TextForm(text=clause.text, seen=clause.version)
    return _page(clause, form)


@bp.post("/texts/<clause_key>")
def write(clause_key: str) -> ResponseReturnValue:
    """Preview the change, or publish it."""
    clause = _standing(clause_key)
    form = TextForm()
    if not form.validate_on_submit():
        return _page(clause, form, status=422)
    if request.form.get("do") != "publish":
        return _page(clause, form)
    plan = Plan(
        origin=_origin(),
        edits={clause.clause_id: form.text.data},
        seen={clause.clause_id: int(form.seen.data or 0)},
        note=form.note.data or "",
    )
    return _published(plan, clause, form)


@bp.post("/texts/<clause_key>/removal")
def remove(clause_key: str) -> ResponseReturnValue:
    """Take a clause out of the draft."""
    clause = _standing(clause_key)
    form = WriteForm()
    if not form.validate_on_submit():
        return _page(clause, TextForm(text=clause.text, seen=clause.version), status=422)
    plan = Plan(
        origin=_origin(),
        edits={clause.clause_id: None},
        seen={clause.clause_id: int(form.seen.data or 0)},
    )
    return _published(plan, clause, TextForm(formdata=None, text=clause.text, seen=clause.version))


def _published(plan: Plan, clause: PlacedClause, form: TextForm) -> ResponseReturnValue:
    try:
        publish(this_declaration().id, plan, acting())
    except Repeated:
        pass
    except Invalid as invalid:
        show_errors(form, _at_the_text(invalid))
        return _page(clause, form, status=422)
    except Stale:
        clause = _standing(clause.key)
        form.seen.data = clause.version
        return _page(clause, form, status=409, has_moved_on=True)
    flash(_("Published."))
    return redirect(url_for("merging.draft"), 303)


def _at_the_text(invalid: Invalid) -> Invalid:
    return Invalid({"text": [each for said in invalid.errors.values() for each in said]})


@bp.get("/texts/")
def draft() -> ResponseReturnValue:
    """The whole text, each clause with what the secretariat may do to it."""
    require(Role.SECRETARIAT)
    return _draft_page(NewClauseForm(formdata=None), 200)


@bp.post("/texts/new")
def add() -> ResponseReturnValue:
    """Add a clause to the draft."""
    require(Role.SECRETARIAT)
    form = NewClauseForm()
    told = revision_text(this_declaration().id)
    form.offer(told.clauses)
    if not form.validate_on_submit():
        return _draft_page(form, 422)
    plan = Plan(origin=_origin(), new=(form.told(told.clauses),))
    try:
        publish(this_declaration().id, plan, acting())
    except Repeated:
        pass
    except Invalid as invalid:
        show_errors(form, _at_the_text(invalid))
        return _draft_page(form, 422)
    flash(_("Published."))
    return redirect(url_for("merging.draft"), 303)


@bp.post("/texts/order")
def move() -> ResponseReturnValue:
    """Move a clause of the draft up or down by one place."""
    require(Role.SECRETARIAT)
    form = OrderForm()
    told = revision_text(this_declaration().id)
    order = [clause.clause_id for clause in told.clauses]
    clause = told.by_key(form.clause.data or "")
    if clause is None or not form.validate_on_submit():
        abort(404)
    at = order.index(clause.clause_id)
    to = at + (1 if form.way.data == "down" else -1)
    if 0 <= to < len(order):
        order[at], order[to] = order[to], order[at]
        publish(this_declaration().id, Plan(origin=_origin(), order=tuple(order)), acting())
    return redirect(url_for("merging.draft", _anchor=f"c-{clause.key}"), 303)


def _draft_page(form: NewClauseForm, status: int) -> ResponseReturnValue:
    declaration = this_declaration()
    told = revision_text(declaration.id)
    form.offer(told.clauses)
    if form.kind.data is None:
        form.kind.data = ClauseKind.OPERATIVE.value
    page = render_template(
        "merging/draft.html",
        text=told,
        form=form,
        own_words=own_words(declaration),
        order=OrderForm(),
    )
    return page, status


def _standing(clause_key: str) -> PlacedClause:
    require(Role.SECRETARIAT)
    clause = revision_text(this_declaration().id).by_key(clause_key)
    if clause is None:
        abort(404)
    return clause


def _origin() -> Origin:
    return own_words(this_declaration()) or Origin.EDITORIAL


def _page(
    clause: PlacedClause, form: TextForm, *, status: int = 200, has_moved_on: bool = False
) -> ResponseReturnValue:
    page = render_template(
        "merging/text.html",
        clause=clause,
        form=form,
        changes=diff(clause.text, form.text.data or ""),
        own_words=own_words(this_declaration()),
        has_moved_on=has_moved_on,
    )
    return page, status
