"""Bringing an existing draft in: upload, correct what was read, and create the declaration."""

from typing import Final

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from declaration.bookkeeping import end_reading
from declaration.documents.draft_in import read_draft
from declaration.documents.import_forms import DraftForm, ImportForm
from declaration.documents.structure import declaration_of
from declaration.documents.views.blueprint import OVERSIZED, bp
from declaration.documents.word_field import page_language, too_large
from declaration.drafting.models import Declaration
from declaration.drafting.numbering import numbers
from declaration.drafting.operations import import_declaration
from declaration.drafting.queries import revision_text
from declaration.extensions import db
from declaration.forums.context import require, this_forum
from declaration.forums.forum_file import DeclarationEntry
from declaration.journal import Actor
from declaration.procedure import Act, Invalid, NotPermitted

SURE: Final = 80
"""The confidence, in per cent, below which a row asks to be looked at."""


@bp.route("/imports", methods=["GET", "POST"])
def import_draft() -> ResponseReturnValue:
    """Choose a draft, and see what was read of it. Nothing is created."""
    _importer()
    form = DraftForm()
    if not form.is_submitted():
        if OVERSIZED in request.args:
            form.file.errors = [too_large()]
        return _upload_page(form), 200
    # reading a file takes seconds, and no transaction may wait for it
    end_reading()
    reading = form.file.read() if form.validate() else None
    if reading is None:
        return _upload_page(form), 422
    draft = read_draft(reading)
    if not draft.clauses:
        form.file.refuse(_("No clause was found in the file."))
    form.file.must_fit_a_page([*(each.text for each in draft.clauses), *draft.left_out])
    if form.file.errors:
        return _upload_page(form), 422
    return _structure_page(ImportForm.of(draft)), 200


def _importer() -> Actor:
    by = require()
    if not by.can(Act.IMPORT_DECLARATION):
        raise NotPermitted(Act.IMPORT_DECLARATION)
    return by


def _upload_page(form: DraftForm) -> str:
    return render_template("documents/import.html", form=form)


def _structure_page(form: ImportForm) -> str:
    language = page_language()
    kinds = {at: each.form.clause_kind for at, each in enumerate(form.clauses)}
    counted = {at: kind for at, kind in kinds.items() if kind is not None}
    grounds = [each.form.speaks_for_it for each in form.clauses]
    return render_template(
        "documents/structure.html",
        form=form,
        numbers=dict(zip(counted, numbers(counted.values()), strict=True)),
        unsure=[ground is not None and ground.confidence < SURE for ground in grounds],
        grounds=[ground and (ground.say(language), ground.confidence) for ground in grounds],
    )


@bp.post("/imports/declaration")
def create_declaration() -> ResponseReturnValue:
    """Create the declaration as it was corrected; or look again."""
    by = _importer()
    form = ImportForm()
    if not form.validate():
        return _structure_page(form), 422
    if request.form.get("go") == "look":
        return _structure_page(form.rearranged()), 200
    try:
        told = declaration_of(str(form.name.data), form.rows())
    except Invalid as invalid:
        form.show_invalid(invalid)
        return _structure_page(form), 422
    if (taken := _named(told.key)) is not None and not _is_this(taken, told):
        form.name.errors = [_("A declaration of this forum has this name already.")]
        return _structure_page(form), 422
    if taken is None:
        import_declaration(told, by)
        flash(_("The declaration is created. It is still being drafted: nobody can amend it yet."))
    return redirect(url_for("reading.declaration", declaration_key=told.key), 303)


def _named(key: str) -> Declaration | None:
    """The declaration that has this name in the forum. One statement."""
    query = select(Declaration).where(
        Declaration.forum_id == this_forum().id, Declaration.key == key
    )
    return db.session.scalars(query).first()


def _is_this(declaration: Declaration, told: DeclarationEntry) -> bool:
    """Whether it began as exactly this text: the same page was sent twice."""
    began = revision_text(declaration.id, 1)
    return [clause.text for clause in began.clauses] == [each.text["ar"] for each in told.clauses]
