"""What the secretariat writes down of what delegations say: on behalf, and as they are called."""

from contextlib import suppress
from typing import Final

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from declaration.drafting.context import this_declaration
from declaration.forums.context import require, this_forum
from declaration.forums.queries import delegation_by_key
from declaration.journal import Actor, Channel, Repeated
from declaration.procedure.acts import Act, Role
from declaration.procedure.refusals import Invalid, NotPermitted
from declaration.procedure.states import Choice, Method
from declaration.voting import operations
from declaration.voting.forms import ObjectionForm
from declaration.voting.page import BallotPage, ballot_page
from declaration.voting.permissions import enters_answers
from declaration.voting.queries import Answer
from declaration.voting.views.answering import UNKNOWN_CHOICE, read_choice
from declaration.voting.views.blueprint import bp
from declaration.voting.views.returning import ballot_here, new_key

NO_ANSWER: Final = "none"

TYPED: Final = {
    "1": Choice.IN_FAVOUR,
    "م": Choice.IN_FAVOUR,
    "f": Choice.IN_FAVOUR,
    "2": Choice.AGAINST,
    "ض": Choice.AGAINST,
    "a": Choice.AGAINST,
    "3": Choice.ABSTAIN,
    "ت": Choice.ABSTAIN,
    "b": Choice.ABSTAIN,
}
"""One key an answer, on either keyboard, so that an officer keeps pace with the reading."""

_EASTERN: Final = str.maketrans("٠١٢٣", "0123")


@bp.get("/<int:number>/answers")
def answers(number: int) -> ResponseReturnValue:
    """The list as it is called, with the one to answer now."""
    page = _entered_by(require(Role.SECRETARIAT), number)
    return _show(page, request.args.get("delegation", ""), "", 200)


@bp.post("/<int:number>/answers")
def enter(number: int) -> ResponseReturnValue:
    """Write down what a delegation said, and go on to the next."""
    by = require(Role.SECRETARIAT)
    page = _entered_by(by, number)
    key = request.form.get("delegation", "")
    delegation = delegation_by_key(this_forum().id, key)
    called = page.ballot.method is Method.ROLL_CALL
    channel = Channel.ROLL_CALL if called else Channel.ON_BEHALF
    speaking = by.on_behalf_of(delegation.id, delegation.key, channel)
    typed = request.form.get("answer", "").strip().lower().translate(_EASTERN)
    answer = request.form.get("choice") or typed
    if page.takes_objections:
        objection = ObjectionForm()
        if not objection.validate_on_submit():
            return _show(page, key, " ".join(objection.reason.errors), 422, objection.reason.data)
        with suppress(Repeated):
            operations.raise_objection(page.ballot.id, objection.reason.data or "", speaking)
    elif answer in (NO_ANSWER, "0"):
        if _has_answered(page, key):
            _cast(page.ballot.id, None, speaking)
    else:
        choice = TYPED.get(answer) or read_choice(answer)
        if choice is None:
            return _show(page, key, _(UNKNOWN_CHOICE), 422)
        _cast(page.ballot.id, choice, speaking)
    # No fragment: a browser gives the field its focus by itself only where the address has none.
    return redirect(url_for("voting.answers", number=number, after=key), 303)


def _cast(ballot_id: int, choice: Choice | None, by: Actor) -> None:
    operations.cast(ballot_id, choice, by.once(by.key and f"{by.key}:{choice}"))


def _entered_by(by: Actor, number: int) -> BallotPage:
    ballot_here(number)
    page = ballot_page(this_declaration().id, number, by)
    if not enters_answers(by, page.ballot):
        raise NotPermitted(Act.CAST_VOTE)
    return page


def _has_answered(page: BallotPage, key: str) -> bool:
    return any(a.choice and a.elector.delegation.key == key for a in page.answers)


def _show(
    page: BallotPage, wanted: str, error: str, status: int, reason: str | None = ""
) -> ResponseReturnValue:
    if not page.takes_votes and not page.takes_objections:
        raise Invalid({"method": [UNKNOWN_CHOICE]})
    return (
        render_template(
            "voting/answers.html",
            page=page,
            now=_called_now(page, wanted, request.args.get("after", "")),
            error=error,
            reason=reason,
            key=new_key(),
        ),
        status,
    )


def _called_now(page: BallotPage, wanted: str, after: str) -> Answer | None:
    """The one asked for; else the next after the one just heard that has not answered."""
    keys = [answer.elector.delegation.key for answer in page.answers]
    if wanted in keys:
        return page.answers[keys.index(wanted)]
    start = keys.index(after) + 1 if after in keys else 0
    order = [*page.answers[start:], *page.answers[:start]]
    waiting = (each for each in order if page.ballot.written or each.is_present)
    return next((each for each in waiting if each.choice is None), None)
