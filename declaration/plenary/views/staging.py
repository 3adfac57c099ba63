"""The stages of the declaration, each with what it needs and what follows from it."""

import secrets
from collections.abc import Callable
from contextlib import suppress
from typing import Final

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from declaration.amendments.facts import label
from declaration.drafting import operations as drafting
from declaration.drafting.context import this_declaration
from declaration.forums.context import acting, admit_reader, require
from declaration.http import show_errors
from declaration.journal import Actor, Repeated
from declaration.plenary import stages
from declaration.plenary.forms import ReasonForm, StageForm
from declaration.plenary.permissions import open_stages
from declaration.plenary.views.blueprint import bp
from declaration.procedure.acts import Act
from declaration.procedure.refusals import Invalid
from declaration.voting.facts import facts_of

Step = Callable[[int, Actor], None]

FORWARD: Final[dict[str, tuple[Step, LazyString]]] = {
    "opening": (drafting.open_negotiation, _l("The negotiation is open.")),
    "adopted": (stages.adopt, _l("The declaration is adopted. Typography alone can change now.")),
    "closed": (stages.close, _l("The time for signing is over. Cities may still accede.")),
}
"""Steps that ask for nothing but to be taken, by the word of their address."""


@bp.get("/stages", endpoint="stages")
def show_stages() -> ResponseReturnValue:
    """Where the declaration stands, what each step needs, and what lapses by it."""
    admit_reader()
    return _show(ReasonForm(formdata=None), 200)


def _show(form: ReasonForm, status: int) -> ResponseReturnValue:
    declaration = this_declaration()
    form.key.data = form.key.data or secrets.token_urlsafe(12)
    acts = open_stages(acting(), declaration)
    # What is not screened yet is listed to nobody but those who end the negotiation.
    lapsing = stages.lapsing(declaration.id) if Act.BEGIN_ADOPTION in acts else ()
    page = render_template(
        "plenary/stages.html",
        declaration=declaration,
        acts=acts,
        facts=facts_of(declaration),
        lapsing=[(row, label(row)) for row in lapsing],
        form=form,
        key=secrets.token_urlsafe(12),
    )
    return page, status


@bp.post("/stages/adoption")
def begin_adoption() -> ResponseReturnValue:
    """End the negotiation; what was listed lapses."""
    by = require()
    by.must(Act.BEGIN_ADOPTION)
    listed = request.form.getlist("listed", type=int)
    if StageForm().validate_on_submit():
        with suppress(Repeated):
            stages.begin_adoption(this_declaration().id, by, listed=listed)
            flash(_("The negotiation is over. Clauses and the whole are put to adoption now."))
    return redirect(url_for("plenary.stages"), 303)


@bp.post("/stages/negotiation")
def resume_negotiation() -> ResponseReturnValue:
    """Go back to negotiation, with a reason."""
    by, form = require(), ReasonForm()
    by.must(Act.RESUME_NEGOTIATION)
    if not form.validate_on_submit():
        return _show(form, 422)
    try:
        with suppress(Repeated):
            stages.resume_negotiation(this_declaration().id, form.reason.data, by)
            flash(_("The negotiation is open again; what had lapsed is submitted again."))
    except Invalid as invalid:
        show_errors(form, invalid)
        return _show(form, 422)
    return redirect(url_for("plenary.stages"), 303)


@bp.post("/stages/<any(opening, adopted, closed):step>")
def advance(step: str) -> ResponseReturnValue:
    """Take one of the steps that ask for nothing else."""
    act, said = FORWARD[step]
    by = require()
    if StageForm().validate_on_submit():
        with suppress(Repeated):
            act(this_declaration().id, by)
            flash(str(said))
    return redirect(url_for("plenary.stages"), 303)
