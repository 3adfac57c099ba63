"""Explanations of vote and of position, reservations and dissociations beside a ballot."""

from collections.abc import Callable, Sequence

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from declaration.accounts.returning import own_path
from declaration.drafting.context import this_declaration
from declaration.drafting.queries import revision_text
from declaration.endorsement import operations
from declaration.endorsement.forms import StatementForm, new_key
from declaration.endorsement.models import Statement
from declaration.endorsement.operations.speaking import KINDS
from declaration.endorsement.permissions import open_acts_of_statement
from declaration.endorsement.queries import ballot_numbered, statement_shown, statements_beside
from declaration.endorsement.views.blueprint import bp, rules_here
from declaration.forums.context import acting, admit_reader, require
from declaration.http import show_errors
from declaration.journal import Repeated
from declaration.procedure import Act, Invalid, StatementKind
from declaration.voting.models import Ballot

Told = Sequence[tuple[Statement, list[Act]]]


def give_statements() -> dict[str, Callable[[int], Told]]:
    """What the page of a ballot shows of this room, which it does not know: by its id."""
    return {"statements_beside": _beside}


@bp.get("/ballots/<int:number>/statements")
def statements(number: int) -> ResponseReturnValue:
    """The statements beside a ballot, and the form for one more."""
    admit_reader()
    ballot = ballot_numbered(this_declaration().id, number)
    return _page(ballot, _form(ballot, sent=False))


@bp.post("/ballots/<int:number>/statements")
def make_statement(number: int) -> ResponseReturnValue:
    """Put a statement of one's delegation on record."""
    by = require()
    by.must(Act.MAKE_STATEMENT)
    ballot = ballot_numbered(this_declaration().id, number)
    form = _form(ballot, sent=True)
    if not form.validate_on_submit():
        return _page(ballot, form), 422
    try:
        operations.make_statement(
            ballot.id,
            StatementKind(form.kind.data),
            form.text.data,
            by,
            rules_here(),
            clause=form.clause.data or None,
        )
    except Repeated:
        pass
    except Invalid as invalid:
        show_errors(form, invalid)
        return _page(ballot_numbered(this_declaration().id, number), form), 422
    flash(_("The statement is on record, apart from the text."))
    return redirect(url_for("endorsement.statements", number=number), 303)


@bp.post("/statements/<int:statement_id>/withdrawal")
def withdraw_statement(statement_id: int) -> ResponseReturnValue:
    """Take a statement back: it stays on record as withdrawn."""
    by = require()
    by.must(Act.WITHDRAW_STATEMENT)
    statement_shown(statement_id)
    operations.withdraw_statement(statement_id, by)
    flash(_("The statement is withdrawn. That it was made stays on record."))
    back = own_path(request.form.get("back"))
    return redirect(back or url_for("reading.home"), 303)


def _beside(ballot_id: int) -> Told:
    return [(each, open_acts_of_statement(acting(), each)) for each in statements_beside(ballot_id)]


def _form(ballot: Ballot, *, sent: bool) -> StatementForm:
    form = StatementForm() if sent else StatementForm(formdata=None, data={"key": new_key()})
    form.offer(KINDS.get(ballot.state, ()), revision_text(this_declaration().id).clauses)
    return form


def _page(ballot: Ballot, form: StatementForm) -> str:
    by = acting()
    speaks = by.can(Act.MAKE_STATEMENT) and by.delegation_id is not None
    return render_template(
        "endorsement/statements.html",
        ballot=ballot,
        told=_beside(ballot.id),
        form=form if speaks and form.kind.choices else None,
    )
