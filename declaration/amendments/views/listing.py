"""All amendments that a reader may see, by what the address asks for."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from declaration.amendments.facts import SCREENED
from declaration.amendments.forms import caller
from declaration.amendments.listing import GROUPS, Wanted, listed
from declaration.amendments.permissions import may_propose
from declaration.amendments.shown import name_of, named, shown
from declaration.amendments.views.blueprint import bp
from declaration.drafting.context import this_declaration
from declaration.drafting.queries import revision_text
from declaration.forums.context import acting, admit_reader, here
from declaration.forums.queries import delegation_names
from declaration.procedure import Act
from declaration.procedure.states import AmendmentState


@bp.get("")
def index() -> ResponseReturnValue:
    """The amendments, filtered."""
    admit_reader()
    declaration, by, wanted = this_declaration(), acting(), _wanted()
    text = revision_text(declaration.id)
    found, called = listed(declaration.id, text.id, by, wanted), caller()
    return render_template(
        "amendments/index.html",
        wanted=wanted,
        asked=_address(wanted),
        groups=[group for group in GROUPS if group != "draft" or by.delegation_id is not None],
        clauses=[(clause.key, called(name_of(clause))) for clause in text.clauses],
        delegations=delegation_names(here().forum_id),
        listed=[(shown(each, text), named(text, each.clause_id)) for each in found.amendments],
        found=found,
        counts={
            "submitted": found.states.get(AmendmentState.SUBMITTED, 0),
            "admissible": sum(found.states.get(state, 0) for state in SCREENED),
            "withdrawn": found.states.get(AmendmentState.WITHDRAWN, 0),
        },
        may_draft=by.can(Act.SAVE_DRAFT) and by.delegation_id is not None,
        may_propose=may_propose(by, declaration),
        may_screen=by.can(Act.ADMIT),
        may_order=by.can(Act.REORDER),
    )


def _wanted() -> Wanted:
    """Read from the address; what is not understood is passed over."""
    asked = request.args

    def word(name: str, longest: int) -> str:
        return asked.get(name, "").replace("\0", "")[:longest]

    return Wanted(
        group=asked.get("state", "") if asked.get("state") in GROUPS else "",
        clause=word("clause", 100),
        delegation=word("delegation", 100),
        words=word("words", 200),
        mine=asked.get("mine") == "1",
        page=asked.get("page", 1, type=int),
        whole=asked.get("whole") == "1",
    )


def _address(wanted: Wanted) -> dict[str, str]:
    """The filters as they stand in an address, without the page."""
    said = {
        "state": wanted.group,
        "clause": wanted.clause,
        "delegation": wanted.delegation,
        "words": wanted.words,
        "mine": "1" if wanted.mine else "",
    }
    return {name: value for name, value in said.items() if value}
