"""A person's notices: read, unread, and where each leads."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from declaration.forums.context import require, this_forum
from declaration.notices import operations
from declaration.notices.queries import notice_of, notices_of, shown
from declaration.notices.sentences import KINDS
from declaration.notices.views.blueprint import bp


@bp.get("/notices/")
def index() -> ResponseReturnValue:
    """Everything this person was told, the newest first."""
    by = require()
    found, page = notices_of(by, this_forum(), request.args.get("page", 1, type=int))
    return render_template("notices/index.html", notices=found, kinds=KINDS, page=page)


@bp.post("/notices/<int:notice_id>/read")
def read(notice_id: int) -> ResponseReturnValue:
    """Note that a notice was read, and go where it leads."""
    by = require()
    notice = notice_of(by, notice_id)
    (told,) = shown([notice], by, this_forum())
    operations.mark_read(by, notice_id)
    return redirect(told.path or url_for("notices.index"), 303)


@bp.post("/notices/read")
def read_all() -> ResponseReturnValue:
    """Note that everything was read that the page had shown when it was asked for."""
    by = require()
    up_to = request.form.get("upto", type=int)
    operations.mark_all_read(by, operations.ALL if up_to is None else up_to)
    flash(_("All notices are marked as read."))
    return redirect(url_for("notices.index"), 303)
