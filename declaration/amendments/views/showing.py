"""One amendment: what it changes, who stands behind it, what became of it, what can be done."""

from collections.abc import Sequence
from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue

from declaration.amendments.facts import recorded_sponsors
from declaration.amendments.forms import ReasonForm, RecommendForm, SubstanceForm, TextForm
from declaration.amendments.models import Amendment, Recommendation, Route
from declaration.amendments.permissions import (
    may_consent,
    may_read,
    missing_to_admit,
    open_acts,
)
from declaration.amendments.previewing import preview, subject_of
from declaration.amendments.queries import (
    agreement_on,
    amendment_shown,
    amendments_to,
    compromises_for,
    main_sponsor,
    newest,
    parts_shown,
    recommendations_on,
    replaced_by,
)
from declaration.amendments.shown import (
    arabic_added_in,
    earlier_wordings,
    named,
    shown,
)
from declaration.amendments.views.blueprint import bp
from declaration.amendments.views.finding import new_key, readable
from declaration.amendments.wording import separable, wording_of
from declaration.drafting.context import this_declaration
from declaration.forums.context import acting, this_forum
from declaration.journal import Actor
from declaration.procedure import Act, Role, Rules
from declaration.procedure.sponsors import to_reconfirm
from declaration.procedure.states import AmendmentState
from declaration.procedure.sub_amendments import may_be_amended


@bp.get("/<int:amendment_id>")
def show(amendment_id: int) -> ResponseReturnValue:
    """The amendment's page."""
    return page(readable(amendment_id)), 200


def page(amendment: Amendment, **forms: Any) -> str:
    """The page, with forms that were sent and not accepted in place of fresh ones."""
    by, declaration = acting(), this_declaration()
    latest = newest(amendment)
    parent = amendment_shown(amendment.parent_id) if amendment.parent_id is not None else None
    subject = subject_of(amendment, parent)
    in_discussion = amendment.state in (
        AmendmentState.SUBMITTED,
        AmendmentState.ADMISSIBLE,
        AmendmentState.SCHEDULED,
    )
    relations = (
        preview(declaration.id, subject, wording_of(latest), by, own=amendment.id)
        if in_discussion
        else None
    )
    given: dict[str, Any] = {
        "refusal": ReasonForm(formdata=None, prefix="refusal"),
        "ruling": ReasonForm(formdata=None, prefix="ruling"),
        "arabic": TextForm(formdata=None, prefix="arabic", text=latest.base_text),
        "classing": SubstanceForm(formdata=None, prefix="class"),
        "recommending": RecommendForm(formdata=None, prefix="recommend"),
        **forms,
    }
    return render_template(
        "amendments/show.html",
        each=shown(amendment, subject.text),
        subject=subject,
        place=named(subject.text, latest.after_clause_id),
        clause=named(subject.text, amendment.clause_id),
        relations=relations,
        earlier=earlier_wordings(amendment),
        arabic_added_in=arabic_added_in(amendment),
        parent=shown(parent) if parent is not None else None,
        children=_readable(by, amendments_to(amendment.id)),
        parts=_readable(by, parts_shown(amendment.id)),
        whole=_whole(amendment),
        compromise=_compromise(amendment, by),
        compromises=_readable(by, compromises_for(amendment.id)),
        recommendations=_recommendations(amendment, by),
        reconfirming=to_reconfirm(recorded_sponsors(amendment), latest.number),
        open_acts=open_acts(by, amendment),
        missing=missing_to_admit(by, amendment),
        several=separable(latest),
        may_amend=_may_amend(amendment, by),
        may_compromise=by.can(Act.PROPOSE_COMPROMISE),
        key=new_key(),
        form=next((form for form in forms.values() if form.errors), None),
        **given,
    )


def _readable(by: Actor, rows: Sequence[Amendment]) -> list[Any]:
    return [shown(each) for each in rows if may_read(by, each)]


def _whole(amendment: Amendment) -> Any:
    if amendment.divided_from_id is None:
        return None
    return shown(amendment_shown(amendment.divided_from_id))


def _compromise(amendment: Amendment, by: Actor) -> dict[str, Any] | None:
    """What a compromise would replace, who has agreed, and what this reader may answer."""
    if amendment.route is not Route.COMPROMISE:
        return None
    named_ones = replaced_by(amendment.id)
    reached = agreement_on(amendment, named_ones)
    asked = {main.delegation_id for each in named_ones if (main := main_sponsor(each)) is not None}
    may_answer = by.delegation_id in asked and may_consent(by, amendment)
    agrees = by.delegation_id not in reached.awaited
    return {
        "replaces": [shown(each) for each in named_ones],
        "awaited": reached.awaited,
        "replaced": reached.replaced,
        "may_give": may_answer and not agrees and by.can(Act.GIVE_CONSENT),
        "may_take_back": may_answer and agrees and by.can(Act.TAKE_CONSENT_BACK),
    }


def _recommendations(amendment: Amendment, by: Actor) -> list[Recommendation]:
    sees_all = by.holds(Role.SECRETARIAT)
    return [each for each in recommendations_on(amendment) if each.shown or sees_all]


def _may_amend(amendment: Amendment, by: Actor) -> bool:
    rules = Rules.of(this_forum().rules)
    parents = {} if amendment.parent_id is None else {amendment.id: amendment.parent_id}
    return (
        by.can(Act.SAVE_DRAFT)
        and by.delegation_id is not None
        and newest(amendment).text is not None
        and may_be_amended(amendment.id, amendment.state, parents, rules)
    )
