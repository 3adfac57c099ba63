"""Mandates: a delegation lodges them, the secretariat checks them."""

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.exc import NoResultFound

from declaration.drafting.context import this_declaration
from declaration.endorsement.forms import MandateForm, MandateOnBehalfForm, RefusalForm, new_key
from declaration.endorsement.models import Mandate
from declaration.endorsement.operations import decide_mandate, lodge_mandate
from declaration.endorsement.operations.mandates import TooManyPapers, refuse_flood
from declaration.endorsement.permissions import may_lodge, may_read_papers, open_acts_of_mandate
from declaration.endorsement.queries import latest_mandate, mandate_shown, mandates_of
from declaration.endorsement.views.blueprint import bp
from declaration.files.sending import send
from declaration.forums.context import acting, require, this_forum
from declaration.forums.queries import delegation_by_key, delegations_of
from declaration.http import show_errors
from declaration.journal import Actor, Channel, Repeated
from declaration.procedure import Act, Invalid, NotPermitted, Role


@bp.route("/endorsement/mandate", methods=["GET", "POST"])
def mandate() -> ResponseReturnValue:
    """The delegation's own mandate, and the form to lodge one."""
    by = require()
    if not may_lodge(by):
        raise NotPermitted(Act.LODGE_MANDATE)
    form = MandateForm()
    if request.method == "GET":
        form.key.data = new_key()
        return _own(by, form)
    if not form.validate_on_submit():
        return _own(by, form), 422
    if (refused := _lodged(form, by)) is not None:
        return _own(by, form), refused
    flash(_("The mandate is lodged. The secretariat checks it."))
    return redirect(url_for("endorsement.mandate"), 303)


@bp.get("/mandates")
def mandates() -> ResponseReturnValue:
    """Every mandate, for the secretariat."""
    require(Role.SECRETARIAT)
    return _all(_on_behalf_form(sent=False))


@bp.post("/mandates")
def lodge_for() -> ResponseReturnValue:
    """Lodge a mandate that the secretariat received for a delegation."""
    by = require(Role.SECRETARIAT)
    by.must(Act.LODGE_MANDATE)
    form = _on_behalf_form(sent=True)
    if not form.validate_on_submit():
        return _all(form), 422
    delegation = delegation_by_key(this_forum().id, form.delegation.data)
    on_behalf = by.on_behalf_of(delegation.id, delegation.key, Channel.ON_BEHALF)
    if (refused := _lodged(form, on_behalf)) is not None:
        return _all(form), refused
    flash(_("The mandate is lodged in the name of the delegation."))
    return redirect(url_for("endorsement.mandates"), 303)


@bp.post("/mandates/<int:mandate_id>/acceptance")
def accept_mandate(mandate_id: int) -> ResponseReturnValue:
    """Accept a mandate that was checked."""
    _here(mandate_id)
    decide_mandate(mandate_id, require(), accept=True)
    flash(_("The mandate is accepted. The signatory may sign."))
    return redirect(url_for("endorsement.mandates"), 303)


@bp.route("/mandates/<int:mandate_id>/refusal", methods=["GET", "POST"])
def refuse_mandate(mandate_id: int) -> ResponseReturnValue:
    """Refuse a mandate, with a reason."""
    by = require()
    by.must(Act.REFUSE_MANDATE)
    told, form = _here(mandate_id), RefusalForm()
    if not form.validate_on_submit():
        status = 200 if request.method == "GET" else 422
        return render_template("endorsement/refuse.html", mandate=told, form=form), status
    decide_mandate(mandate_id, by, accept=False, reason=form.reason.data)
    flash(_("The mandate is refused. The delegation reads why, and may lodge another."))
    return redirect(url_for("endorsement.mandates"), 303)


@bp.get("/mandates/<int:mandate_id>/paper")
def mandate_paper(mandate_id: int) -> Response:
    """The paper itself, for the delegation and the secretariat."""
    by, told = require(), _here(mandate_id)
    if not may_read_papers(by, told.delegation_id):
        raise NotPermitted(Act.LODGE_MANDATE)
    if told.upload is None:
        raise NoResultFound
    return send(told.upload)


def show_too_many(_refused: TooManyPapers) -> ResponseReturnValue:
    """Too many papers in a short time, where no form can show it."""
    return render_template("parts/error.html", status=429, sentence=_too_many()), 429


def _too_many() -> str:
    return str(_("Many papers were lodged within an hour. Wait a little, then try again."))


def _lodged(form: MandateForm, by: Actor) -> int | None:
    """Lodge what the form holds; gives the status of a refusal, with its sentences in the form."""
    declaration_id = this_declaration().id
    try:
        refuse_flood(declaration_id, by.delegation_id or 0)
        lodge_mandate(declaration_id, form.paper.received(), by)
    except Repeated:
        return None
    except TooManyPapers:
        form.form_errors.append(_too_many())
        return 429
    except Invalid as invalid:
        show_errors(form, invalid)
        return 422
    return None


def _own(by: Actor, form: MandateForm) -> str:
    return render_template(
        "endorsement/mandate.html",
        form=form,
        mandate=latest_mandate(this_declaration().id, by.delegation_id or 0),
    )


def _on_behalf_form(*, sent: bool) -> MandateOnBehalfForm:
    told = {"key": new_key()}
    form = MandateOnBehalfForm() if sent else MandateOnBehalfForm(formdata=None, data=told)
    form.offer(delegations_of(this_forum().id))
    return form


def _all(form: MandateOnBehalfForm) -> str:
    by = acting()
    rows = mandates_of(this_declaration().id)
    return render_template(
        "endorsement/mandates.html",
        form=form,
        mandates=[(each, open_acts_of_mandate(by, each)) for each in rows],
    )


def _here(mandate_id: int) -> Mandate:
    """A mandate of this declaration. Raises NoResultFound."""
    told = mandate_shown(mandate_id)
    if told.declaration_id != this_declaration().id:
        raise NoResultFound
    return told
