"""The delegations, and the decision on their credentials."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from declaration.forums.context import acting, admit_reader, membership_here, require, this_forum
from declaration.forums.forms import DelegationForm, ReasonForm
from declaration.forums.operations import delegations as operations
from declaration.forums.permissions import open_acts_of_credentials
from declaration.forums.queries import delegation_by_key, delegations_of, members_of
from declaration.forums.roles import role_words
from declaration.forums.views.blueprint import bp
from declaration.http import show_errors
from declaration.messages.sending import sends
from declaration.procedure import Act, Invalid


@bp.get("/delegations", endpoint="delegations")
def show_delegations() -> ResponseReturnValue:
    """All delegations in alphabetical order."""
    admit_reader()
    return _list(DelegationForm(formdata=None)), 200


@bp.post("/delegations")
def admit_delegation() -> ResponseReturnValue:
    """Admit a delegation."""
    by = require()
    form = DelegationForm()
    if not form.validate_on_submit():
        by.must(Act.ADMIT_DELEGATION)
        return _list(form), 422
    try:
        operations.admit_delegation(form.told(), by)
    except Invalid as invalid:
        show_errors(form, invalid)
        return _list(form), 422
    flash(_("The delegation is admitted. Its credentials are awaited."))
    return redirect(url_for("forums.delegation", delegation_key=form.key.data), 303)


@bp.get("/delegations/<delegation_key>", endpoint="delegation")
def show_delegation(delegation_key: str) -> ResponseReturnValue:
    """A delegation: its credentials, and for members of the forum its people."""
    admit_reader()
    return _one(delegation_key, ReasonForm(formdata=None)), 200


@bp.post("/delegations/<delegation_key>/accreditation")
def accept_credentials(delegation_key: str) -> ResponseReturnValue:
    """Accept a delegation's credentials."""
    operations.accept_credentials(delegation_key, require())
    flash(_("The credentials are accepted. The delegation counts and may vote."))
    return redirect(url_for("forums.delegation", delegation_key=delegation_key), 303)


@bp.post("/delegations/<delegation_key>/refusal")
def refuse_credentials(delegation_key: str) -> ResponseReturnValue:
    """Refuse a delegation's credentials, with a reason."""
    by = require()
    form = ReasonForm()
    if not form.validate_on_submit():
        by.must(Act.REFUSE_CREDENTIALS)
        return _one(delegation_key, form), 422
    operations.refuse_credentials(delegation_key, form.reason.data, by)
    flash(_("The credentials are refused. The delegation does not vote."))
    return redirect(url_for("forums.delegation", delegation_key=delegation_key), 303)


def _list(form: DelegationForm) -> str:
    return render_template(
        "forums/delegations.html",
        delegations=delegations_of(this_forum().id),
        form=form,
        may_admit=acting().can(Act.ADMIT_DELEGATION),
    )


def _one(delegation_key: str, form: ReasonForm) -> str:
    delegation = delegation_by_key(this_forum().id, delegation_key)
    members = members_of(this_forum().id, delegation.id) if membership_here() else ()
    return render_template(
        "forums/delegation.html",
        delegation=delegation,
        members=[(each, role_words(held.role for held in each.roles)) for each in members],
        form=form,
        open_acts=open_acts_of_credentials(acting(), delegation),
        sends=sends(),
    )
