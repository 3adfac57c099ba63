"""One's profile and password."""

from flask import flash, redirect, render_template, request, session
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import login_required

from declaration.accounts import operations, sign_in
from declaration.accounts.forms import PasswordForm, ProfileForm
from declaration.accounts.sign_in import acting_personally, the_person_here
from declaration.accounts.views.blueprint import bp
from declaration.http import show_errors
from declaration.procedure.refusals import Invalid


@bp.route("/profile", methods=["GET", "POST"])
@login_required
def profile() -> ResponseReturnValue:
    """One's names, office and language."""
    person = the_person_here()
    form = ProfileForm(
        data={
            "name_ar": person.names.get("ar"),
            "name_en": person.names.get("en"),
            "office_ar": person.office.get("ar"),
            "office_en": person.office.get("en"),
            "language": person.language,
        }
    )
    if request.method == "GET":
        return render_template("accounts/profile.html", form=form, person=person)
    if not form.validate_on_submit():
        return render_template("accounts/profile.html", form=form, person=person), 422
    operations.change_profile(form.names, form.office, form.language.data, acting_personally())
    session["language"] = form.language.data
    flash(_("Your profile is changed."))
    return redirect(request.path, 303)


@bp.route("/password", methods=["GET", "POST"])
@login_required
def password() -> ResponseReturnValue:
    """A new password, which signs out everywhere else."""
    person = the_person_here()
    form = PasswordForm()
    if request.method == "GET":
        return render_template("accounts/password.html", form=form, person=person)
    if not form.validate_on_submit():
        return render_template("accounts/password.html", form=form, person=person), 422
    try:
        changed = operations.change_password(
            form.present.data, form.new.data, acting_personally(), address=_address()
        )
    except Invalid as invalid:
        show_errors(form, invalid)
        return render_template("accounts/password.html", form=form, person=person), 422
    sign_in.begin(changed, is_twofold=sign_in.is_twofold())
    flash(_("Your password is changed. Wherever else you had signed in, you are signed out."))
    return redirect(request.path, 303)


def _address() -> str:
    return request.remote_addr or "unknown"
