"""Who speaks next: points of order first, then in order of request."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from declaration.procedure.rules import Rules


class Floor(StrEnum):
    """What the floor is asked for."""

    POINT_OF_ORDER = "point-of-order"
    IN_FAVOUR = "for"
    AGAINST = "against"
    GENERAL = "general"


@dataclass(frozen=True)
class Request:
    """A delegation that asked for the floor."""

    delegation: str
    asked: datetime
    floor: Floor = Floor.GENERAL


def speakers(
    waiting: Sequence[Request],
    heard: Sequence[Request],
    rules: Rules,
    *,
    list_closed_at: datetime | None = None,
) -> list[Request]:
    """The speakers to come, in order.

    Points of order come first and are never refused. A delegation has as many turns as the rules
    allow, those already heard included; what was asked after the list was closed is left out.
    Where the rules say so, for and against alternate, beginning with the side not heard last.
    Source: GA rules 71 and 72 (order, time and turns), 73 (closing the list).
    """
    in_order = sorted(waiting, key=lambda request: (request.asked, request.delegation))
    points = [r for r in in_order if r.floor is Floor.POINT_OF_ORDER]
    listed = [
        r
        for r in in_order
        if r.floor is not Floor.POINT_OF_ORDER
        and (list_closed_at is None or r.asked < list_closed_at)
    ]
    allowed = _within_turns(listed, heard, rules)
    if rules.for_and_against_alternate:
        sides = [r.floor for r in heard if r.floor in {Floor.IN_FAVOUR, Floor.AGAINST}]
        allowed = _alternate(allowed, last=sides[-1] if sides else None)
    return points + allowed


def _within_turns(
    listed: Sequence[Request], heard: Sequence[Request], rules: Rules
) -> list[Request]:
    taken = Counter(r.delegation for r in heard if r.floor is not Floor.POINT_OF_ORDER)
    allowed = []
    for request in listed:
        taken[request.delegation] += 1
        if taken[request.delegation] <= rules.turns:
            allowed.append(request)
    return allowed


def _alternate(listed: Sequence[Request], last: Floor | None) -> list[Request]:
    left = list(listed)
    order = []
    while left:
        other = {Floor.IN_FAVOUR: Floor.AGAINST, Floor.AGAINST: Floor.IN_FAVOUR}.get(
            last or Floor.AGAINST
        )
        chosen = next((r for r in left if r.floor in {other, Floor.GENERAL}), left[0])
        left.remove(chosen)
        order.append(chosen)
        last = chosen.floor if chosen.floor is not Floor.GENERAL else last
    return order


def overtime(began: datetime, now: datetime, rules: Rules) -> int:
    """Seconds beyond the turn's time; negative while there is time left."""
    return int((now - began).total_seconds()) - rules.speaking_seconds
