"""The public page of the final text: its words, its fingerprint, who signed it, a way to verify."""

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from declaration.drafting.context import this_declaration
from declaration.endorsement.models import Freeze
from declaration.endorsement.permissions import (
    acts_for,
    may_join_network,
    open_acts_of_statement,
)
from declaration.endorsement.queries import (
    freeze_of,
    network_of,
    signatories,
    statements_on,
    withdrawn_signatures,
)
from declaration.endorsement.receipts import Receipt
from declaration.endorsement.seal import seal_of
from declaration.endorsement.verifying import Checked, check
from declaration.endorsement.views.blueprint import bp, translated_for_reader
from declaration.forums.context import acting, admit_reader, this_forum
from declaration.forums.models import Delegation
from declaration.forums.queries import delegation_by_key
from declaration.http import public_address
from declaration.procedure import Act
from declaration.proof.text import read_frozen_text


@bp.get("/final")
def final() -> ResponseReturnValue:
    """The final text, open to everybody where the forum is public; `code` is verified."""
    admit_reader()
    declaration = this_declaration()
    frozen = freeze_of(declaration.id)
    if frozen is None:
        return render_template("endorsement/not_yet.html", may_freeze=acting().can(Act.FREEZE))
    by, members, signed = acting(), network_of(declaration.id), signatories(frozen.id)
    typed = request.args.get("code", "").strip()
    checked = check(typed[:200], frozen, this_forum().log) if typed else None
    return render_template(
        "endorsement/final.html",
        frozen=frozen,
        text=read_frozen_text(frozen.canonical),
        translated=translated_for_reader(frozen),
        seal=seal_of(frozen, public_address(url_for("endorsement.final"))),
        signatories=signed,
        own=next((each for each in signed if acts_for(by, each.delegation_id)), None),
        withdrawn=withdrawn_signatures(frozen.id),
        statements=[(each, open_acts_of_statement(by, each)) for each in statements_on(frozen.id)],
        network=[member.delegation for member in members],
        may_join=may_join_network(by, [member.delegation for member in members]),
        may_sign=by.can(Act.ENDORSE) and by.delegation_id is not None,
        may_follow=by.can(Act.RECORD_PAPER_SIGNATURE),
        typed=typed,
        checked=checked,
        signed_by=_signed_by(checked, frozen),
    )


def _signed_by(checked: Checked | None, frozen: Freeze) -> Delegation | None:
    """The delegation that a receipt's code belongs to, if the receipt is of this text."""
    found: Receipt | None = checked.receipt if checked else None
    if found is None or found.entry.on_behalf is None:
        return None
    if found.entry.data.get("fingerprint") != frozen.fingerprint:
        return None
    return delegation_by_key(this_forum().id, found.entry.on_behalf)
