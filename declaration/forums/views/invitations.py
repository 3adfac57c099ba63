"""Inviting people: one by one, or from a sheet."""

import secrets
from contextlib import suppress

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from declaration.forums.context import acting, require, this_forum
from declaration.forums.forms import InvitationFileForm, InvitationForm
from declaration.forums.invitation_file import (
    InvitationFileErrors,
    Line,
    LineFault,
    read_invitations,
)
from declaration.forums.models import Invitation
from declaration.forums.operations import invitations as operations
from declaration.forums.permissions import open_acts_of_invitation
from declaration.forums.queries import delegations_of, invitations_of
from declaration.forums.roles import role_words
from declaration.forums.views.blueprint import bp
from declaration.http import public_address, show_errors
from declaration.journal import Repeated
from declaration.messages.queries import newest_by_address
from declaration.messages.sending import sends
from declaration.procedure import Act, Invalid, Role


@bp.get("/invitations", endpoint="invitations")
def show_invitations() -> ResponseReturnValue:
    """All invitations, and the form for one more."""
    require(Role.SECRETARIAT)
    return _list(InvitationForm(formdata=None, data={"key": _new_key()}), _file_form()), 200


@bp.post("/invitations")
def invite() -> ResponseReturnValue:
    """Invite one person."""
    by = require()
    by.must(Act.INVITE)
    form = InvitationForm()
    form.offer(delegations_of(this_forum().id))
    if not form.validate_on_submit():
        return _list(form, _file_form()), 422
    try:
        with suppress(Repeated):
            operations.invite(form.invitee(), by, link_of=link_of)
    except Invalid as invalid:
        show_errors(form, invalid)
        return _list(form, _file_form()), 422
    flash(_("The invitation is in the outbox."))
    return redirect(url_for("forums.invitations"), 303)


@bp.post("/invitations/sheet")
def invite_from_sheet() -> ResponseReturnValue:
    """Invite everybody on a sheet, or nobody when anything is wrong with it."""
    by = require()
    by.must(Act.INVITE)
    form = _file_form(sent=True)
    blank = InvitationForm(formdata=None, data={"key": _new_key()})
    if not form.validate_on_submit():
        return _list(blank, form), 422
    try:
        lines = read_invitations(form.sheet.data.read(), delegations_of(this_forum().id))
        _check(lines)
    except InvitationFileErrors as wrong:
        return _list(blank, form, wrong.faults), 422
    for line in lines:
        operations.invite(line.invitee, by, link_of=link_of)
    flash(
        ngettext(
            "%(num)s invitation is in the outbox.",
            "%(num)s invitations are in the outbox.",
            len(lines),
        )
    )
    return redirect(url_for("forums.invitations"), 303)


@bp.post("/invitations/<int:invitation_id>/renewal")
def send_again(invitation_id: int) -> ResponseReturnValue:
    """Send an invitation again, with a new link."""
    operations.send_again(invitation_id, require(), link_of=link_of)
    flash(_("The invitation is in the outbox again, with a new link. The old one no longer works."))
    return redirect(url_for("forums.invitations"), 303)


@bp.post("/invitations/<int:invitation_id>/revocation")
def revoke_invitation(invitation_id: int) -> ResponseReturnValue:
    """Take an invitation back."""
    operations.revoke_invitation(invitation_id, require())
    flash(_("The invitation is taken back. Its link no longer works."))
    return redirect(url_for("forums.invitations"), 303)


def link_of(token: str) -> str:
    """The whole address of the page where the invitation with this token is accepted."""
    return public_address(url_for("invitations.join", token=token))


def _check(lines: list[Line]) -> None:
    """What the forum knows against the lines. Raises InvitationFileErrors."""
    found = operations.faults_of([line.invitee for line in lines], this_forum().id)
    faults = [
        LineFault(line.number, _(sentence))
        for line, by_field in zip(lines, found, strict=True)
        for sentences in by_field.values()
        for sentence in sentences
    ]
    if faults:
        raise InvitationFileErrors(faults)


def _list(
    form: InvitationForm, file_form: InvitationFileForm, faults: list[LineFault] | None = None
) -> str:
    form.offer(delegations_of(this_forum().id))
    by = acting()
    return render_template(
        "forums/invitations.html",
        invitations=[
            (each, _roles_of(each), open_acts_of_invitation(by, each))
            for each in invitations_of(this_forum().id)
        ],
        fault_of=operations.fault_of,
        letters=newest_by_address(this_forum().key, operations.LETTER),
        sends=sends(),
        form=form,
        file_form=file_form,
        faults=faults or [],
    )


def _roles_of(invitation: Invitation) -> list[str]:
    return role_words(Role(role) for role in invitation.roles)


def _file_form(*, sent: bool = False) -> InvitationFileForm:
    """The sheet's form; its fields are told apart from those of the other form on the page."""
    return InvitationFileForm(prefix="file-") if sent else InvitationFileForm(None, prefix="file-")


def _new_key() -> str:
    return secrets.token_urlsafe(12)
