"""Presiding over ballots: opening, counting, extending, closing, voiding; what follows."""

from contextlib import suppress

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from declaration import clock
from declaration.accounts.returning import own_path
from declaration.drafting.context import this_declaration
from declaration.formats import state_word
from declaration.forums.context import require, this_forum
from declaration.forums.queries import voting_delegations
from declaration.http import show_errors
from declaration.journal import Actor, Repeated
from declaration.procedure.acts import Act
from declaration.procedure.refusals import Invalid, NotPermitted
from declaration.procedure.states import Fate, Method
from declaration.proof import read_entry
from declaration.voting import closing, operations, ruling
from declaration.voting.forms import (
    ExtensionForm,
    OpeningForm,
    RulingForm,
    TotalsForm,
    VoidingForm,
)
from declaration.voting.opening import NO_SUCH_SUBJECT, Put
from declaration.voting.page import BallotPage, ballot_page
from declaration.voting.permissions import presides
from declaration.voting.putting import Chosen, chosen, puttable
from declaration.voting.views.blueprint import bp
from declaration.voting.views.returning import back, ballot_here, new_key


def _may(act: Act) -> Actor:
    by = require()
    by.must(act)
    return by


@bp.get("/new")
def new() -> ResponseReturnValue:
    """The form that puts a question to the vote."""
    _may(Act.OPEN_BALLOT)
    return _show_opening(_opening_form(request.args), 200)


@bp.post("/new")
def open_ballot() -> ResponseReturnValue:
    """Put a question to the vote."""
    by, form = _may(Act.OPEN_BALLOT), _opening_form(None)
    if not form.validate_on_submit():
        return _show_opening(form, 422)
    declaration = this_declaration()
    try:
        number = operations.open_ballot(declaration.id, _put(form, declaration.id), by)
    except Repeated as earlier:
        number = int(read_entry(earlier.entry.body).key)
    except Invalid as invalid:
        show_errors(form, invalid)
        return _show_opening(form, 422)
    return back(number)


def _opening_form(asked: object) -> OpeningForm:
    form = OpeningForm(formdata=asked) if asked is not None else OpeningForm()
    offers = [(each.value, each.title) for each in puttable(this_declaration())]
    form.offer(offers, voting_delegations(this_forum().id))
    form.key.data = form.key.data or new_key()
    return form


def _show_opening(form: OpeningForm, status: int) -> ResponseReturnValue:
    return render_template("voting/new.html", form=form), status


def _put(form: OpeningForm, declaration_id: int) -> Put:
    try:
        subject: Chosen = chosen(form.subject.data, declaration_id)
    except ValueError:
        raise Invalid({"subject": [NO_SUCH_SUBJECT]}) from None
    return Put(
        question=subject.question,
        method=Method(form.method.data),
        amendments=subject.amendments,
        version_id=subject.version_id,
        revision_id=subject.revision_id,
        of_ballot_id=subject.of_ballot_id,
        motion=form.motion.data if form.subject.data == "motion" else None,
        closes=form.closes.instant(this_forum().zone),
        written=form.written.data,
        first=form.first.data or None,
        waives_notice=form.waives_notice.data,
    )


@bp.post("/<int:number>/closing")
def close(number: int) -> ResponseReturnValue:
    """Close the ballot and count it."""
    by = require()
    with suppress(Repeated):
        outcome = closing.close(ballot_here(number), by)
        word = state_word("outcome", outcome).word
        flash(_("The ballot is closed: %(outcome)s.", outcome=word))
    return back(number)


@bp.post("/<int:number>/declaration")
def declare(number: int) -> ResponseReturnValue:
    """Tell the meeting how the ballot ended."""
    by = require()
    with suppress(Repeated):
        closing.declare(ballot_here(number), by)
    return back(number)


@bp.get("/<int:number>/extension")
def extension(number: int) -> ResponseReturnValue:
    """The form that gives a ballot more time."""
    _may(Act.EXTEND_BALLOT)
    return _show_form("voting/extension.html", number, ExtensionForm(formdata=None), 200)


