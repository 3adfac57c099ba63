"""Who has signed, and signatures given on paper: for the secretariat."""

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.exc import NoResultFound

from declaration.drafting.context import this_declaration
from declaration.endorsement import operations
from declaration.endorsement.forms import PaperSignatureForm, new_key
from declaration.endorsement.permissions import may_read_papers
from declaration.endorsement.queries import endorsement_shown
from declaration.endorsement.roster import awaited, roster
from declaration.endorsement.views.blueprint import bp, this_freeze
from declaration.files.sending import send
from declaration.forums.context import require, this_forum
from declaration.forums.queries import delegation_by_key
from declaration.http import show_errors
from declaration.journal import Repeated
from declaration.procedure import Act, Invalid, NotPermitted, Role


@bp.get("/signatures")
def signatures() -> ResponseReturnValue:
    """Every delegation: whether it has signed, and what keeps it from signing."""
    require(Role.SECRETARIAT)
    frozen = this_freeze()
    return render_template(
        "endorsement/signatures.html", frozen=frozen, roster=roster(this_forum().id, frozen)
    )


@bp.route("/signatures/paper", methods=["GET", "POST"])
def record_paper() -> ResponseReturnValue:
    """Record a signature given on paper, with its scan."""
    by = require(Role.SECRETARIAT)
    by.must(Act.RECORD_PAPER_SIGNATURE)
    frozen = this_freeze()
    form = PaperSignatureForm()
    form.offer(awaited(roster(this_forum().id, frozen)))
    if request.method == "GET":
        form.key.data = new_key()
        return render_template("endorsement/paper.html", form=form)
    if not form.validate_on_submit():
        return render_template("endorsement/paper.html", form=form), 422
    delegation_id = delegation_by_key(this_forum().id, form.delegation.data).id
    try:
        scan = form.scan.received()
        assert scan is not None
        operations.record_paper_signature(
            this_declaration().id, delegation_id, scan, form.signature(), by
        )
    except Repeated:
        pass
    except Invalid as invalid:
        show_errors(form, invalid)
        return render_template("endorsement/paper.html", form=form), 422
    flash(_("The signature is recorded, with its scan."))
    return redirect(url_for("endorsement.signatures"), 303)


@bp.get("/endorsement/<int:endorsement_id>/scan")
def scan(endorsement_id: int) -> Response:
    """The scan of a signature given on paper, for the delegation and the secretariat."""
    by, endorsement = require(), endorsement_shown(endorsement_id)
    if endorsement.freeze.declaration_id != this_declaration().id:
        raise NoResultFound
    if not may_read_papers(by, endorsement.delegation_id):
        raise NotPermitted(Act.RECORD_PAPER_SIGNATURE)
    if endorsement.scan is None:
        raise NoResultFound
    return send(endorsement.scan)
