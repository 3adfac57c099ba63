"""Packages: amendments that one ballot decides together."""

from contextlib import suppress

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from declaration.amendments import operations
from declaration.amendments.queries import amendments_of
from declaration.amendments.shown import named, shown
from declaration.amendments.views.blueprint import bp
from declaration.amendments.views.finding import new_key
from declaration.drafting.context import this_declaration
from declaration.drafting.queries import revision_text
from declaration.forums.context import require
from declaration.journal import Repeated
from declaration.procedure import Act, Invalid, Role
from declaration.procedure.states import AmendmentState


@bp.route("/packages", methods=["GET", "POST"])
def packages() -> ResponseReturnValue:
    """The packages, and the amendments of which one can be formed."""
    by = require(Role.SECRETARIAT)
    if request.method == "GET":
        return _page(), 200
    by.must(Act.PACK)
    chosen = request.form.getlist("amendment", type=int)
    own = {each.id for each in amendments_of(this_declaration().id, states=AmendmentState)}
    try:
        with suppress(Repeated):
            operations.pack([id_ for id_ in chosen if id_ in own], by)
            flash(_("The package is formed: one ballot decides it."))
    except Invalid as invalid:
        sentences = [_(each) for said in invalid.errors.values() for each in said]
        return _page(tuple(sentences), tuple(chosen)), 422
    return redirect(url_for("amendments.packages"), 303)


def _page(errors: tuple[str, ...] = (), ticked: tuple[int, ...] = ()) -> str:
    text = revision_text(this_declaration().id)
    rows = amendments_of(
        this_declaration().id,
        states=(AmendmentState.SUBMITTED, AmendmentState.ADMISSIBLE, AmendmentState.SCHEDULED),
    )
    free = [
        each for each in rows if each.package is None and each.state is not AmendmentState.SCHEDULED
    ]
    numbers = sorted({each.package for each in rows if each.package is not None})
    return render_template(
        "amendments/packages.html",
        errors=errors,
        ticked=ticked,
        free=[(shown(each), named(text, each.clause_id)) for each in free],
        formed=[
            (number, [shown(each) for each in rows if each.package == number]) for number in numbers
        ],
        key=new_key(),
    )
