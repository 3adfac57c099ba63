"""Who may do what with an amendment: asked by the act and by the page."""

from collections.abc import Callable, Iterable
from typing import Final

from declaration.amendments.models import Amendment, Route
from declaration.amendments.queries import main_sponsor
from declaration.journal import Actor
from declaration.procedure import MACHINES, possible
from declaration.procedure.acts import Act, Role
from declaration.procedure.states import AmendmentState

UNSEEN: Final = frozenset({AmendmentState.DRAFT, AmendmentState.DISCARDED})


def stands_behind(by: Actor, amendment: Amendment) -> bool:
    """Whether the actor's delegation sponsors it now."""
    return any(
        s.delegation_id == by.delegation_id and s.left_at is None for s in amendment.sponsors
    )


def leads(by: Actor, amendment: Amendment) -> bool:
    """Whether it is the actor's own delegation's amendment."""
    main = main_sponsor(amendment)
    return main is not None and main.delegation_id == by.delegation_id


def may_read(by: Actor, amendment: Amendment) -> bool:
    """A draft is its delegation's alone; what is not screened yet, the secretariat's too."""
    if amendment.state in UNSEEN:
        return amendment.state is AmendmentState.DRAFT and stands_behind(by, amendment)
    if amendment.state is AmendmentState.SUBMITTED:
        return by.holds(Role.SECRETARIAT) or stands_behind(by, amendment)
    return True


def _holds_office(_by: Actor, _amendment: Amendment) -> bool:
    return True


def _may_join(by: Actor, amendment: Amendment) -> bool:
    return by.delegation_id is not None and not stands_behind(by, amendment)


def _may_leave(by: Actor, amendment: Amendment) -> bool:
    return stands_behind(by, amendment) and not leads(by, amendment)


def _may_take_over(by: Actor, amendment: Amendment) -> bool:
    return any(s.delegation_id == by.delegation_id for s in amendment.sponsors) and not leads(
        by, amendment
    )


def _awaits_confirmation(by: Actor, amendment: Amendment) -> bool:
    latest = amendment.revisions[-1].number
    return any(
        s.delegation_id == by.delegation_id
        and s.left_at is None
        and (s.confirmed_revision or 0) < latest
        for s in amendment.sponsors
    )


def _may_restate(by: Actor, amendment: Amendment) -> bool:
    return amendment.needs_rebasing and (leads(by, amendment) or by.holds(Role.SECRETARIAT))


def _awaits_arabic(_by: Actor, amendment: Amendment) -> bool:
    latest = amendment.revisions[-1]
    return latest.text is None and latest.text_en is not None


def _may_revise(by: Actor, amendment: Amendment) -> bool:
    return leads(by, amendment) or (
        amendment.route is Route.COMPROMISE and by.holds(Role.SECRETARIAT)
    )


MAY: Final[dict[Act, Callable[[Actor, Amendment], bool]]] = {
    Act.SAVE_DRAFT: stands_behind,
    Act.DISCARD_DRAFT: leads,
    Act.SUBMIT: leads,
    Act.REVISE: _may_revise,
    Act.RESTATE: _may_restate,
    Act.WITHDRAW: leads,
    Act.CO_SPONSOR: _may_join,
    Act.LEAVE_SPONSORS: _may_leave,
    Act.CONFIRM_SPONSORSHIP: _awaits_confirmation,
    Act.TAKE_OVER: _may_take_over,
    Act.ADMIT: _holds_office,
    Act.REFUSE: _holds_office,
    Act.RULE_ON_SCOPE: _holds_office,
    Act.ENTER_ARABIC: _awaits_arabic,
    Act.CONFIRM_ARABIC: leads,
    Act.RECOMMEND: _holds_office,
    Act.SCHEDULE: _holds_office,
    Act.UNSCHEDULE: _holds_office,
    Act.REORDER: _holds_office,
    Act.DIVIDE: _holds_office,
}
"""What the object adds to the kernel's table."""


def allowed(by: Actor, act: Act, amendment: Amendment) -> bool:
    """Whether this person may do this to this amendment, its state aside."""
    return by.can(act) and act in MAY and MAY[act](by, amendment)


def open_acts(by: Actor, amendment: Amendment) -> list[Act]:
    """What this person can do here now: the buttons of the page."""
    acts: Iterable[Act] = possible(MACHINES["amendment"], amendment.state)
    return [act for act in acts if allowed(by, act, amendment)]
