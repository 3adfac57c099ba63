"""The outbox: exactly what is sent, or would be."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from declaration.forums.context import require, this_forum
from declaration.forums.views.blueprint import bp
from declaration.messages.queries import letters_of, page_with
from declaration.messages.sending import sends
from declaration.messages.writing import write
from declaration.procedure import Role


@bp.get("/outbox", endpoint="outbox")
def show_outbox() -> ResponseReturnValue:
    """The forum's letters, newest first, each as its reader gets it.

    Asked for one `letter`, the page is the one where it stands, however many were written since.
    """
    require(Role.SECRETARIAT)
    asked = request.args.get("page", 1, type=int)
    letter_id = request.args.get("letter", type=int)
    if letter_id is not None:
        asked = page_with(this_forum().key, letter_id)
    letters, page = letters_of(this_forum().key, asked)
    return render_template(
        "forums/outbox.html",
        letters=[(letter, write(letter)) for letter in letters],
        page=page,
        sends=sends(),
    )
