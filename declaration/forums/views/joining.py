"""The page where an invitation is accepted."""

from flask import redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from declaration.accounts import sign_in
from declaration.accounts.passwords import faults_of, hash_password
from declaration.accounts.sign_in import person_here
from declaration.accounts.steps import person_by_email
from declaration.bookkeeping import end_reading
from declaration.extensions import db
from declaration.forums.forms import JoinForm
from declaration.forums.models import Delegation, Forum, Invitation
from declaration.forums.operations import invitations as operations
from declaration.forums.operations.invitations import Acceptance
from declaration.forums.roles import role_words
from declaration.forums.views.blueprint import site
from declaration.http import show_errors
from declaration.procedure import Invalid, Role


@site.route("/<token>", methods=["GET", "POST"])
def join(token: str) -> ResponseReturnValue:
    """Accept an invitation: choose a password, or confirm with the account one has."""
    invitation = operations.invitation_of(token)
    if (fault := operations.fault_of(invitation)) is not None:
        return render_template("forums/invitation_closed.html", fault=fault), 410
    if "language" not in session:
        session["language"] = invitation.language
    known = person_by_email(invitation.email)
    has_account = known is not None and known.password is not None
    form = JoinForm(
        data={
            "name_ar": invitation.names.get("ar"),
            "name_en": invitation.names.get("en"),
            "language": invitation.language,
        }
    )
    if request.method == "GET":
        return _page(invitation, form, has_account=has_account)
    if has_account:
        return _accept(token, invitation, form, None)
    if not form.validate_on_submit():
        return _page(invitation, form, has_account=False), 422
    if faults := faults_of(form.new.data, invitation.email):
        show_errors(form, Invalid({"new": faults}))
        return _page(invitation, form, has_account=False), 422
    return _accept(token, invitation, form, form.new.data)


def _accept(
    token: str, invitation: Invitation, form: JoinForm, password: str | None
) -> ResponseReturnValue:
    home = _home_of(invitation)
    # Whoever read the invitation holds a transaction; hashing takes its time outside any.
    end_reading()
    told = Acceptance(
        names=form.names,
        office=form.office,
        language=form.language.data or "ar",
        password_hash=hash_password(password) if password is not None else None,
    )
    try:
        person = operations.accept(token, told, person_here())
    except Invalid as invalid:
        show_errors(form, invalid)
        return _page(operations.invitation_of(token), form, has_account=password is None), 422
    session["language"] = person.language
    sign_in.begin(person, is_twofold=sign_in.is_twofold())
    return redirect(home, 303)


def _page(invitation: Invitation, form: JoinForm, *, has_account: bool) -> str:
    delegation_id = invitation.delegation_id
    person = person_here()
    return render_template(
        "forums/join.html",
        form=form,
        invited_to=db.session.get_one(Forum, invitation.forum_id),
        delegation=db.session.get_one(Delegation, delegation_id) if delegation_id else None,
        roles=role_words(Role(role) for role in invitation.roles),
        email=invitation.email,
        has_account=has_account,
        is_that_person=person is not None and person.email == invitation.email,
        is_another=person is not None and person.email != invitation.email,
        sign_in_url=url_for("accounts.sign_in", next=request.path),
    )


def _home_of(invitation: Invitation) -> str:
    key = db.session.get_one(Forum, invitation.forum_id).key
    return f"{request.script_root}/{key}/"
