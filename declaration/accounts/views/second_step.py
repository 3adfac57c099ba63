"""The second step of signing in: taken, set and taken away."""

from contextlib import suppress

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import login_required

from declaration.accounts import returning, second_factor, sign_in
from declaration.accounts.forms import EnrolmentForm, SecondStepForm
from declaration.accounts.proving import too_many
from declaration.accounts.sign_in import acting_personally, the_person_here
from declaration.accounts.throttling import TooManyAttempts
from declaration.accounts.views.blueprint import bp
from declaration.formats.qr import qr_drawing
from declaration.http import show_errors
from declaration.journal import Repeated
from declaration.procedure.refusals import Invalid


@bp.route("/second-step", methods=["GET", "POST"])
def second_step() -> ResponseReturnValue:
    """The code that follows the password."""
    person = sign_in.after_first_step()
    if person is None or request.method == "GET":
        flash(_("Sign in to go on."), "wait")
        wanted = returning.own_path(request.values.get("next"))
        return redirect(url_for("accounts.sign_in", next=wanted), 303)
    form, carried = SecondStepForm(), request.form.get("carried")
    status = 422
    try:
        if form.validate_on_submit():
            address = request.remote_addr or "unknown"
            if second_factor.prove(person.person_id, form.code.data, address=address):
                sign_in.begin(person, is_twofold=True)
                return returning.go_on(form.next.data, carried)
            form.code.errors = [_(second_factor.WRONG_CODE)]
    except TooManyAttempts as refused:
        form.form_errors.append(too_many(refused))
        status = 429
    return render_template("accounts/second_step.html", form=form, carried=carried), status


@bp.route("/second-factor", methods=["GET", "POST"])
@login_required
def second_step_settings() -> ResponseReturnValue:
    """Whether one's sign-in has a second step; without one, how to set it."""
    person = the_person_here()
    if not sign_in.is_fresh():
        return returning.ask_for_password(request.full_path.rstrip("?"))
    if second_factor.is_enrolled(person.person_id):
        left = second_factor.recovery_codes_left(person.person_id)
        return render_template("accounts/second_step_settings.html", left=left)
    form = EnrolmentForm()
    if request.method == "GET":
        form = EnrolmentForm(formdata=None, data={"secret": second_factor.new_secret()})
        return _enrolment(form, person.email), 200
    if not form.validate_on_submit():
        return _enrolment(form, person.email), 422
    try:
        enrolled = second_factor.enrol(form.secret.data, form.code.data, acting_personally())
    except Repeated:
        return redirect(url_for("accounts.second_step_settings"), 303)
    except Invalid as invalid:
        show_errors(form, invalid)
        return _enrolment(form, person.email), 422
    sign_in.begin(enrolled.person, is_twofold=True)
    return render_template(
        "accounts/second_step_settings.html", codes=enrolled.recovery_codes, wanted=_wanted()
    )


@bp.post("/second-factor/removal")
@login_required
def remove_second_step() -> ResponseReturnValue:
    """Take one's second step away, to set another."""
    person = the_person_here()
    if not sign_in.is_fresh():
        return returning.ask_for_password(url_for("accounts.second_step_settings"))
    with suppress(Invalid):
        sign_in.begin(second_factor.remove(person.person_id, acting_personally()))
        flash(_("The second step is taken away. Set it again as soon as you can."))
    return redirect(url_for("accounts.second_step_settings"), 303)


def _enrolment(form: EnrolmentForm, email: str) -> str:
    if form.secret.errors:
        form.secret.data = second_factor.new_secret()
    return render_template(
        "accounts/second_step_settings.html",
        form=form,
        qr=qr_drawing(second_factor.address_of(form.secret.data, email)),
        wanted=_wanted(),
        is_required=current_app.config["SETTINGS"].requires_second_factor,
    )


def _wanted() -> str:
    return returning.own_path(request.values.get("next")) or returning.front()
