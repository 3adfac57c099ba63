"""An amendment at the desk: what was adopted to it, merged into its new wording."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from declaration.amendments.facts import label
from declaration.amendments.models import Amendment
from declaration.amendments.queries import amendment_shown
from declaration.drafting.context import this_declaration
from declaration.forums.context import acting, require
from declaration.http import show_errors
from declaration.journal import Repeated
from declaration.merging.answers import Answers
from declaration.merging.desk import Desk
from declaration.merging.forms import DeskForm, desk_form
from declaration.merging.parents import ParentPlan, adopted_children, merge_into_parent
from declaration.merging.preparing import desk_of_parent
from declaration.merging.views.blueprint import bp
from declaration.procedure.acts import Role
from declaration.procedure.refusals import Invalid, Stale


@bp.get("/amendments/<int:amendment_id>")
def parent(amendment_id: int) -> ResponseReturnValue:
    """The amendment with everything adopted to it chosen."""
    row = _parent(amendment_id)
    answers = Answers(chosen=tuple(child.id for child in adopted_children(row)))
    desk = desk_of_parent(row, answers)
    return _page(row, desk, desk_form(desk))


@bp.post("/amendments/<int:amendment_id>")
def work_on_parent(amendment_id: int) -> ResponseReturnValue:
    """Preview the amendment's new wording, or give it to it."""
    row = _parent(amendment_id)
    answers = Answers.of_form(request.form, request.form.getlist("chosen"))
    desk = desk_of_parent(row, answers)
    form = desk_form(desk)
    if request.form.get("do") != "publish":
        return _page(row, desk, form)
    if not form.validate_on_submit():
        return _page(row, desk, form, status=422)
    plan = ParentPlan(
        chosen=tuple(each.amendment.id for each in desk.chosen),
        seen=next(iter(form.versions_seen().values()), None),
        resolutions=desk.woven.agreed if desk.woven else {},
    )
    try:
        merge_into_parent(amendment_id, plan, acting())
    except Repeated:
        pass
    except Invalid as invalid:
        row = _parent(amendment_id)
        show_errors(form, invalid)
        return _page(row, desk_of_parent(row, answers), form, status=422)
    except Stale:
        row = _parent(amendment_id)
        desk = desk_of_parent(row, answers)
        return _page(row, desk, desk_form(desk), status=409, has_moved_on=True)
    flash(_("The amendment has its new wording. It is still to be voted on."))
    return redirect(url_for("merging.index"), 303)


def _parent(amendment_id: int) -> Amendment:
    require(Role.SECRETARIAT)
    row = amendment_shown(amendment_id)
    if row.declaration_id != this_declaration().id or row.revisions[-1].text is None:
        abort(404)
    return row


def _page(
    row: Amendment, desk: Desk, form: DeskForm, *, status: int = 200, has_moved_on: bool = False
) -> ResponseReturnValue:
    form.seen.data = desk.seen
    page = render_template(
        "merging/parent.html", label=label(row), desk=desk, form=form, has_moved_on=has_moved_on
    )
    return page, status
