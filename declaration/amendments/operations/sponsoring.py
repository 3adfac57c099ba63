"""Who stands behind an amendment: joining, leaving, confirming, withdrawing, taking over."""

from dataclasses import replace

from declaration import clock
from declaration.amendments import steps
from declaration.amendments.facts import label, relations, was_admissible
from declaration.amendments.models import Amendment
from declaration.amendments.operations.gate import AMENDMENT, about, must
from declaration.amendments.queries import newest
from declaration.drafting.models import Declaration
from declaration.extensions import db
from declaration.journal import Actor, act
from declaration.procedure import after
from declaration.procedure.acts import Act


def co_sponsor(amendment_id: int, by: Actor, *, seen: int | None = None) -> None:
    """Support an amendment as its author too. Raises NotPermitted, Stale, WrongState."""
    with act(Act.CO_SPONSOR, by=by) as entry:
        amendment = steps.locked(amendment_id, seen)
        must(Act.CO_SPONSOR, by, amendment)
        amendment.state = after(AMENDMENT, amendment.state, Act.CO_SPONSOR)
        assert by.delegation_id is not None
        known = next((s for s in amendment.sponsors if s.delegation_id == by.delegation_id), None)
        latest = newest(amendment).number
        if known is None:
            steps.sponsor(amendment, by.delegation_id, main=False, confirmed_revision=latest)
        else:
            known.main, known.left_at, known.confirmed_revision = False, None, latest
        steps.touch(amendment)
        about(entry, amendment)


def leave_sponsors(amendment_id: int, by: Actor, *, seen: int | None = None) -> None:
    """End a co-sponsorship. Raises NotPermitted, Stale, WrongState."""
    with act(Act.LEAVE_SPONSORS, by=by) as entry:
        amendment = steps.locked(amendment_id, seen)
        must(Act.LEAVE_SPONSORS, by, amendment)
        amendment.state = after(AMENDMENT, amendment.state, Act.LEAVE_SPONSORS)
        own = next(s for s in amendment.sponsors if s.delegation_id == by.delegation_id)
        own.left_at = clock.now()
        steps.touch(amendment)
        about(entry, amendment)


def confirm_sponsorship(amendment_id: int, by: Actor, *, seen: int | None = None) -> None:
    """Stand by the wording an amendment has now. Raises NotPermitted, Stale, WrongState."""
    with act(Act.CONFIRM_SPONSORSHIP, by=by) as entry:
        amendment = steps.locked(amendment_id, seen)
        must(Act.CONFIRM_SPONSORSHIP, by, amendment)
        amendment.state = after(AMENDMENT, amendment.state, Act.CONFIRM_SPONSORSHIP)
        own = next(s for s in amendment.sponsors if s.delegation_id == by.delegation_id)
        own.confirmed_revision = newest(amendment).number
        steps.touch(amendment)
        about(entry, amendment)


def withdraw(amendment_id: int, by: Actor, *, seen: int | None = None) -> None:
    """Take an amendment back, which its proposer may until its vote opens.

    What a withdrawn compromise had replaced comes back; what amends it falls.
    Source: General Assembly rule 80.
    Raises NotPermitted, Stale, WrongState.
    """
    with act(Act.WITHDRAW, by=by) as entry:
        amendment = steps.locked(amendment_id, seen)
        must(Act.WITHDRAW, by, amendment)
        amendment.because = {"was": amendment.state.value}
        amendment.state = after(AMENDMENT, amendment.state, Act.WITHDRAW, relations(amendment))
        amendment.voting_place = None
        returned = steps.return_replaced(amendment, Act.WITHDRAW)
        fallen = steps.let_children_fall(amendment, Act.WITHDRAW, _withdrawn(amendment))
        steps.touch(amendment)
        about(entry, amendment)
        entry.data(
            returned=[label(each) for each in returned] or None,
            fallen=[label(each) for each in fallen] or None,
        )


def _withdrawn(amendment: Amendment) -> dict[str, object]:
    return {"by": amendment.id, "number": label(amendment), "reason": ""}


def take_over(amendment_id: int, by: Actor, *, seen: int | None = None) -> None:
    """Carry on, as its main sponsor, an amendment that was withdrawn, with what amended it.

    Source: General Assembly rule 80. Raises NotPermitted, Stale, WrongState.
    """
    with act(Act.TAKE_OVER, by=by) as entry:
        amendment = steps.locked_under_declaration(amendment_id, seen)
        must(Act.TAKE_OVER, by, amendment)
        declaration = db.session.get_one(Declaration, amendment.declaration_id)
        facts = replace(
            relations(amendment),
            stage=declaration.state,
            was_admissible=was_admissible(amendment),
        )
        amendment.state = after(AMENDMENT, amendment.state, Act.TAKE_OVER, facts)
        amendment.because = {}
        latest = newest(amendment).number
        for each in amendment.sponsors:
            if each.main and each.left_at is None:
                each.left_at = clock.now()
        # Two live main sponsors cannot be stored, not even for a moment.
        db.session.flush()
        own = next(s for s in amendment.sponsors if s.delegation_id == by.delegation_id)
        own.main, own.confirmed_revision = True, latest
        steps.bring_up_to_date(amendment)
        returned = steps.return_children(amendment)
        steps.bring_children_up_to_date(amendment)
        steps.touch(amendment)
        about(entry, amendment)
        entry.data(returned=[label(each) for each in returned] or None)
