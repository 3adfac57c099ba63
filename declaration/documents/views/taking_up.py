"""Making drafts and comments of what a delegate confirms of a working copy."""

from typing import Final

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from declaration.amendments import operations as amendments
from declaration.amendments.wording import EMPTY, checked
from declaration.comments import operations as comments
from declaration.comments.operations import TooManyComments
from declaration.documents.forms import EditForm, EditsForm
from declaration.documents.uptake import drafts_of
from declaration.documents.views.blueprint import HERE, bp
from declaration.documents.views.copying import drafter, edits_page
from declaration.drafting.context import this_declaration
from declaration.drafting.queries import RevisionText, revision_text, revisions_of
from declaration.formats import current_writing, digits
from declaration.forums.context import this_forum
from declaration.journal import Actor, Repeated
from declaration.procedure import Invalid, Rules

TOO_QUICK: Final = "Too many comments at once: publish the rest in a few minutes."


@bp.post(f"{HERE}/working-copy/drafts")
def take_up() -> ResponseReturnValue:
    """Make drafts of the edits that were confirmed, and comments of the remarks; or look again."""
    by = drafter()
    form = EditsForm()
    text = _text_edited(form)
    if not form.validate() or not _hold(form, text):
        return edits_page(form, text), 422
    if request.form.get("go") == "look":
        return edits_page(form, text), 200
    if not any(form.chosen()) and not any(form.said()):
        form.form_errors.append(_("Nothing is chosen."))
        return edits_page(form, text), 422
    _make_drafts(form, text, by)
    _make_comments(form, text, by)
    form.note_faults()
    if form.errors:
        return edits_page(form, text), 422
    return redirect(url_for("amendments.index", mine=1), 303)


def _text_edited(form: EditsForm) -> RevisionText:
    """The revision the form says that the file was made from. 404 for none of ours."""
    serials = {str(each.serial) for each in revisions_of(this_declaration().id)}
    if form.serial.data not in serials:
        abort(404)
    return revision_text(this_declaration().id, int(form.serial.data))


def _hold(form: EditsForm, text: RevisionText) -> bool:
    """Whether every chosen edit can be a draft, asked before the first is made."""
    for _at, row in form.chosen():
        edit = row.edit()
        try:
            if edit is None:
                raise Invalid({"text": [EMPTY]})
            for draft in drafts_of(edit, text):
                checked(draft.wording)
        except Invalid as invalid:
            row.show_invalid(invalid)
    form.note_faults()
    return not form.errors


def _make_drafts(form: EditsForm, text: RevisionText, by: Actor) -> None:
    """One draft after the other, each once however often the form is sent.

    Where one cannot be made because its clause is no longer there, its row says so.
    """
    made = repeated = 0
    for at, row in form.chosen():
        try:
            made += _make_draft(row, text, by.once(f"copy:{form.key.data}:{at}"))
        except Repeated:
            repeated += 1
        except Invalid as invalid:
            row.show_invalid(invalid)
    if made:
        told = ngettext("%(num)s draft is made.", "%(num)s drafts are made.", made)
        flash(digits(told, current_writing()))
    if repeated:
        told = ngettext(
            "%(num)s change had become a draft before: correct it there.",
            "%(num)s changes had become drafts before: correct them there.",
            repeated,
        )
        flash(digits(told, current_writing()), "wait")


def _make_draft(row: EditForm, text: RevisionText, by: Actor) -> int:
    """The drafts of one edit, several of them as a package; how many."""
    edit = row.edit()
    assert edit is not None
    drafts = drafts_of(edit, text)
    if len(drafts) > 1:
        amendments.draft_package(this_declaration().id, drafts, by)
    else:
        (draft,) = drafts
        amendments.save_draft(
            this_declaration().id,
            draft.wording,
            by,
            clause_key=draft.clause,
            base_version_id=draft.base_version_id,
        )
    return len(drafts)


def _make_comments(form: EditsForm, text: RevisionText, by: Actor) -> None:
    """A thread for each remark that was chosen, each once however often the form is sent."""
    made, rules = 0, Rules.of(this_forum().rules)
    for at, row in form.said():
        placed = text.by_key(row.clause.data or "")
        once = by.once(f"copy:{form.key.data}:remark:{at}")
        if placed is None:
            continue
        try:
            comments.open_thread(placed.clause_id, row.text.data or "", once, rules)
            made += 1
        except Repeated:
            continue
        except Invalid as invalid:
            row.text.errors = [_(each) for said in invalid.errors.values() for each in said]
        except TooManyComments:
            row.text.errors = [_(TOO_QUICK)]
            break
    if made:
        told = ngettext("%(num)s comment is published.", "%(num)s comments are published.", made)
        flash(digits(told, current_writing()))
