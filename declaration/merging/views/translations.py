"""The translation of the text: entered, corrected, or confirmed when the text has moved on."""

from collections.abc import Callable

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from declaration.drafting import translating
from declaration.drafting.context import this_declaration
from declaration.drafting.queries import revision_text
from declaration.forums.context import acting, require
from declaration.http import show_errors
from declaration.journal import Repeated
from declaration.merging.forms import TranslationForm, WriteForm
from declaration.merging.outlooks import TRANSLATION
from declaration.merging.overview import TranslatedClause, translated
from declaration.merging.views.blueprint import bp
from declaration.procedure.acts import Role
from declaration.procedure.refusals import Invalid, Stale
from declaration.text import diff


@bp.get("/translations/")
def translations() -> ResponseReturnValue:
    """Every clause, and whether its newest version is translated."""
    require(Role.SECRETARIAT)
    _must_be_translated()
    return render_template(
        "merging/translations.html", clauses=translated(revision_text(this_declaration().id))
    )


@bp.get("/translations/<clause_key>")
def translation(clause_key: str) -> ResponseReturnValue:
    """A clause to be translated, beside what changed since it was translated last."""
    return _page(_standing(clause_key), None)


@bp.post("/translations/<clause_key>")
def translate(clause_key: str) -> ResponseReturnValue:
    """Store the translation that was written."""
    told, form = _standing(clause_key), TranslationForm()
    if not form.validate_on_submit():
        return _page(told, form, status=422)
    return _stored(
        told,
        form,
        lambda seen: translating.translate(
            this_declaration().id, clause_key, TRANSLATION, form.text.data, acting(), seen=seen
        ),
        _("The translation is stored."),
    )


@bp.post("/translations/<clause_key>/confirmation")
def confirm_translation(clause_key: str) -> ResponseReturnValue:
    """Store that the translation of an earlier version is still right."""
    told, asked = _standing(clause_key), WriteForm()
    form = TranslationForm(formdata=None)
    form.seen.data = asked.seen.data
    return _stored(
        told,
        form,
        lambda seen: translating.confirm_translation(
            this_declaration().id, clause_key, TRANSLATION, acting(), seen=seen
        ),
        _("Confirmed: the translation is still right."),
    )


def _stored(
    told: TranslatedClause, form: TranslationForm, store: Callable[[int], object], news: str
) -> ResponseReturnValue:
    try:
        store(int(form.seen.data) if (form.seen.data or "").isdecimal() else 0)
    except Repeated:
        pass
    except Invalid as invalid:
        show_errors(form, invalid)
        return _page(told, form, status=422)
    except Stale:
        form.seen.data = str(told.clause.version)
        return _page(told, form, status=409, has_moved_on=True)
    flash(news)
    return redirect(url_for("merging.translations", _anchor=f"c-{told.clause.key}"), 303)


def _must_be_translated() -> None:
    if TRANSLATION not in this_declaration().languages:
        abort(404)


def _standing(clause_key: str) -> TranslatedClause:
    require(Role.SECRETARIAT)
    _must_be_translated()
    standing = translated(revision_text(this_declaration().id))
    told = next((each for each in standing if each.clause.key == clause_key), None)
    if told is None:
        abort(404)
    return told


def _page(
    told: TranslatedClause,
    form: TranslationForm | None,
    *,
    status: int = 200,
    has_moved_on: bool = False,
) -> ResponseReturnValue:
    form = form or TranslationForm(formdata=None, seen=told.clause.version)
    if form.text.data is None and told.translation is not None:
        form.text.data = told.translation.text
    earlier = told.translation.original if told.translation is not None else ""
    page = render_template(
        "merging/translation.html",
        told=told,
        form=form,
        asked=WriteForm(formdata=None, seen=told.clause.version),
        changes=diff(earlier, told.clause.text) if told.is_stale else (),
        has_moved_on=has_moved_on,
    )
    return page, status
