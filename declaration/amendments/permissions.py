"""Who may do what with an amendment: asked by the act and by the page."""

from collections.abc import Callable, Iterable
from typing import Final

from declaration.amendments.facts import (
    SCREENED,
    arabic_is_confirmed,
    recorded_sponsors,
    scope_is_clear,
    screening_facts,
    was_admissible,
)
from declaration.amendments.models import Amendment, Route
from declaration.amendments.queries import main_sponsor, newest
from declaration.amendments.wording import separable
from declaration.drafting.models import Declaration
from declaration.journal import Actor, Channel
from declaration.procedure import MACHINES, may_see, possible
from declaration.procedure.acts import Act, Role
from declaration.procedure.sponsors import may_take_over, to_reconfirm
from declaration.procedure.states import AmendmentState, DeclarationState
from declaration.procedure.visibility import PRIVATE

_DECIDED: Final = frozenset(
    {DeclarationState.ADOPTED, DeclarationState.FROZEN, DeclarationState.CLOSED}
)


def may_propose(by: Actor, declaration: Declaration) -> bool:
    """Whether a page offers this person to propose something: delegates, until all is adopted.

    Before the window opens and after it closes too, since a draft can be kept.
    """
    is_delegate = by.delegation_id is not None and by.can(Act.SAVE_DRAFT)
    return is_delegate and declaration.state not in _DECIDED


def stands_behind(by: Actor, amendment: Amendment) -> bool:
    """Whether the actor's delegation sponsors it now."""
    return by.delegation_id is not None and any(
        s.delegation_id == by.delegation_id and s.left_at is None for s in amendment.sponsors
    )


def leads(by: Actor, amendment: Amendment) -> bool:
    """Whether it is the actor's own delegation's amendment."""
    main = main_sponsor(amendment)
    return main is not None and main.delegation_id == by.delegation_id


def may_read(by: Actor, amendment: Amendment) -> bool:
    """A draft is its delegation's alone, also against the secretariat acting for it.

    What is not screened is the secretariat's too, and the chair's where a ruling is asked for.
    """
    if amendment.state in PRIVATE:
        own = by.channel is not Channel.ON_BEHALF and stands_behind(by, amendment)
        return own and amendment.state is AmendmentState.DRAFT
    seen = may_see(
        amendment.state,
        by.roles,
        own=stands_behind(by, amendment),
        was_admissible=was_admissible(amendment),
    )
    return seen or (by.holds(Role.CHAIR) and _awaits_ruling(by, amendment))


def _holds_office(_by: Actor, _amendment: Amendment) -> bool:
    return True


def _says_words(_by: Actor, amendment: Amendment) -> bool:
    """It is placed among the amendments to its clause by what its words change."""
    latest = newest(amendment)
    return latest.text is not None and latest.base_version is not None


def _may_draft(by: Actor, amendment: Amendment) -> bool:
    return may_read(by, amendment) and stands_behind(by, amendment)


def _awaits_ruling(_by: Actor, amendment: Amendment) -> bool:
    return amendment.state is AmendmentState.SUBMITTED and not scope_is_clear(
        amendment, newest(amendment)
    )


def _may_join(by: Actor, amendment: Amendment) -> bool:
    return (
        by.delegation_id is not None
        and may_read(by, amendment)
        and not stands_behind(by, amendment)
        and amendment.route is not Route.COMPROMISE
    )


def _may_leave(by: Actor, amendment: Amendment) -> bool:
    return stands_behind(by, amendment) and not leads(by, amendment)


def _may_take_over(by: Actor, amendment: Amendment) -> bool:
    return may_take_over(recorded_sponsors(amendment), str(by.delegation_id))


def _awaits_confirmation(by: Actor, amendment: Amendment) -> bool:
    asked = to_reconfirm(recorded_sponsors(amendment), newest(amendment).number)
    return str(by.delegation_id) in asked


def _may_restate(by: Actor, amendment: Amendment) -> bool:
    return amendment.needs_rebasing and (leads(by, amendment) or by.holds(Role.SECRETARIAT))


def _may_revise(by: Actor, amendment: Amendment) -> bool:
    if amendment.route is Route.COMPROMISE and by.holds(Role.SECRETARIAT):
        return True
    return leads(by, amendment)


def _may_withdraw(by: Actor, amendment: Amendment) -> bool:
    if amendment.route is Route.COMPROMISE and main_sponsor(amendment) is None:
        return by.holds(Role.SECRETARIAT)
    return leads(by, amendment)


def _awaits_arabic(_by: Actor, amendment: Amendment) -> bool:
    latest = newest(amendment)
    return latest.text is None and latest.text_en is not None


def _may_confirm_arabic(by: Actor, amendment: Amendment) -> bool:
    latest = newest(amendment)
    waits = latest.text is not None and not arabic_is_confirmed(amendment, latest)
    return waits and leads(by, amendment)


def _may_be_divided(_by: Actor, amendment: Amendment) -> bool:
    return amendment.divided_from_id is None and separable(newest(amendment))


def _may_split(by: Actor, amendment: Amendment) -> bool:
    return leads(by, amendment) and separable(newest(amendment))


def _is_packed(_by: Actor, amendment: Amendment) -> bool:
    return amendment.package is not None


def may_consent(by: Actor, compromise: Amendment) -> bool:
    """A delegation answers a compromise that everybody may read, until its vote opens."""
    return (
        compromise.route is Route.COMPROMISE
        and compromise.state in SCREENED
        and by.delegation_id is not None
    )


MAY: Final[dict[Act, Callable[[Actor, Amendment], bool]]] = {
    Act.SAVE_DRAFT: _may_draft,
    Act.DISCARD_DRAFT: _may_draft,
    Act.SUBMIT: _may_draft,
    Act.SPLIT: _may_split,
    Act.REVISE: _may_revise,
    Act.RESTATE: _may_restate,
    Act.WITHDRAW: _may_withdraw,
    Act.CO_SPONSOR: _may_join,
    Act.LEAVE_SPONSORS: _may_leave,
    Act.CONFIRM_SPONSORSHIP: _awaits_confirmation,
    Act.TAKE_OVER: _may_take_over,
    Act.ADMIT: _holds_office,
    Act.REFUSE: _holds_office,
    Act.RULE_ON_SCOPE: _awaits_ruling,
    Act.ENTER_ARABIC: _awaits_arabic,
    Act.CONFIRM_ARABIC: _may_confirm_arabic,
    Act.RECOMMEND: _holds_office,
    Act.CORRECT_SUBSTANCE: _says_words,
    Act.SCHEDULE: _holds_office,
    Act.UNSCHEDULE: _holds_office,
    Act.DIVIDE: _may_be_divided,
    Act.UNPACK: _is_packed,
}
"""What the object adds to the kernel's table."""


def allowed(by: Actor, act: Act, amendment: Amendment) -> bool:
    """Whether this person may do this to this amendment, its state aside."""
    return by.can(act) and act in MAY and MAY[act](by, amendment)


def missing_to_admit(by: Actor, amendment: Amendment) -> tuple[str, ...]:
    """The conditions that keep who screens an amendment from finding it admissible now."""
    if Act.ADMIT not in open_acts(by, amendment):
        return ()
    (step,) = MACHINES["amendment"].steps(amendment.state, Act.ADMIT)
    return step.unmet(screening_facts(amendment))


def open_acts(by: Actor, amendment: Amendment) -> list[Act]:
    """What this person can do here now: the buttons of the page."""
    acts: Iterable[Act] = possible(MACHINES["amendment"], amendment.state)
    return [act for act in acts if allowed(by, act, amendment)]
