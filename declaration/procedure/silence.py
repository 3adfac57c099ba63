"""The silence procedure: adopted at the deadline unless a delegation says no.

No quorum is asked. One objection with a reason breaks it. A changed text voids the ballot and
opens a successor, with the whole time again. Source: GA decision 74/544.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from declaration.procedure.deadlines import has_passed
from declaration.procedure.decision import Decision, Ground
from declaration.procedure.rules import Rules
from declaration.procedure.states import Outcome


@dataclass(frozen=True)
class Objection:
    """A delegation that does not go along, and since when."""

    delegation: str
    at: datetime
    reason: str = ""


@dataclass(frozen=True)
class SilenceEnd:
    """How and when silence ended: at its deadline, or at the first objection."""

    decision: Decision
    at: datetime


def silence_ends(
    closes: datetime, objections: Sequence[Objection], now: datetime
) -> SilenceEnd | None:
    """The end of a silence procedure, or None while it runs.

    An objection at or after the deadline comes too late. The end is dated when it came about,
    however much later it is written down.
    """
    in_time = [o.at for o in objections if o.at < closes and o.reason.strip()]
    if in_time:
        return SilenceEnd(Decision(Outcome.REJECTED, Ground.OBJECTION, 0), min(in_time))
    if has_passed(closes, now):
        return SilenceEnd(Decision(Outcome.ADOPTED, Ground.NO_OBJECTION, 0), closes)
    return None


def earliest_end(opened: datetime, rules: Rules) -> datetime:
    """The first instant at which silence opened now may end."""
    return opened + timedelta(hours=rules.silence_hours)


def successor_closes(opened: datetime, closes: datetime, restarted: datetime) -> datetime:
    """When the ballot on a changed text closes: the same length of time, from its restart."""
    return restarted + (closes - opened)
