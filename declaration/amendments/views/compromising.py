"""One wording in place of several."""

from contextlib import suppress

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from declaration.amendments import operations
from declaration.amendments.facts import SCREENED, label
from declaration.amendments.forms import CompromiseForm
from declaration.amendments.models import Amendment, Route
from declaration.amendments.previewing import Subject, preview, subject_of_clause
from declaration.amendments.queries import amendments_of, main_sponsor
from declaration.amendments.shown import shown
from declaration.amendments.views.blueprint import bp
from declaration.amendments.views.finding import new_key, put_right
from declaration.amendments.wording import Wording
from declaration.drafting.context import this_declaration
from declaration.formats import current_writing, digits, isolate, name_in
from declaration.forums.context import acting, require
from declaration.http import locale, show_errors
from declaration.journal import Actor, Repeated
from declaration.procedure import Act, Invalid, NotPermitted, Role


@bp.route("/compromise/<clause_key>", methods=["GET", "POST"])
def propose_compromise(clause_key: str) -> ResponseReturnValue:
    """Put forward a compromise between amendments to a clause."""
    by = _negotiator()
    subject = subject_of_clause(this_declaration().id, clause_key) or abort(404)
    assert subject.placed is not None
    rows = [
        each
        for each in amendments_of(
            this_declaration().id, states=SCREENED, clause_id=subject.placed.clause_id
        )
        if each.parent_id is None and each.route is not Route.COMPROMISE
    ]
    form = CompromiseForm(formdata=None) if request.method == "GET" else CompromiseForm()
    form.offer([(each.id, _called(each)) for each in rows])
    if request.method == "GET":
        form.key.data, form.text.data = new_key(), subject.base
        form.replaces.data = request.args.getlist("with", type=int)
        return _page(form, subject, rows), 200
    if form.fix.raw_data:
        status = put_right(form, subject)
        return _page(form, subject, rows), status
    if not form.validate():
        return _page(form, subject, rows), 422
    wording = Wording(text=form.text.data, rationale=form.rationale.data or "")
    try:
        with suppress(Repeated):
            made = operations.propose_compromise(form.replaces.data, wording, by)
            flash(_("The compromise is submitted. Once admitted, the sponsors are asked."))
            return redirect(url_for("amendments.show", amendment_id=made), 303)
    except Invalid as invalid:
        show_errors(form, invalid)
        return _page(form, subject, rows), 422
    return redirect(url_for("amendments.index", clause=clause_key), 303)


def _negotiator() -> Actor:
    by = require()
    if not by.can(Act.PROPOSE_COMPROMISE):
        raise NotPermitted(Act.PROPOSE_COMPROMISE)
    if by.delegation_id is None and not by.holds(Role.SECRETARIAT):
        raise NotPermitted(Act.PROPOSE_COMPROMISE)
    return by


def _called(amendment: Amendment) -> str:
    main = main_sponsor(amendment)
    name = name_in(main.delegation.names, locale()) if main is not None else _("Secretariat")
    number = digits(label(amendment), current_writing())
    return _("Amendment %(number)s", number=number) + " · " + isolate(name)


def _page(form: CompromiseForm, subject: Subject, rows: list[Amendment]) -> str:
    return render_template(
        "amendments/compromise.html",
        form=form,
        subject=subject,
        named=[shown(each) for each in rows],
        preview=preview(this_declaration().id, subject, Wording(text=form.text.data), acting()),
    )
