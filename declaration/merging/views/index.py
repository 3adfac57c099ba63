"""The desk at a glance, and issuing a revision."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from declaration.drafting import operations as drafting
from declaration.drafting.context import this_declaration
from declaration.drafting.queries import revision_text, revisions_of
from declaration.forums.context import acting, require
from declaration.http import show_errors
from declaration.journal import Repeated
from declaration.merging.forms import SymbolForm
from declaration.merging.outlooks import TRANSLATION
from declaration.merging.overview import overview, proposed_symbol, symbol_fits, translated
from declaration.merging.permissions import own_words
from declaration.merging.views.blueprint import bp
from declaration.procedure.acts import Role
from declaration.procedure.refusals import Invalid


@bp.get("/")
def index() -> ResponseReturnValue:
    """What is to be done: clauses with adopted amendments, restorations, the newest revision."""
    require(Role.SECRETARIAT)
    return _page(SymbolForm())


@bp.post("/revision")
def issue() -> ResponseReturnValue:
    """Issue the newest revision under a symbol."""
    require(Role.SECRETARIAT)
    form = SymbolForm()
    if not form.validate_on_submit():
        return _page(form), 422
    if not symbol_fits(this_declaration().id, form.symbol.data):
        form.symbol.errors = [
            _("More than typography changed since the last issue: this is a Rev.")
        ]
        return _page(form), 422
    try:
        drafting.issue_revision(this_declaration().id, form.symbol.data, acting())
    except Repeated:
        pass
    except Invalid as invalid:
        show_errors(form, invalid)
        return _page(form), 422
    flash(_("Issued as %(symbol)s.", symbol=form.symbol.data))
    return redirect(url_for("merging.index"), 303)


def _page(form: SymbolForm) -> str:
    declaration = this_declaration()
    text = revision_text(declaration.id)
    revisions = revisions_of(declaration.id)
    form.symbol.data = form.symbol.data or proposed_symbol(declaration.id, revisions)
    return render_template(
        "merging/index.html",
        overview=overview(declaration.id, text, acting().membership_id),
        text=text,
        revisions=revisions,
        form=form,
        own_words=own_words(declaration),
        untranslated=sum(each.waits for each in translated(text))
        if TRANSLATION in declaration.languages
        else None,
    )
