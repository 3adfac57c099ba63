"""Whether time has run out: pure functions of the record and the clock.

A deadline has passed from its very second on, for every reader alike. What follows from it is
written later, and dated at the deadline. All instants carry their time zone.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from declaration.procedure.rules import Rules


def has_passed(deadline: datetime | None, now: datetime) -> bool:
    """Whether the deadline is behind us. Without one there is always time."""
    return deadline is not None and now >= deadline


@dataclass(frozen=True)
class Window:
    """When amendments may be submitted; from `opens` on, up to but not at `closes`."""

    opens: datetime | None = None
    closes: datetime | None = None

    def is_open(self, now: datetime) -> bool:
        """Whether an amendment submitted now is in time. A window never opened is closed."""
        return has_passed(self.opens, now) and not has_passed(self.closes, now)

    def remaining(self, now: datetime) -> timedelta | None:
        """The time left; zero when it is over, None when nothing limits it."""
        if self.closes is None:
            return None
        return max(self.closes - now, timedelta())


def earliest_vote(submitted: datetime, rules: Rules) -> datetime:
    """When an amendment may be put to the vote without a waiver. Source: GA rule 78."""
    return submitted + timedelta(hours=rules.notice_hours)


def extends(present: datetime | None, proposed: datetime, now: datetime) -> bool:
    """Whether a new deadline lengthens the present one; a ballot is never shortened.

    A ballot without a deadline, which the chair closes, may be given one that is still to come.
    """
    return proposed > now and (present is None or proposed > present)
