"""The order of clauses at the desk: additions, moves and removals."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from declaration.drafting.context import this_declaration
from declaration.drafting.queries import revision_text
from declaration.forums.context import acting, require
from declaration.http import show_errors
from declaration.journal import Repeated
from declaration.merging.answers import Answers
from declaration.merging.desk import Desk
from declaration.merging.forms import DeskForm, desk_form
from declaration.merging.operations import publish
from declaration.merging.preparing import desk_of_arrangement, that_arrange
from declaration.merging.views.blueprint import bp
from declaration.merging.views.clauses import plan_of
from declaration.procedure.acts import Role
from declaration.procedure.refusals import Invalid, Stale


@bp.get("/arrangement")
def arrangement() -> ResponseReturnValue:
    """Every adopted addition, move and removal, all of them chosen."""
    require(Role.SECRETARIAT)
    chosen = that_arrange(this_declaration().id)
    desk = _desk(Answers(chosen=tuple(row.id for row in chosen)))
    return _page(desk, desk_form(desk))


@bp.post("/arrangement")
def arrange() -> ResponseReturnValue:
    """Preview the order that comes of what was chosen, or publish it."""
    require(Role.SECRETARIAT)
    answers = Answers.of_form(request.form, request.form.getlist("chosen"))
    desk = _desk(answers)
    form = desk_form(desk)
    is_behind = form.seen.data != desk.seen
    if request.form.get("do") != "publish" or is_behind:
        status = 409 if request.form.get("do") == "publish" else 200
        return _page(desk, form, status=status, has_moved_on=is_behind)
    if not form.validate_on_submit():
        return _page(desk, form, status=422)
    plan = plan_of(desk, form, form.versions_seen())
    try:
        publish(this_declaration().id, plan, acting())
    except Repeated:
        pass
    except Invalid as invalid:
        desk = _desk(answers)
        show_errors(form, invalid)
        return _page(desk, form, status=422)
    except Stale:
        desk = _desk(answers)
        return _page(desk, desk_form(desk), status=409, has_moved_on=True)
    flash(_("Published. Pending amendments were restated on the new version, or marked."))
    return redirect(url_for("merging.index"), 303)


def _desk(answers: Answers) -> Desk:
    declaration = this_declaration()
    return desk_of_arrangement(revision_text(declaration.id), declaration.id, answers)


def _page(
    desk: Desk, form: DeskForm, *, status: int = 200, has_moved_on: bool = False
) -> ResponseReturnValue:
    form.seen.data = desk.seen
    page = render_template(
        "merging/arrangement.html", desk=desk, form=form, has_moved_on=has_moved_on
    )
    return page, status
