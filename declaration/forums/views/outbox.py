"""The outbox: exactly what is sent, or would be."""

from flask import current_app, render_template, request
from flask.typing import ResponseReturnValue

from declaration.forums.context import require, this_forum
from declaration.forums.views.blueprint import bp
from declaration.messages.queries import letters_of
from declaration.messages.writing import write
from declaration.procedure import Role


@bp.get("/outbox", endpoint="outbox")
def show_outbox() -> ResponseReturnValue:
    """The forum's letters, newest first, each as its reader gets it."""
    require(Role.SECRETARIAT)
    letters, page = letters_of(this_forum().key, request.args.get("page", 1, type=int))
    return render_template(
        "forums/outbox.html",
        letters=[(letter, write(letter)) for letter in letters],
        page=page,
        sends=bool(current_app.config["SETTINGS"].smtp_url),
    )
