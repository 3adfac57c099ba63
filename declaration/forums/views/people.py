"""The people of the forum, their roles, and their list as a sheet."""

from flask import Response, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from declaration.accounts.returning import ask_for_password
from declaration.accounts.sign_in import is_fresh
from declaration.formats.sheets import sheet
from declaration.forums.context import require, this_forum
from declaration.forums.forms import RoleForm
from declaration.forums.invitation_file import COLUMNS
from declaration.forums.operations import people as operations
from declaration.forums.queries import member, members_of
from declaration.forums.roles import role_words
from declaration.forums.views.blueprint import bp
from declaration.http import show_errors
from declaration.procedure import Act, Invalid, Role


@bp.get("/people", endpoint="people")
def show_people() -> ResponseReturnValue:
    """Everybody who takes part."""
    require(Role.SECRETARIAT)
    members = members_of(this_forum().id)
    return render_template(
        "forums/people.html",
        members=[(each, role_words(held.role for held in each.roles)) for each in members],
    )


@bp.get("/people.csv")
def people_sheet() -> Response:
    """The same as a sheet, with the columns of one that invites."""
    require(Role.SECRETARIAT)
    rows = [
        (
            each.person.email,
            each.person.names.get("ar"),
            each.person.names.get("en"),
            each.delegation.key if each.delegation else None,
            "/".join(sorted(held.role for held in each.roles)),
            each.person.language,
        )
        for each in members_of(this_forum().id)
    ]
    return Response(
        sheet(list(COLUMNS), rows),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f"attachment; filename=people-{this_forum().key}.csv"},
    )


@bp.get("/people/<int:membership_id>", endpoint="person")
def show_person(membership_id: int) -> ResponseReturnValue:
    """One person: roles to give and to take."""
    require(Role.SECRETARIAT)
    return _one(membership_id), 200


@bp.post("/people/<int:membership_id>/roles")
def grant_role(membership_id: int) -> ResponseReturnValue:
    """Give the person one more role."""
    by = require()
    by.must(Act.GRANT_ROLE)
    here = url_for("forums.person", membership_id=membership_id)
    if not is_fresh():
        return ask_for_password(here)
    form = RoleForm()
    form.offer(Role)
    if not form.validate_on_submit():
        return _one(membership_id, form), 422
    try:
        operations.grant_role(membership_id, Role(form.role.data), by)
    except Invalid as invalid:
        show_errors(form, invalid)
        return _one(membership_id, form), 422
    flash(_("The role is given. The person signs in again to use it."))
    return redirect(here, 303)


@bp.post("/people/<int:membership_id>/roles/<role>/revocation")
def revoke_role(membership_id: int, role: str) -> ResponseReturnValue:
    """Take a role from the person."""
    by = require()
    by.must(Act.REVOKE_ROLE)
    here = url_for("forums.person", membership_id=membership_id)
    if not is_fresh():
        return ask_for_password(here)
    if role not in set(Role):
        abort(404)
    form = RoleForm(formdata=None)
    try:
        operations.revoke_role(membership_id, Role(role), by)
    except Invalid as invalid:
        show_errors(form, invalid)
        return _one(membership_id, form), 422
    flash(_("The role is taken back. The person has been signed out."))
    return redirect(here, 303)


@bp.post("/people/<int:membership_id>/end")
def end_membership(membership_id: int) -> ResponseReturnValue:
    """End the person's part in the forum."""
    by = require()
    by.must(Act.END_MEMBERSHIP)
    if not is_fresh():
        return ask_for_password(url_for("forums.person", membership_id=membership_id))
    form = RoleForm(formdata=None)
    try:
        operations.end_membership(membership_id, by)
    except Invalid as invalid:
        show_errors(form, invalid)
        return _one(membership_id, form), 422
    flash(_("The membership has ended. What the person did stays on record."))
    return redirect(url_for("forums.people"), 303)


def _one(membership_id: int, form: RoleForm | None = None) -> str:
    membership = member(this_forum().id, membership_id)
    held = {each.role for each in membership.roles}
    form = form or RoleForm(formdata=None)
    form.offer(role for role in Role if role not in held)
    return render_template(
        "forums/person.html",
        membership=membership,
        roles=list(zip(sorted(held, key=list(Role).index), role_words(held), strict=True)),
        form=form,
    )
