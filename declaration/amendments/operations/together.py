"""Amendments decided apart or together: division into parts, packages under one ballot."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from sqlalchemy import select

from declaration.amendments import steps
from declaration.amendments.facts import label, relations
from declaration.amendments.models import Amendment, Cause
from declaration.amendments.operations.gate import AMENDMENT, about, must, must_be_here
from declaration.amendments.queries import newest
from declaration.amendments.wording import Wording, parts_of
from declaration.drafting.models import Declaration
from declaration.extensions import db
from declaration.journal import Actor, act
from declaration.procedure import after, part_letter
from declaration.procedure.acts import Act
from declaration.procedure.facts import Facts
from declaration.procedure.refusals import Invalid
from declaration.procedure.states import AmendmentState

IN_A_PACKAGE: Final = "One of these belongs to a package already."
OF_ANOTHER_TEXT: Final = "These amendments do not belong to one declaration."


def divide(amendment_id: int, by: Actor, *, seen: int | None = None) -> list[int]:
    """Let each separable part be decided as an amendment of its own; gives the parts' ids.

    The parts bear the whole's number and a letter, and stand where the whole stood: admissible,
    or scheduled. A part is divided no further. Source: General Assembly rule 89.
    Raises NotPermitted, Stale, WrongState.
    """
    with act(Act.DIVIDE, by=by) as entry:
        whole = steps.locked_under_declaration(amendment_id, seen)
        must(Act.DIVIDE, by, whole)
        parts = parts_of(newest(whole))
        was = whole.state
        facts = replace(relations(whole), parts=len(parts))
        whole.state = after(AMENDMENT, whole.state, Act.DIVIDE, facts)
        divided = [_part_of(whole, was, letter, part) for letter, part in enumerate(parts, start=1)]
        whole.voting_place = None
        steps.touch(whole)
        about(entry, whole)
        entry.data(parts=[label(part) for part in divided])
    return [part.id for part in divided]


def _part_of(whole: Amendment, was: AmendmentState, place: int, wording: Wording) -> Amendment:
    latest = newest(whole)
    parent = steps.locked(whole.parent_id) if whole.parent_id is not None else None
    declaration = db.session.get_one(Declaration, whole.declaration_id)
    part = steps.new_amendment(whole.declaration_id, whole.clause, None, parent=parent)
    part.number, part.part, part.divided_from_id = whole.number, part_letter(place), whole.id
    part.submitted_at, part.late, part.ruling = whole.submitted_at, whole.late, whole.ruling
    part.package, part.route = whole.package, whole.route
    steps.say(
        part,
        wording,
        cause=Cause.DIVIDED,
        number=1,
        base=latest.base_version,
        base_wording=latest.base_wording,
    )
    steps.copy_sponsors(whole, part, latest.number)
    facts = Facts(
        stage=declaration.state,
        lateness_waived=True,
        changes_something=True,
        arabic_is_confirmed=True,
        scope_is_clear=True,
        on_current_version=True,
        is_in_the_text=False,
        parent_awaits_its_vote=True,
    )
    passed = [Act.SUBMIT, Act.ADMIT]
    for step in [*passed, Act.SCHEDULE] if was is AmendmentState.SCHEDULED else passed:
        part.state = after(AMENDMENT, part.state, step, facts)
    db.session.flush()
    return part


def pack(amendment_ids: Sequence[int], by: Actor) -> int:
    """Bind amendments into a package, decided by one ballot; gives the package's number.

    Raises Invalid, NotPermitted, WrongState.
    """
    with act(Act.PACK, by=by) as entry:
        by.must(Act.PACK)
        rows = [steps.locked_under_declaration(each) for each in sorted(set(amendment_ids))]
        if len(rows) < 2:
            raise Invalid({"amendments": [steps.A_PACKAGE_HAS_TWO]})
        if len({row.declaration_id for row in rows}) > 1:
            raise Invalid({"amendments": [OF_ANOTHER_TEXT]})
        if any(row.package is not None for row in rows):
            raise Invalid({"amendments": [IN_A_PACKAGE]})
        declaration_id = rows[0].declaration_id
        declaration = must_be_here(Act.PACK, by, declaration_id)
        number = steps.next_package(declaration_id)
        for row in rows:
            row.state = after(AMENDMENT, row.state, Act.PACK)
            row.package = number
            steps.touch(row)
        entry.about("package", number)
        entry.data(declaration=declaration.key, amendments=[label(row) for row in rows])
    return number


def unpack(amendment_id: int, by: Actor, *, seen: int | None = None) -> None:
    """Dissolve the package that an amendment belongs to. Raises NotPermitted, Stale, WrongState."""
    with act(Act.UNPACK, by=by) as entry:
        amendment = steps.locked(amendment_id, seen)
        must(Act.UNPACK, by, amendment)
        number = amendment.package
        query = (
            select(Amendment)
            .where(
                Amendment.declaration_id == amendment.declaration_id,
                Amendment.package == number,
            )
            .order_by(Amendment.id)
            .with_for_update()
        )
        for row in db.session.scalars(query):
            # what its delegation still drafts goes free with the rest
            if row.state is not AmendmentState.DRAFT:
                row.state = after(AMENDMENT, row.state, Act.UNPACK)
            row.package = None
            steps.touch(row)
        assert number is not None
        entry.about("package", number)
        entry.data(declaration=must_be_here(Act.UNPACK, by, amendment.declaration_id).key)
