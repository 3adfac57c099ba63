"""What a delegation gave the secretariat on paper, also when it came late."""

from contextlib import suppress

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from declaration.amendments import operations
from declaration.amendments.forms import OnBehalfForm
from declaration.amendments.previewing import (
    Subject,
    preview,
    subject_of_addition,
    subject_of_clause,
)
from declaration.amendments.views.blueprint import bp
from declaration.amendments.views.finding import new_key, put_right
from declaration.amendments.views.proposing import window_now
from declaration.amendments.wording import Wording
from declaration.drafting.context import this_declaration
from declaration.forums.context import require, this_forum
from declaration.forums.queries import delegations_of
from declaration.http import show_errors
from declaration.journal import Actor, Channel, Repeated
from declaration.procedure import Invalid, Role


@bp.route("/hand-in", methods=["GET", "POST"])
@bp.route("/hand-in/<clause_key>", methods=["GET", "POST"])
def hand_in(clause_key: str | None = None) -> ResponseReturnValue:
    """Enter an amendment for a delegation and hand it in at once."""
    by = require(Role.SECRETARIAT)
    declaration = this_declaration()
    if clause_key is None:
        subject = subject_of_addition(declaration.id)
    else:
        version = request.values.get("base", type=int)
        subject = subject_of_clause(declaration.id, clause_key, version) or abort(404)
    form = _form(subject)
    if request.method == "GET":
        return _page(form, subject, by), 200
    if form.fix.raw_data:
        status = put_right(form, subject)
        return _page(form, subject, by), status
    if not form.validate():
        return _page(form, subject, by), 422
    delegation = next(
        each for each in delegations_of(this_forum().id) if each.key == form.delegation.data
    )
    acting_for = by.on_behalf_of(delegation.id, delegation.key, Channel.ON_BEHALF)
    try:
        with suppress(Repeated):
            operations.enter(
                declaration.id,
                form.wording(subject.base, subject.english),
                acting_for,
                clause_key=subject.clause_key,
                base_version_id=int(form.base.data) if form.base.data else None,
            )
            flash(_("The amendment is on record in the delegation's name."))
    except Invalid as invalid:
        show_errors(form, invalid)
        return _page(form, subject, by), 422
    return redirect(url_for("amendments.queue"), 303)


def _form(subject: Subject) -> OnBehalfForm:
    form = OnBehalfForm(formdata=None) if request.method == "GET" else OnBehalfForm()
    if subject.placed is not None:
        form.for_clause()
    else:
        form.for_addition()
    form.offer_places(subject.text, subject.clause_key)
    form.offer_delegations(each for each in delegations_of(this_forum().id) if each.votes)
    if request.method == "GET":
        form.key.data, form.base.data = new_key(), subject.base_version_id or ""
        begun = Wording(text=subject.base, after=request.args.get("after"))
        form.show(begun, subject.base, subject.english)
    return form


def _page(form: OnBehalfForm, subject: Subject, by: Actor) -> str:
    declaration = this_declaration()
    return render_template(
        "amendments/hand_in.html",
        form=form,
        subject=subject,
        preview=preview(
            declaration.id,
            subject,
            form.wording(subject.base, subject.english),
            by,
            field=form.text.data,
        ),
        preview_at=url_for("amendments.preview_typed", **(request.view_args or {})),
        **window_now(declaration),
    )
