"""What will be voted, and in which order."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from sqlalchemy import select

from declaration.amendments import steps
from declaration.amendments.facts import label, relations
from declaration.amendments.models import Amendment
from declaration.amendments.operations.gate import (
    AMENDMENT,
    about,
    clean_reason,
    must,
    must_be_here,
)
from declaration.drafting.models import Declaration
from declaration.drafting.queries import clause_named
from declaration.extensions import db
from declaration.journal import Actor, act
from declaration.procedure import after
from declaration.procedure.acts import Act
from declaration.procedure.facts import Facts
from declaration.procedure.refusals import Invalid
from declaration.procedure.states import AmendmentState
from declaration.procedure.substance import Substance

EACH_ONCE: Final = "Each scheduled amendment has one place of its own in the order."


def schedule(amendment_id: int, by: Actor, *, seen: int | None = None) -> None:
    """Put an amendment on the list of what will be voted.

    Raises NotPermitted, Stale, WrongState.
    """
    with act(Act.SCHEDULE, by=by) as entry:
        amendment = steps.locked(amendment_id, seen)
        must(Act.SCHEDULE, by, amendment)
        declaration = db.session.get_one(Declaration, amendment.declaration_id)
        facts = replace(relations(amendment), stage=declaration.state)
        amendment.state = after(AMENDMENT, amendment.state, Act.SCHEDULE, facts)
        steps.touch(amendment)
        about(entry, amendment)


def unschedule(amendment_id: int, by: Actor, *, seen: int | None = None) -> None:
    """Take an amendment off the list of what will be voted.

    Raises NotPermitted, Stale, WrongState.
    """
    with act(Act.UNSCHEDULE, by=by) as entry:
        amendment = steps.locked(amendment_id, seen)
        must(Act.UNSCHEDULE, by, amendment)
        amendment.state = after(AMENDMENT, amendment.state, Act.UNSCHEDULE)
        amendment.voting_place = None
        steps.touch(amendment)
        about(entry, amendment)


def correct_substance(
    amendment_id: int, substance: Substance, reason: str, by: Actor, *, seen: int | None = None
) -> None:
    """Set the class by which an amendment stands in the order of voting, and say why.

    It holds for the wording the amendment has; a new one is classed anew. Raises Invalid,
    NotPermitted, Stale, WrongState.
    """
    with act(Act.CORRECT_SUBSTANCE, by=by) as entry:
        amendment = steps.locked(amendment_id, seen)
        must(Act.CORRECT_SUBSTANCE, by, amendment)
        reason = clean_reason(reason)
        facts = Facts(reason=reason)
        amendment.state = after(AMENDMENT, amendment.state, Act.CORRECT_SUBSTANCE, facts)
        amendment.substance = substance
        steps.touch(amendment)
        about(entry, amendment)
        entry.data(substance=substance.value)
        entry.seal(reason=reason)


def reorder(
    declaration_id: int, clause_key: str, order: Sequence[int], reason: str, by: Actor
) -> None:
    """Put a clause's scheduled amendments to the vote in this order, and say why.

    `order` holds the ids of all of them. Raises Invalid, NotPermitted, WrongState.
    """
    with act(Act.REORDER, by=by) as entry:
        by.must(Act.REORDER)
        declaration = must_be_here(Act.REORDER, by, declaration_id)
        clause = clause_named(declaration_id, clause_key)
        reason = clean_reason(reason)
        query = (
            select(Amendment)
            .where(Amendment.clause_id == clause.id, Amendment.state == AmendmentState.SCHEDULED)
            .order_by(Amendment.id)
            .with_for_update()
        )
        rows = {row.id: row for row in db.session.scalars(query)}
        if sorted(order) != sorted(rows):
            raise Invalid({"order": [EACH_ONCE]})
        for place, amendment_id in enumerate(order, start=1):
            row = rows[amendment_id]
            row.state = after(AMENDMENT, row.state, Act.REORDER, Facts(reason=reason))
            row.voting_place = place
            steps.touch(row)
        entry.about("clause", clause.key)
        entry.data(declaration=declaration.key, order=[label(rows[each]) for each in order])
        entry.seal(reason=reason)
