"""The signatory's page, the receipt, and taking a signature back."""

from contextlib import suppress

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.exc import NoResultFound

from declaration.accounts.proving import ask_for_proof, unproven
from declaration.accounts.sign_in import is_fresh, person_here
from declaration.drafting.context import this_declaration
from declaration.drafting.models import ClauseKind
from declaration.drafting.queries import revision_text
from declaration.endorsement import operations
from declaration.endorsement.forms import (
    BESIDE_A_SIGNATURE,
    SigningForm,
    WithdrawalForm,
    new_key,
)
from declaration.endorsement.models import Endorsement, Freeze
from declaration.endorsement.permissions import (
    acts_for,
    may_read_papers,
    missing_to_sign,
    open_acts_of_endorsement,
)
from declaration.endorsement.queries import (
    endorsement_shown,
    latest_mandate,
    live_endorsement,
    signatories,
)
from declaration.endorsement.receipts import receipt_of
from declaration.endorsement.seal import seal_of
from declaration.endorsement.views.blueprint import bp, this_freeze, translated_for_reader
from declaration.formats import name_in
from declaration.forums.context import membership_here, require, this_forum
from declaration.http import locale, public_address, show_errors
from declaration.journal import Actor, Repeated
from declaration.procedure import Act, DeclarationState, Invalid, NotPermitted
from declaration.proof.text import read_frozen_text


@bp.get("/endorsement")
def endorse() -> ResponseReturnValue:
    """The whole final text, what signing it means, and the form that signs."""
    by = _signatory()
    frozen = this_freeze()
    signed = live_endorsement(frozen.id, by.delegation_id or 0)
    if signed is not None:
        return redirect(url_for("endorsement.receipt", endorsement_id=signed.id), 303)
    return _page(by, _form(frozen, sent=False))


@bp.post("/endorsement")
def sign() -> ResponseReturnValue:
    """Sign the final text for one's delegation."""
    by = _signatory()
    frozen = this_freeze()
    form = _form(frozen, sent=True)
    if not form.validate_on_submit():
        return _page(by, form), 422
    if (refused := unproven(form)) is not None:
        return _page(by, form), refused
    try:
        operations.endorse(
            this_declaration().id,
            form.signature(),
            by,
            fingerprint=form.fingerprint.data or "",
            signed_in_again=is_fresh(),
        )
        flash(_("The declaration is signed. This is your receipt."))
    except Repeated:
        pass
    except Invalid as invalid:
        show_errors(form, invalid)
        return _page(by, form), 422
    signed = live_endorsement(frozen.id, by.delegation_id or 0)
    assert signed is not None
    return redirect(url_for("endorsement.receipt", endorsement_id=signed.id), 303)


@bp.get("/endorsement/<int:endorsement_id>/receipt")
def receipt(endorsement_id: int) -> ResponseReturnValue:
    """What a delegation takes away: the entry as it was hashed, and its code."""
    by, endorsement = require(), _here(endorsement_id)
    if not may_read_papers(by, endorsement.delegation_id):
        raise NotPermitted(Act.ENDORSE)
    return render_template(
        "endorsement/receipt.html",
        endorsement=endorsement,
        title=_title(endorsement.freeze),
        receipt=receipt_of(endorsement, this_forum().log),
        seal=seal_of(endorsement.freeze, _address()),
        open_acts=open_acts_of_endorsement(by, endorsement),
    )


@bp.route("/endorsement/<int:endorsement_id>/withdrawal", methods=["GET", "POST"])
def withdraw(endorsement_id: int) -> ResponseReturnValue:
    """Take the delegation's signature back: recorded, never erased."""
    by, endorsement = require(), _here(endorsement_id)
    by.must(Act.WITHDRAW_ENDORSEMENT)
    if not acts_for(by, endorsement.delegation_id):
        raise NotPermitted(Act.WITHDRAW_ENDORSEMENT)
    form = WithdrawalForm(data={"key": new_key()})
    if not form.validate_on_submit():
        status = 200 if request.method == "GET" else 422
        page = render_template("endorsement/withdraw.html", form=form, endorsement=endorsement)
        return page, status
    with suppress(Repeated):
        operations.withdraw_endorsement(endorsement_id, by, reason=form.reason.data or "")
    flash(_("The signature is withdrawn. Both the signature and its withdrawal stay on record."))
    return redirect(url_for("endorsement.final"), 303)


def _signatory() -> Actor:
    by = require()
    by.must(Act.ENDORSE)
    if by.delegation_id is None:
        raise NotPermitted(Act.ENDORSE)
    return by


def _here(endorsement_id: int) -> Endorsement:
    """A signature under this declaration. Raises NoResultFound."""
    endorsement = endorsement_shown(endorsement_id)
    if endorsement.freeze.declaration_id != this_declaration().id:
        raise NoResultFound
    return endorsement


def _form(frozen: Freeze, *, sent: bool) -> SigningForm:
    person = person_here()
    assert person is not None
    told = {
        "key": new_key(),
        "fingerprint": frozen.fingerprint,
        "name": name_in(person.names, "ar"),
        "office": name_in(person.office, "ar"),
        "kind": BESIDE_A_SIGNATURE[0].value,
    }
    form = SigningForm() if sent else SigningForm(formdata=None, data=told)
    text = revision_text(frozen.declaration_id, frozen.revision.serial)
    form.offer(BESIDE_A_SIGNATURE, text.clauses)
    ask_for_proof(form)
    return form


def _page(by: Actor, form: SigningForm) -> str:
    declaration, membership, frozen = this_declaration(), membership_here(), this_freeze()
    mandate = latest_mandate(declaration.id, by.delegation_id or 0)
    assert membership is not None
    return render_template(
        "endorsement/endorse.html",
        form=form,
        text=read_frozen_text(frozen.canonical),
        translated=translated_for_reader(frozen),
        title=_title(frozen),
        frozen=frozen,
        seal=seal_of(frozen, _address()),
        delegation=membership.delegation,
        mandate=mandate,
        missing=missing_to_sign(declaration.state, mandate),
        accession=declaration.state is DeclarationState.CLOSED,
        signatories=signatories(frozen.id),
    )


def _address() -> str:
    return public_address(url_for("endorsement.final"))


def _title(frozen: Freeze) -> str:
    """The title as a sentence on this page calls it: in English where it was translated."""
    title = read_frozen_text(frozen.canonical).title
    if locale() == "ar":
        return title
    clauses = revision_text(frozen.declaration_id, frozen.revision.serial).clauses
    titles = (each for each in clauses if each.kind is ClauseKind.TITLE)
    return next((name_in({"ar": title, **each.translations}, locale()) for each in titles), title)
