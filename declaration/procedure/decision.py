"""From a tally to an outcome, with the reason that the record keeps."""

from dataclasses import dataclass
from enum import StrEnum

from declaration.procedure.majority import Majority, Share, Tally, carries, needed
from declaration.procedure.states import Outcome


class Ground(StrEnum):
    """Why a ballot ended as it did."""

    CARRIED = "carried"
    NO_OBJECTION = "no-objection"
    TIE = "tie"
    NOBODY_VOTED = "nobody-voted"
    SHORT = "short-of-the-majority"
    OBJECTION = "objection"
    NO_QUORUM = "no-quorum"


@dataclass(frozen=True)
class Decision:
    """An outcome and its ground. Numbers are delegations."""

    outcome: Outcome
    ground: Ground
    needed: int
    """In favour, to carry; of those present, when the quorum was missing."""


def decide(
    majority: Majority, tally: Tally, *, electors: int, present: int, quorum: Share | None
) -> Decision:
    """Decide a ballot: void without a quorum, otherwise by its majority.

    All numbers are delegations; `present` are those present when the ballot closes, in a written
    ballot those that answered. `quorum` None asks for nobody's presence, as silence does.
    Raises ValueError when more answered than there are electors. Source: GA rule 67.
    """
    if max(tally.taking_part, present) > electors:
        raise ValueError(f"more delegations than the {electors} electors: {tally}, {present=}")
    if quorum is not None and not quorum.met(present, electors):
        return Decision(Outcome.VOID, Ground.NO_QUORUM, quorum.least(electors))
    wanted = needed(majority, tally, electors)
    if carries(majority, tally, electors):
        ground = Ground.NO_OBJECTION if majority is Majority.CONSENSUS else Ground.CARRIED
        return Decision(Outcome.ADOPTED, ground, wanted)
    return Decision(Outcome.REJECTED, _lost(majority, tally), wanted)


def _lost(majority: Majority, tally: Tally) -> Ground:
    if majority is Majority.CONSENSUS:
        return Ground.OBJECTION
    if tally.voting == 0:
        return Ground.NOBODY_VOTED
    if majority is Majority.SIMPLE and tally.in_favour == tally.against:
        return Ground.TIE
    return Ground.SHORT
