"""Signing in and out, and one's own account."""

from flask import Blueprint, Flask, flash, redirect, render_template, request, session
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import login_required

from declaration.accounts import operations, returning, sign_in
from declaration.accounts.forms import ConfirmForm, PasswordForm, ProfileForm, SignInForm
from declaration.accounts.sign_in import SignedIn, acting_personally, person_here
from declaration.accounts.throttling import TooManyAttempts
from declaration.extensions import login_manager
from declaration.http import show_errors
from declaration.procedure.refusals import Invalid

bp = Blueprint("accounts", __name__, url_prefix="/accounts")


def init_app(app: Flask) -> None:
    """Register the room's pages, and whom Flask-Login asks."""
    sign_in.init_app(app)
    login_manager.unauthorized_handler(returning.ask_to_sign_in)
    app.register_error_handler(TooManyAttempts, show_too_many)
    app.register_blueprint(bp)


@bp.route("/sign-in", methods=["GET", "POST"], endpoint="sign_in")
def show_sign_in() -> ResponseReturnValue:
    """The sign-in page; where one goes afterwards comes with it."""
    if request.method == "GET":
        wanted = returning.own_path(request.args.get("next"))
        if person_here() is not None:
            return redirect(wanted or _front(), 303)
        form = SignInForm(formdata=None, data={"next": wanted or ""})
        return render_template("accounts/sign_in.html", form=form)
    form = SignInForm()
    carried = request.form.get("carried")
    if not form.validate_on_submit():
        return render_template("accounts/sign_in.html", form=form, carried=carried), 422
    try:
        person = operations.recognise(form.email.data, form.password.data, address=_address())
    except TooManyAttempts as refused:
        form.form_errors.append(_too_many(refused))
        return render_template("accounts/sign_in.html", form=form, carried=carried), 429
    if person is None:
        form.form_errors.append(_("This e-mail address and password do not belong together."))
        return render_template("accounts/sign_in.html", form=form, carried=carried), 422
    sign_in.begin(person)
    wanted = returning.own_path(form.next.data)
    if fields := returning.carried(carried):
        return render_template("accounts/carried.html", action=wanted or _front(), fields=fields)
    return redirect(wanted or _front(), 303)


@bp.post("/sign-out")
def sign_out() -> ResponseReturnValue:
    """Sign out on this device."""
    sign_in.end()
    flash(_("You have signed out."))
    return redirect(_front(), 303)


@bp.route("/confirm", methods=["GET", "POST"])
@login_required
def confirm() -> ResponseReturnValue:
    """The password once more, before an act that asks for a fresh sign-in."""
    form = ConfirmForm()
    wanted = returning.own_path(request.values.get("next"))
    if request.method == "GET":
        form.next.data = wanted or ""
        return render_template("accounts/confirm.html", form=form)
    if not form.validate_on_submit():
        return render_template("accounts/confirm.html", form=form), 422
    person = _person()
    if operations.recognise(person.email, form.password.data, address=_address()) is None:
        form.password.errors = [_("This is not your password.")]
        return render_template("accounts/confirm.html", form=form), 422
    sign_in.prove_again()
    return redirect(wanted or _front(), 303)


@bp.route("/profile", methods=["GET", "POST"])
@login_required
def profile() -> ResponseReturnValue:
    """One's names, office and language."""
    person = _person()
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
    person = _person()
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
    sign_in.begin(changed)
    flash(_("Your password is changed. Wherever else you had signed in, you are signed out."))
    return redirect(request.path, 303)


def show_too_many(refused: TooManyAttempts) -> ResponseReturnValue:
    """Too many passwords were tried, on a page other than the one for signing in."""
    return render_template("parts/error.html", status=429, sentence=_too_many(refused)), 429


def _too_many(refused: TooManyAttempts) -> str:
    minutes = max(1, -int(-refused.wait.total_seconds() // 60))
    return str(
        _(
            "Too many attempts failed. Nothing was tried this time. Minutes to wait: %(minutes)s.",
            minutes=minutes,
        )
    )


def _person() -> SignedIn:
    person = person_here()
    assert person is not None
    return person


def _address() -> str:
    return request.remote_addr or "unknown"


def _front() -> str:
    return f"{request.script_root}/"
