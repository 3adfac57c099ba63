"""The chair's page: one clause, one question, one main button that changes."""

import secrets
from contextlib import suppress

from flask import Response, abort, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import NoResultFound

from declaration.drafting.context import this_declaration
from declaration.drafting.models import Clause
from declaration.drafting.queries import clause_named
from declaration.forums.context import acting, require, this_forum
from declaration.journal import Repeated
from declaration.plenary import stages
from declaration.plenary.agenda import agenda_of
from declaration.plenary.forms import ReasonForm, StageForm
from declaration.plenary.now import Now, Place, now_at
from declaration.plenary.permissions import open_acts_of_clause
from declaration.plenary.views.blueprint import bp
from declaration.plenary.views.following import place_here
from declaration.plenary.views.returning import back
from declaration.procedure import Role
from declaration.voting.forms import ObjectionForm


@bp.get("/chair")
def chair() -> ResponseReturnValue:
    """The platform, which stays on this address all sitting."""
    require(Role.CHAIR, Role.SECRETARIAT)
    return _platform("plenary/chair.html", place_here(counting=True, for_the_chair=True))


@bp.get("/chair/live")
def chair_live() -> ResponseReturnValue:
    """The part of it that changes; 204 when it is as `seen`."""
    require(Role.CHAIR, Role.SECRETARIAT)
    place = place_here(counting=True, for_the_chair=True)
    if request.args.get("seen") == place.counted:
        return Response(status=204)
    return _platform("plenary/chair_live.html", place)


def _platform(template: str, place: Place) -> str:
    declaration = this_declaration()
    now = now_at(place, declaration, this_forum(), acting())
    agenda = agenda_of(declaration, place.sitting_id)
    wanted = agenda.of(request.args.get("clause"))
    at = wanted or agenda.of(_clause_before(now))
    question = agenda.next_question(at)
    return render_template(
        template,
        now=now,
        agenda=agenda,
        at=at,
        question=question,
        objection=ObjectionForm(formdata=None),
        key=secrets.token_urlsafe(12),
    )


def _clause_before(now: Now) -> str | None:
    """The key of the clause the meeting is at: that of its question, else what was taken up."""
    if now.shows_ballot and now.page is not None and now.page.asked.items:
        return now.page.asked.items[0].clause_key
    return now.clause.key if now.clause is not None else None


def _clause(key: str) -> Clause:
    try:
        return clause_named(this_declaration().id, key)
    except NoResultFound:
        abort(404)


@bp.post("/clauses/<clause_key>/settlement")
def settle(clause_key: str) -> ResponseReturnValue:
    """Mark a clause as agreed provisionally."""
    by, form = require(), StageForm()
    if form.validate_on_submit():
        with suppress(Repeated):
            stages.settle_clause(_clause(clause_key).id, by)
    return back("plenary.agenda")


@bp.get("/clauses/<clause_key>/reopening")
def reopening(clause_key: str) -> ResponseReturnValue:
    """The form that takes a settled clause up again."""
    require(Role.CHAIR, Role.SECRETARIAT)
    return _reopening(clause_key, ReasonForm(formdata=None), 200)


@bp.post("/clauses/<clause_key>/reopening")
def reopen(clause_key: str) -> ResponseReturnValue:
    """Take a settled clause up again."""
    by, form = require(Role.CHAIR, Role.SECRETARIAT), ReasonForm()
    if not form.validate_on_submit():
        return _reopening(clause_key, form, 422)
    with suppress(Repeated):
        stages.reopen_clause(_clause(clause_key).id, form.reason.data, by)
    return back("plenary.agenda")


def _reopening(clause_key: str, form: ReasonForm, status: int) -> ResponseReturnValue:
    clause = _clause(clause_key)
    form.key.data = form.key.data or secrets.token_urlsafe(12)
    acts = open_acts_of_clause(acting(), clause)
    page = render_template("plenary/reopening.html", clause=clause, form=form, acts=acts)
    return page, status
