"""Reading ballots: the list, one ballot with its live part, the record to take away."""

from pathlib import Path

from flask import Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from declaration.drafting.context import this_declaration
from declaration.drafting.queries import revision_text
from declaration.formats.sheets import sheet
from declaration.forums.context import acting, admit_reader
from declaration.procedure.acts import Act
from declaration.voting import recount
from declaration.voting.asked import asked_in
from declaration.voting.forms import ObjectionForm
from declaration.voting.page import ballot_page
from declaration.voting.queries import ballots_of, newest_ballot_on, page_of_ballots, seen_of
from declaration.voting.recording import recorded, written
from declaration.voting.views.blueprint import bp
from declaration.voting.views.returning import new_key


@bp.get("/")
def index() -> ResponseReturnValue:
    """Every ballot, the newest first, a page at a time."""
    admit_reader()
    declaration = this_declaration()
    ballots, page = page_of_ballots(declaration.id, request.args.get("page", 1, type=int))
    text = revision_text(declaration.id)
    return render_template(
        "voting/index.html",
        rows=[(ballot, asked_in(ballot, text)) for ballot in ballots],
        page=page,
        may_open=acting().can(Act.OPEN_BALLOT),
    )


@bp.get("/<int:number>")
def show(number: int) -> ResponseReturnValue:
    """One ballot: to answer in while it is open, with its result after that."""
    admit_reader()
    return show_ballot(number, ObjectionForm(formdata=None), 200)


def show_ballot(number: int, objection: ObjectionForm, status: int) -> ResponseReturnValue:
    """The ballot's page, with an objection as far as it was typed."""
    page = ballot_page(this_declaration().id, number, acting())
    return (
        render_template("voting/show.html", page=page, objection=objection, key=new_key()),
        status,
    )


@bp.get("/on/<int:amendment_id>")
def on_amendment(amendment_id: int) -> ResponseReturnValue:
    """The way to the ballot in which an amendment was put last."""
    admit_reader()
    number = newest_ballot_on(this_declaration().id, amendment_id)
    return redirect(url_for("voting.show", number=number), 303)


@bp.get("/<int:number>/live")
def live(number: int) -> ResponseReturnValue:
    """The part of the page that changes; 204 when it is as `seen`."""
    admit_reader()
    declaration = this_declaration()
    seen = request.args.get("seen", type=int)
    if seen is not None and seen == seen_of(declaration.id, number):
        return Response(status=204)
    page = ballot_page(declaration.id, number, acting())
    return render_template(
        "voting/live.html", page=page, objection=ObjectionForm(formdata=None), key=new_key()
    )


@bp.get("/record.json")
def record_json() -> ResponseReturnValue:
    """The voting record, from which every result can be counted again."""
    admit_reader()
    ballots = list(reversed(ballots_of(this_declaration().id)))
    return _file("".join(written(ballots)).encode(), "application/json", "voting-record.json")


@bp.get("/record.csv")
def record_csv() -> ResponseReturnValue:
    """The voting record as a table: a row for each delegation in each ballot."""
    admit_reader()
    ballots = list(reversed(ballots_of(this_declaration().id)))
    heads = [
        _("Ballot"),
        _("Question"),
        _("Method"),
        _("Closed at"),
        _("Outcome"),
        _("Delegation"),
        _("Present"),
        _("Vote"),
    ]
    rows = [
        (
            ballot["ballot"],
            ballot["question"],
            ballot["method"],
            ballot["closed"],
            ballot["result"]["outcome"],
            elector["delegation"],
            elector["present"][1],
            elector["vote"],
        )
        for ballot in recorded(ballots)
        for elector in ballot["electors"]
    ]
    return _file(sheet(heads, rows), "text/csv", "voting-record.csv")


@bp.get("/recount.py")
def recount_script() -> ResponseReturnValue:
    """The program that counts the record again without any rule of ours."""
    admit_reader()
    return _file(Path(recount.__file__).read_bytes(), "text/x-python", "recount.py")


def _file(content: bytes, media: str, name: str) -> Response:
    return Response(
        content,
        mimetype=media,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
