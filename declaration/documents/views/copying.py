"""Bringing a working copy back: upload, a look at each edit, and drafts of those confirmed."""

from dataclasses import dataclass

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from declaration.amendments.shown import Named, name_of
from declaration.bookkeeping import end_reading
from declaration.documents.edits import Certainty, Edit
from declaration.documents.forms import CopyForm, EditForm, EditsForm, RemarkForm
from declaration.documents.gathering import clause_texts
from declaration.documents.reading import Reading
from declaration.documents.uptake import ShownPart, shown_parts
from declaration.documents.views.blueprint import HERE, OVERSIZED, bp
from declaration.documents.word_field import page_language, too_large
from declaration.documents.working_copy import DECLARATION, REVISION
from declaration.documents.working_copy_in import read_edits
from declaration.drafting.context import this_declaration
from declaration.drafting.models import Revision
from declaration.drafting.queries import RevisionText, revision_text, revisions_of
from declaration.forums.context import require
from declaration.journal import Actor
from declaration.procedure import Act, NotPermitted
from declaration.text import TextError


@dataclass(frozen=True)
class ShownEdit:
    """A row of the preview: what stands in the form, and what it does to the text."""

    form: EditForm
    parts: list[tuple[Named, ShownPart]]
    place: Named | None
    """The clause it would stand after, where it has a place of its own."""


@dataclass(frozen=True)
class ShownRemark:
    """A comment of the file, and the clause it stands at."""

    form: RemarkForm
    clause: Named


@bp.route(f"{HERE}/working-copy", methods=["GET", "POST"])
def upload() -> ResponseReturnValue:
    """Choose an edited working copy, and see what was read of it. Nothing is created."""
    drafter()
    declaration = this_declaration()
    form = CopyForm()
    revisions = revisions_of(declaration.id)
    form.offer_revisions(revisions)
    names = {each.serial: _property_of(each) for each in revisions}
    if not form.is_submitted():
        if OVERSIZED in request.args:
            form.file.errors = [too_large()]
        return _upload_page(form), 200
    # reading a file takes seconds, and no transaction may wait for it
    end_reading()
    reading = form.file.read() if form.validate() else None
    if reading is None:
        return _upload_page(form), 422
    chosen = form.revision.data
    if not chosen and reading.properties.get(DECLARATION, declaration.key) != declaration.key:
        form.file.refuse(
            _("The file says that it was made from another declaration. Choose the revision.")
        )
        return _upload_page(form), 422
    text = revision_text(declaration.id, int(chosen) if chosen else _serial_named(reading, names))
    end_reading()
    read = read_edits(reading, clause_texts(text))
    if read.certainty is Certainty.FOREIGN:
        form.file.refuse(read.certainty.say(page_language()))
        return _upload_page(form), 422
    form.file.must_fit_a_page(read.texts)
    if form.file.errors:
        return _upload_page(form), 422
    return edits_page(EditsForm.of(read, text.serial), text), 200


def drafter() -> Actor:
    """Who may upload: somebody of a delegation that amends. Raises NotPermitted."""
    by = require()
    if by.delegation_id is None or not by.can(Act.SAVE_DRAFT):
        raise NotPermitted(Act.SAVE_DRAFT)
    return by


def _upload_page(form: CopyForm) -> str:
    return render_template("documents/upload.html", form=form)


def _property_of(revision: Revision) -> str:
    """What the working copy of a revision says that it was made from."""
    return revision.symbol or f"#{revision.serial}"


def _serial_named(reading: Reading, names: dict[int, str]) -> int | None:
    """The serial of the revision a file names; None, the newest, where it names none of ours."""
    named = reading.properties.get(REVISION)
    return next((serial for serial, name in names.items() if name == named), None)


def edits_page(form: EditsForm, text: RevisionText) -> str:
    """What was read, edit by edit, and what could not be taken over."""
    sure = form.how_sure
    rows = [_shown(each.form, text) for each in form.edits]
    return render_template(
        "documents/edits.html",
        form=form,
        text=text,
        tracked=[row for row in rows if row.form.tracked.data],
        untracked=[row for row in rows if not row.form.tracked.data],
        remarks=[
            ShownRemark(each.form, _named(each.form.clause.data, text)) for each in form.remarks
        ],
        certainty=sure.say(page_language()) if sure is not None else "",
        is_proved=sure is Certainty.PROVED,
    )


def _shown(row: EditForm, text: RevisionText) -> ShownEdit:
    has_place = row.what.data in {"added", "moved"}
    return ShownEdit(
        row,
        [
            (name_of(part.clause) if part.clause is not None else Named(None), part)
            for part in _parts(row.edit(), text)
        ],
        _named(row.after.data, text) if has_place else None,
    )


def _named(key: str | None, text: RevisionText) -> Named:
    placed = text.by_key(key) if key else None
    return name_of(placed) if placed is not None else Named(None)


def _parts(edit: Edit | None, text: RevisionText) -> list[ShownPart]:
    """What an edit does; nothing where its words are refused, which its field then says."""
    if edit is None:
        return []
    try:
        return shown_parts(edit, text)
    except TextError:
        return []
