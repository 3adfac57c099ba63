"""Signing in and out, and the password once more."""

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import login_required

from declaration.accounts import operations, returning, second_factor, sign_in
from declaration.accounts.forms import ConfirmForm, SecondStepForm, SignInForm
from declaration.accounts.proving import too_many, unproven
from declaration.accounts.sign_in import person_here, the_person_here
from declaration.accounts.throttling import TooManyAttempts
from declaration.accounts.views.blueprint import bp


@bp.route("/sign-in", methods=["GET", "POST"], endpoint="sign_in")
def show_sign_in() -> ResponseReturnValue:
    """The sign-in page; where one goes afterwards comes with it."""
    if request.method == "GET":
        wanted = returning.own_path(request.args.get("next"))
        if person_here() is not None:
            return redirect(wanted or returning.front(), 303)
        form = SignInForm(formdata=None, data={"next": wanted or ""})
        return render_template("accounts/sign_in.html", form=form)
    form = SignInForm()
    carried = request.form.get("carried")
    if not form.validate_on_submit():
        return render_template("accounts/sign_in.html", form=form, carried=carried), 422
    try:
        person = operations.recognise(form.email.data, form.password.data, address=_address())
    except TooManyAttempts as refused:
        form.form_errors.append(too_many(refused))
        return render_template("accounts/sign_in.html", form=form, carried=carried), 429
    if person is None:
        form.form_errors.append(_("This e-mail address and password do not belong together."))
        return render_template("accounts/sign_in.html", form=form, carried=carried), 422
    if second_factor.is_enrolled(person.person_id):
        sign_in.begin_first_step(person)
        asked = SecondStepForm(formdata=None, data={"next": form.next.data})
        return render_template("accounts/second_step.html", form=asked, carried=carried)
    sign_in.begin(person)
    return returning.go_on(form.next.data, carried)


@bp.post("/sign-out")
def sign_out() -> ResponseReturnValue:
    """Sign out on this device."""
    sign_in.end()
    flash(_("You have signed out."))
    return redirect(returning.front(), 303)


@bp.route("/confirm", methods=["GET", "POST"])
@login_required
def confirm() -> ResponseReturnValue:
    """The password once more, before an act that asks for a fresh sign-in."""
    form = ConfirmForm()
    if not second_factor.is_enrolled(the_person_here().person_id):
        del form.code
    wanted = returning.own_path(request.values.get("next"))
    if request.method == "GET":
        form.next.data = wanted or ""
        return render_template("accounts/confirm.html", form=form)
    if not form.validate_on_submit():
        return render_template("accounts/confirm.html", form=form), 422
    if (refused := unproven(form)) is not None:
        return render_template("accounts/confirm.html", form=form), refused
    return redirect(wanted or returning.front(), 303)


def _address() -> str:
    return request.remote_addr or "unknown"
