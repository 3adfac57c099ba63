"""The chair's ruling on what an adoption means for another amendment."""

from dataclasses import replace
from typing import Final

from sqlalchemy import select

from declaration.amendments import steps as amendments
from declaration.amendments.facts import label, relations
from declaration.amendments.models import Amendment
from declaration.amendments.queries import WITH_ALL, newest
from declaration.drafting.models import Declaration
from declaration.extensions import db
from declaration.journal import Actor, act
from declaration.procedure import MACHINES, after
from declaration.procedure.acts import Act
from declaration.procedure.refusals import Invalid, NotPermitted
from declaration.procedure.states import AmendmentState, Fate
from declaration.voting.consequences import BESIDE, RULED, between
from declaration.voting.models import Ballot, BallotSubject
from declaration.voting.operations import typed

AMENDMENT: Final = MACHINES["amendment"]
NOT_ADOPTED: Final = "Only an adoption has consequences for other amendments."
SAY_WHY: Final = "Say why this differs from what is proposed."


def rule_consequence(
    amendment_id: int, fate: Fate, adopted_id: int, by: Actor, *, reason: str = ""
) -> None:
    """Let an amendment fall, be satisfied, or stay, because another was adopted.

    What differs from the proposal needs a reason. What falls takes the amendments to it along.
    Raises Invalid, NotPermitted, WrongState.
    """
    reason = typed(reason)
    with act(Act.RULE_CONSEQUENCE, by=by) as entry:
        by.must(Act.RULE_CONSEQUENCE)
        amendment = amendments.locked(amendment_id)
        declaration = db.session.get_one(Declaration, amendment.declaration_id)
        if declaration.forum_id != by.forum_id:
            raise NotPermitted(Act.RULE_CONSEQUENCE)
        adopted = _adopted(adopted_id, amendment)
        follows = between(adopted, amendment)
        proposed = follows.fate if follows else Fate.STAYS
        if fate is not proposed and not reason:
            raise Invalid({"reason": [SAY_WHY]})
        _rule(amendment, adopted, fate, reason)
        entry.about("amendment", label(amendment), newest(amendment).number)
        entry.data(
            declaration=declaration.key,
            fate=fate.value,
            because_of=label(adopted),
            proposed=proposed.value,
            ballot=_ballot_of(adopted.id),
        )
        if reason:
            entry.seal(reason=reason)


def _adopted(adopted_id: int, amendment: Amendment) -> Amendment:
    query = select(Amendment).where(Amendment.id == adopted_id).options(*WITH_ALL)
    adopted = db.session.scalars(query).one()
    same_clause = adopted.clause_id == amendment.clause_id and adopted.id != amendment.id
    if adopted.state is not AmendmentState.ADOPTED or not same_clause:
        raise Invalid({"adopted": [NOT_ADOPTED]})
    return adopted


def _rule(amendment: Amendment, adopted: Amendment, fate: Fate, reason: str) -> None:
    was = amendment.state
    facts = replace(relations(amendment), fate=fate, reason=reason)
    amendment.state = after(AMENDMENT, was, Act.RULE_CONSEQUENCE, facts)
    because: dict[str, object] = {
        "by": adopted.id,
        "number": label(adopted),
        "reason": reason,
        "was": was.value,
    }
    if amendment.state in RULED:
        amendment.because = because
        amendments.return_replaced(amendment, Act.RULE_CONSEQUENCE)
        amendments.let_children_fall(amendment, Act.RULE_CONSEQUENCE, because)
    else:
        beside = {*amendment.because.get(BESIDE, ()), adopted.id}
        amendment.because = {**amendment.because, BESIDE: sorted(beside), "reason": reason}
    amendments.touch(amendment)


def _ballot_of(amendment_id: int) -> int | None:
    query = (
        select(Ballot.number)
        .join(BallotSubject, BallotSubject.ballot_id == Ballot.id)
        .where(BallotSubject.amendment_id == amendment_id, BallotSubject.current)
    )
    return db.session.scalars(query).first()
