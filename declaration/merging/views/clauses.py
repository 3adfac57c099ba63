"""One clause at the desk: choose, settle, preview, publish."""

from collections.abc import Mapping

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from declaration.drafting.context import this_declaration
from declaration.drafting.queries import PlacedClause, RevisionText, revision_text
from declaration.forums.context import acting, admit_reader, require
from declaration.http import show_errors
from declaration.journal import Repeated
from declaration.merging.answers import Answers
from declaration.merging.desk import Desk
from declaration.merging.drafts import (
    draft_in_the_hall,
    draft_of,
    forget_draft,
    keep_draft,
    show_draft,
)
from declaration.merging.forms import DeskForm, desk_form
from declaration.merging.models import MergeDraft
from declaration.merging.operations import Plan, publish
from declaration.merging.preparing import all_adopted, desk_of_clause
from declaration.merging.queries import submitted_since
from declaration.merging.views.blueprint import bp
from declaration.procedure.acts import Role
from declaration.procedure.refusals import Invalid, Stale


@bp.get("/clauses/<clause_key>")
def clause(clause_key: str) -> ResponseReturnValue:
    """The clause with what was chosen and typed before, or with everything adopted chosen."""
    membership_id = _officer()
    declaration = this_declaration()
    text, placed = _standing(clause_key)
    draft = draft_of(placed.clause_id, membership_id)
    answers = (
        Answers.of_draft(draft.chosen, draft.typed)
        if draft
        else Answers(chosen=all_adopted(declaration.id, placed.clause_id))
    )
    desk = desk_of_clause(text, placed, declaration.id, answers)
    is_behind = draft is not None and draft.base_version_id != placed.version_id
    return _page(desk, desk_form(desk), draft=draft, has_moved_on=is_behind)


@bp.post("/clauses/<clause_key>")
def work_on_clause(clause_key: str) -> ResponseReturnValue:
    """Keep what was chosen and typed; then preview it, or publish it."""
    membership_id = _officer()
    declaration = this_declaration()
    text, placed = _standing(clause_key)
    answers = Answers.of_form(request.form, request.form.getlist("chosen"))
    keep_draft(placed, answers, membership_id)
    desk = desk_of_clause(text, placed, declaration.id, answers)
    form = desk_form(desk)
    seen = form.versions_seen()
    is_behind = seen.get(placed.clause_id) != placed.version
    if request.form.get("do") != "publish" or is_behind:
        status = 409 if request.form.get("do") == "publish" else 200
        return _page(desk, form, status=status, has_moved_on=is_behind)
    if not form.validate_on_submit():
        return _page(desk, form, status=422)
    plan = plan_of(desk, form, seen)
    try:
        publish(declaration.id, plan, acting())
    except Repeated:
        pass
    except Invalid as invalid:
        desk = desk_of_clause(text, placed, declaration.id, answers)
        show_errors(form, invalid)
        return _page(desk, form, status=422)
    except Stale:
        return _show_again(clause_key, answers)
    forget_draft(placed.clause_id, membership_id)
    flash(_("Published. Pending amendments were restated on the new version, or marked."))
    return redirect(url_for("merging.index"), 303)


@bp.post("/clauses/<clause_key>/hall")
def show_in_hall(clause_key: str) -> ResponseReturnValue:
    """Show the draft in the hall while it is prepared, or show it no longer."""
    membership_id = _officer()
    _text, placed = _standing(clause_key)
    show_draft(placed.clause_id, membership_id, shown=request.form.get("shown") == "yes")
    return redirect(url_for("merging.clause", clause_key=clause_key), 303)


@bp.get("/clauses/<clause_key>/hall")
def hall(clause_key: str) -> ResponseReturnValue:
    """The draft as the hall sees it: nothing to click, and a word that it is no text yet."""
    admit_reader()
    declaration = this_declaration()
    text, placed = _standing(clause_key)
    draft = draft_in_the_hall(placed.clause_id)
    if draft is None:
        abort(404)
    answers = Answers.of_draft(draft.chosen, draft.typed)
    desk = desk_of_clause(text, placed, declaration.id, answers)
    return render_template("merging/hall.html", desk=desk, draft=draft)


def _officer() -> int:
    membership_id = require(Role.SECRETARIAT).membership_id
    assert membership_id is not None
    return membership_id


def _standing(clause_key: str) -> tuple[RevisionText, PlacedClause]:
    text = revision_text(this_declaration().id)
    placed = text.by_key(clause_key)
    if placed is None:
        abort(404)
    return text, placed


def plan_of(desk: Desk, form: DeskForm, seen: Mapping[int, int]) -> Plan:
    """What the officer wants published, as the valid form says it."""
    return Plan(
        chosen=tuple(each.amendment.id for each in desk.chosen),
        seen=seen,
        resolutions={
            clause_id: woven.agreed
            for clause_id, woven in desk.composition.texts.items()
            if woven.agreed
        },
        places=desk.decided_places,
        note=form.note.data or "",
    )


def _show_again(clause_key: str, answers: Answers) -> ResponseReturnValue:
    """The clause has moved on: the news, and everything that was typed."""
    declaration = this_declaration()
    text = revision_text(declaration.id)
    placed = text.by_key(clause_key)
    if placed is None:
        flash(_("This clause has meanwhile been removed from the text."), "bad")
        return redirect(url_for("merging.index"), 303)
    desk = desk_of_clause(text, placed, declaration.id, answers)
    return _page(desk, desk_form(desk), status=409, has_moved_on=True)


def _page(
    desk: Desk,
    form: DeskForm,
    *,
    status: int = 200,
    draft: MergeDraft | None = None,
    has_moved_on: bool = False,
) -> ResponseReturnValue:
    form.seen.data = desk.seen
    page = render_template(
        "merging/clause.html",
        desk=desk,
        form=form,
        draft=draft,
        has_moved_on=has_moved_on,
        arrived=submitted_since(desk.subject.clause_id, draft.saved_at)
        if draft and desk.subject
        else [],
    )
    return page, status
