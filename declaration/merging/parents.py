"""Amendments to an amendment: adopted, they are merged into a new wording of their parent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from declaration.amendments import steps as amendments
from declaration.amendments.facts import (
    arabic_is_confirmed,
    changes_something,
    label,
    public_facts,
    relations,
    scope_is_clear,
)
from declaration.amendments.models import Amendment
from declaration.amendments.queries import amendment_shown, newest
from declaration.drafting.models import Declaration, Origin
from declaration.extensions import db
from declaration.journal import Actor, act
from declaration.merging import publishing
from declaration.merging.composing import Input
from declaration.merging.models import MergeRecord
from declaration.merging.operations import deciding_ballots
from declaration.merging.plans import NOTHING, UNDECIDED, UNKNOWN, clean
from declaration.merging.weaving import Variant, Weave, by_number, weave
from declaration.procedure import MACHINES, after
from declaration.procedure.acts import Act, Role
from declaration.procedure.refusals import Invalid, NotPermitted, Stale
from declaration.procedure.states import AmendmentState

AMENDMENT: Final = MACHINES["amendment"]


@dataclass(frozen=True)
class Parent:
    """An amendment to which others have been adopted, and how many."""

    amendment_id: int
    label: str
    adopted: int


@dataclass(frozen=True)
class Wording:
    """The wording of a parent, as the desk's subject: its number counts as its version."""

    clause_id: int
    text: str
    version: int


def parents_to_merge(declaration_id: int) -> list[Parent]:
    """Amendments to which others were adopted and not merged yet. One statement."""
    child = aliased(Amendment)
    query = (
        select(Amendment, func.count(child.id))
        .join(child, child.parent_id == Amendment.id)
        .where(Amendment.declaration_id == declaration_id, child.state == AmendmentState.ADOPTED)
        .group_by(Amendment.id)
        .order_by(Amendment.number)
    )
    return [Parent(row.id, label(row), count) for row, count in db.session.execute(query)]


def adopted_children(parent: Amendment) -> list[Amendment]:
    """The adopted amendments to an amendment, with all a page shows. Four statements."""
    query = select(Amendment.id).where(
        Amendment.parent_id == parent.id, Amendment.state == AmendmentState.ADOPTED
    )
    return [amendment_shown(child_id) for child_id in db.session.scalars(query.order_by("id"))]


def subject_of(parent: Amendment) -> Wording:
    """The parent's present wording; its revisions are loaded."""
    wording = newest(parent)
    return Wording(clause_id=wording.id, text=wording.text or "", version=wording.number)


def input_of(parent: Amendment, child: Amendment) -> Input:
    """An amendment to the amendment as an input of the parent's next wording."""
    wording = newest(child)
    return Input(
        revision_id=wording.id,
        amendment_id=child.id,
        clause_id=newest(parent).id,
        base=wording.base_text,
        text=wording.text,
    )


@dataclass(frozen=True, kw_only=True)
class ParentPlan:
    """What is to be merged into a parent. `seen` is the number of the wording that was read."""

    chosen: tuple[int, ...]
    seen: int | None = None
    resolutions: Mapping[int, str] = field(default_factory=dict)


def merge_into_parent(parent_id: int, plan: ParentPlan, by: Actor) -> int:
    """Give an amendment the wording that adopted amendments to it make; gives its number.

    By the same merge as a publication, with a record of its own. The parent may still be
    rejected; it falls when they leave nothing of it.
    Raises Invalid, NotPermitted, Stale, WrongState.
    """
    with act(Act.REVISE, by=by) as entry:
        by.must(Act.REVISE)
        if not by.holds(Role.SECRETARIAT):
            raise NotPermitted(Act.REVISE)
        first = db.session.get_one(Amendment, parent_id)
        db.session.get_one(Declaration, first.declaration_id, with_for_update=True)
        children = publishing.locked_amendments(plan.chosen)
        parent = amendments.locked(parent_id)
        latest = newest(parent)
        if plan.seen is not None and plan.seen != latest.number:
            raise Stale(seen=plan.seen, now=latest.number)
        woven = _woven(parent, children, plan)
        assert woven.text is not None
        inputs = {newest(child).id: child.id for child in children}
        ballots = deciding_ballots([child.id for child in children])
        for child in children:
            child.state = after(AMENDMENT, child.state, Act.REVISE)
            child.needs_rebasing = False
        revision = amendments.subamend(parent, woven.text)
        was, says_something = parent.state, changes_something(parent, revision)
        parent.state = after(
            AMENDMENT,
            was,
            Act.REVISE,
            replace(
                relations(parent),
                changes_something=says_something,
                emptied_by_adoption=not says_something,
                arabic_is_confirmed=arabic_is_confirmed(parent, revision),
                scope_is_clear=scope_is_clear(parent, revision),
            ),
        )
        fallen = [] if says_something else _let_fall(parent, children, was)
        kept = MergeRecord(
            amendment_revision_id=revision.id,
            origin=Origin.MERGE,
            membership_id=by.membership_id,
            engine=publishing.ENGINE,
            arrangement=[],
            at=entry.at,
        )
        db.session.add(kept)
        db.session.flush()
        publishing.keep_inputs(
            kept.id,
            {
                wording_id: ballots[child_id][0] if child_id in ballots else None
                for wording_id, child_id in inputs.items()
            },
        )
        if parent.clause_id is not None:
            publishing.keep_resolutions(kept.id, parent.clause_id, woven)
        entry.about("amendment", label(parent), revision.number)
        entry.data(**public_facts(parent), fallen=[label(each) for each in fallen] or None)
    return revision.number


def _let_fall(
    parent: Amendment, children: Sequence[Amendment], was: AmendmentState
) -> list[Amendment]:
    """Say why a parent of which nothing is left fell; what else amends it falls with it."""
    parent.because = {"number": label(children[0]), "was": was.value}
    parent.voting_place = None
    because: dict[str, object] = {"by": parent.id, "number": label(parent)}
    return amendments.let_children_fall(parent, Act.REVISE, because)


def _woven(parent: Amendment, children: Sequence[Amendment], plan: ParentPlan) -> Weave:
    if not children:
        raise Invalid({"chosen": [NOTHING]})
    if len(children) != len(set(plan.chosen)) or any(
        child.parent_id != parent.id for child in children
    ):
        raise Invalid({"chosen": [UNKNOWN]})
    agreed = {number: clean(words, "resolutions") for number, words in plan.resolutions.items()}
    woven = weave(
        newest(parent).text or "",
        {
            newest(child).id: Variant(newest(child).base_text, newest(child).text or "")
            for child in children
        },
        by_number(agreed),
    )
    if woven.text is None or set(agreed) - set(woven.agreed):
        raise Invalid({"resolutions": [UNDECIDED]})
    if woven.text == newest(parent).text:
        raise Invalid({"chosen": [NOTHING]})
    return woven
