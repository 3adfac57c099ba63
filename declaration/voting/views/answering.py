"""What a delegation says in a ballot, from its own device."""

from contextlib import suppress

from flask import request
from flask.typing import ResponseReturnValue

from declaration.forums.context import require
from declaration.http import show_errors
from declaration.journal import Repeated
from declaration.procedure.refusals import Invalid
from declaration.procedure.states import Choice
from declaration.voting import operations
from declaration.voting.forms import ObjectionForm
from declaration.voting.views.blueprint import bp
from declaration.voting.views.reading import show_ballot
from declaration.voting.views.returning import back, ballot_here

UNKNOWN_CHOICE = "Choose for, against or abstain."


@bp.post("/<int:number>/vote")
def vote(number: int) -> ResponseReturnValue:
    """Cast or change the delegation's vote.

    The choice is part of the key: another choice from a page gone back to is another act.
    """
    by, choice = require(), read_choice(request.form.get("choice", ""))
    if choice is None:
        raise Invalid({"choice": [UNKNOWN_CHOICE]})
    operations.cast(ballot_here(number), choice, by.once(by.key and f"{by.key}:{choice}"))
    return back(number, "own")


@bp.post("/<int:number>/withdrawal")
def take_back(number: int) -> ResponseReturnValue:
    """Take the delegation's vote back: it does not participate."""
    by = require()
    operations.cast(ballot_here(number), None, by.once(by.key and f"{by.key}:none"))
    return back(number, "own")


@bp.post("/<int:number>/objection")
def object_to(number: int) -> ResponseReturnValue:
    """Object to a consensus, or break a silence."""
    by, form = require(), ObjectionForm()
    if not form.validate_on_submit():
        return show_ballot(number, form, 422)
    try:
        with suppress(Repeated):
            operations.raise_objection(ballot_here(number), form.reason.data or "", by)
    except Invalid as invalid:
        show_errors(form, invalid)
        return show_ballot(number, form, 422)
    return back(number, "own")


def read_choice(written: str) -> Choice | None:
    """The choice that a form names; None for what is none."""
    return Choice(written) if written in set(Choice) else None
