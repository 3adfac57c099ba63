"""A clause that does not stand as it was decided: its text is restored, or it goes, or returns."""

from collections.abc import Mapping
from typing import Final

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from declaration.drafting.context import this_declaration
from declaration.drafting.models import Origin
from declaration.drafting.queries import clause_named, revision_text
from declaration.forums.context import acting, require
from declaration.http import show_errors
from declaration.journal import Repeated
from declaration.merging.answers import Answers
from declaration.merging.desk import ShownRestoration
from declaration.merging.forms import DeskForm, restoration_form
from declaration.merging.operations import Plan, publish
from declaration.merging.preparing import shown_restoration
from declaration.merging.restoring import Cause
from declaration.merging.views.blueprint import bp
from declaration.procedure.acts import Role
from declaration.procedure.refusals import Invalid, Stale

_RESTORED: Final = _l("The earlier text is restored as a new version.")
SAID: Final[Mapping[Cause, LazyString]] = {
    Cause.RECONSIDERED: _RESTORED,
    Cause.REJECTED_AS_AMENDED: _RESTORED,
    Cause.NOT_ADOPTED: _l("The clause is out of the text."),
    Cause.TAKEN_UP_AGAIN: _l("The clause is back in its place."),
}


@bp.get("/restorations/<clause_key>")
def restoration(clause_key: str) -> ResponseReturnValue:
    """What is taken out, what is put on top again, and the text that comes of it."""
    shown = _shown(clause_key, Answers())
    return _page(shown, restoration_form(shown))


@bp.post("/restorations/<clause_key>")
def restore(clause_key: str) -> ResponseReturnValue:
    """Preview the restored text, or publish it."""
    answers = Answers.of_form(request.form, ())
    shown = _shown(clause_key, answers)
    form = restoration_form(shown)
    if request.form.get("do") != "publish":
        return _page(shown, form)
    if not form.validate_on_submit():
        return _page(shown, form, status=422)
    clause_id = shown.restoration.clause_id
    plan = Plan(
        origin=Origin.RESTORED,
        restores=clause_id,
        seen=form.versions_seen(),
        resolutions={clause_id: shown.woven.agreed} if shown.woven else {},
        note=form.note.data or "",
    )
    try:
        publish(this_declaration().id, plan, acting())
    except Repeated:
        pass
    except Invalid as invalid:
        show_errors(form, invalid)
        return _page(_shown(clause_key, answers), form, status=422)
    except Stale:
        shown = _shown(clause_key, answers)
        return _page(shown, restoration_form(shown), status=409, has_moved_on=True)
    flash(SAID[shown.restoration.cause])
    return redirect(url_for("merging.index"), 303)


def _shown(clause_key: str, answers: Answers) -> ShownRestoration:
    require(Role.SECRETARIAT)
    declaration = this_declaration()
    clause = clause_named(declaration.id, clause_key)
    shown = shown_restoration(revision_text(declaration.id), clause, declaration.id, answers)
    if shown is None:
        abort(404)
    return shown


def _page(
    shown: ShownRestoration, form: DeskForm, *, status: int = 200, has_moved_on: bool = False
) -> ResponseReturnValue:
    form.seen.data = shown.seen
    page = render_template(
        "merging/restoration.html", shown=shown, form=form, has_moved_on=has_moved_on
    )
    return page, status
