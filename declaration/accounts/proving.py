"""The person at the screen proves once more who they are, before an act that asks for it."""

from flask import request
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from declaration.accounts import operations, second_factor, sign_in
from declaration.accounts.throttling import TooManyAttempts


def ask_for_proof(form: FlaskForm) -> None:
    """Leave in a form with `password` and `code` only what this person has to enter now."""
    person = sign_in.the_person_here()
    if sign_in.is_fresh():
        del form.password
        del form.code
    elif not second_factor.is_enrolled(person.person_id):
        del form.code


def unproven(form: FlaskForm) -> int | None:
    """Check what was entered; None when it is right, else the status, said at its field."""
    person = sign_in.the_person_here()
    if "password" not in form:
        return None
    address = request.remote_addr or "unknown"
    try:
        if operations.recognise(person.email, form.password.data, address=address) is None:
            form.password.errors = [_("This is not your password.")]
            return 422
        if "code" in form and not second_factor.prove(
            person.person_id, form.code.data, address=address
        ):
            form.code.errors = [_(second_factor.WRONG_CODE)]
            return 422
    except TooManyAttempts as refused:
        form.form_errors.append(too_many(refused))
        return 429
    sign_in.prove_again()
    return None


def too_many(refused: TooManyAttempts) -> str:
    """The sentence that says how long to wait."""
    minutes = max(1, -int(-refused.wait.total_seconds() // 60))
    return str(
        _(
            "Too many attempts failed. Nothing was tried this time. Minutes to wait: %(minutes)s.",
            minutes=minutes,
        )
    )
