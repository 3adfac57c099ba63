"""Fixing the adopted text for ever: what is missing first, then the act."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from declaration.accounts.returning import ask_for_password
from declaration.accounts.sign_in import is_fresh
from declaration.drafting.context import this_declaration
from declaration.endorsement import freezing
from declaration.endorsement.queries import freeze_of
from declaration.endorsement.views.blueprint import bp
from declaration.forums.context import require, this_forum
from declaration.procedure import Act


@bp.route("/freeze", methods=["GET", "POST"])
def freeze() -> ResponseReturnValue:
    """What keeps the text from being frozen, or what follows when it is; then the act itself."""
    by = require()
    by.must(Act.FREEZE)
    declaration = this_declaration()
    if freeze_of(declaration.id) is not None:
        return redirect(url_for("endorsement.final"), 303)
    if request.method == "POST":
        if not is_fresh():
            return ask_for_password(url_for("endorsement.freeze"))
        freezing.freeze(declaration.id, by)
        flash(_("The text is final. Signatories may sign it."))
        return redirect(url_for("endorsement.signatures"), 303)
    return render_template(
        "endorsement/freeze.html",
        declaration=declaration,
        ready=freezing.readiness(declaration, this_forum().log),
    )