@bp.post("/<int:number>/extension")
def extend(number: int) -> ResponseReturnValue:
    """Give a ballot more time."""
    by, form = _may(Act.EXTEND_BALLOT), ExtensionForm()
    if not form.validate_on_submit():
        return _show_form("voting/extension.html", number, form, 422)
    closes = form.closes.instant(this_forum().zone) or clock.now()
    with suppress(Repeated):
        operations.extend(ballot_here(number), closes, by, reason=form.reason.data or "")
        flash(_("The ballot has more time."))
    return back(number)


@bp.get("/<int:number>/voiding")
def voiding(number: int) -> ResponseReturnValue:
    """The form that ends a ballot without a result."""
    _may(Act.VOID_BALLOT)
    return _show_form("voting/voiding.html", number, VoidingForm(formdata=None), 200)


@bp.post("/<int:number>/voiding")
def void(number: int) -> ResponseReturnValue:
    """End a ballot without a result."""
    by, form = _may(Act.VOID_BALLOT), VoidingForm()
    if not form.validate_on_submit():
        return _show_form("voting/voiding.html", number, form, 422)
    with suppress(Repeated):
        closing.void(ballot_here(number), form.reason.data, by)
        flash(_("The ballot is void. The question can be put again."))
    return back(number)


@bp.get("/<int:number>/totals")
def totals(number: int) -> ResponseReturnValue:
    """The form for the count of hands."""
    _may(Act.ENTER_TOTALS)
    return _show_form("voting/totals.html", number, TotalsForm(formdata=None), 200)


@bp.post("/<int:number>/totals")
def enter_totals(number: int) -> ResponseReturnValue:
    """Write down the count of hands."""
    by, form = _may(Act.ENTER_TOTALS), TotalsForm()
    if not form.validate_on_submit():
        return _show_form("voting/totals.html", number, form, 422)
    with suppress(Repeated):
        operations.enter_totals(ballot_here(number), form.counted(), by)
        flash(_("The count is written down. It can be corrected until the ballot closes."))
    return back(number)


def _show_form(
    template: str,
    number: int,
    form: ExtensionForm | VoidingForm | TotalsForm,
    status: int,
) -> ResponseReturnValue:
    form.key.data = form.key.data or new_key()
    next_page = own_path(request.values.get("next")) or ""
    return render_template(template, page=_page(number), form=form, next=next_page), status


def _page(number: int) -> BallotPage:
    return ballot_page(this_declaration().id, number, require())


@bp.get("/<int:number>/consequences")
def consequences(number: int) -> ResponseReturnValue:
    """What an adoption means for the other amendments; a form where one is ruled otherwise."""
    if not presides(require()):
        raise NotPermitted(Act.RULE_CONSEQUENCE)
    asked = {name: request.args.get(name) for name in ("amendment", "adopted")}
    if not all(asked.values()):
        return _show_consequences(number, None, 200)
    return _show_consequences(number, RulingForm(formdata=None, data=asked), 200)


@bp.post("/<int:number>/consequences")
def rule(number: int) -> ResponseReturnValue:
    """Confirm what is proposed for one amendment, or rule otherwise with a reason."""
    by, form = _may(Act.RULE_CONSEQUENCE), RulingForm()
    if not form.validate_on_submit():
        return _show_consequences(number, form, 422)
    ballot_here(number)
    try:
        with suppress(Repeated):
            ruling.rule_consequence(
                form.amendment.data,
                Fate(form.fate.data),
                form.adopted.data,
                by,
                reason=form.reason.data or "",
            )
    except Invalid as invalid:
        show_errors(form, invalid)
        return _show_consequences(number, form, 422)
    return redirect(url_for("voting.consequences", number=number), 303)


def _show_consequences(number: int, form: RulingForm | None, status: int) -> ResponseReturnValue:
    page = _page(number)
    return render_template("voting/consequences.html", page=page, form=form, key=new_key()), status
