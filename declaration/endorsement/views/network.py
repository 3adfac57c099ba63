"""Joining the network of cities."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from declaration.drafting.context import this_declaration
from declaration.endorsement import operations
from declaration.endorsement.views.blueprint import bp, this_freeze
from declaration.forums.context import require
from declaration.procedure import Act


@bp.post("/network")
def join_network() -> ResponseReturnValue:
    """Let one's delegation join the network, which is another record than signing."""
    by = require()
    by.must(Act.JOIN_NETWORK)
    this_freeze()
    operations.join_network(this_declaration().id, by)
    flash(_("Your delegation has joined the network."))
    return redirect(url_for("endorsement.final", _anchor="network"), 303)
