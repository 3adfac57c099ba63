"""Who sees an amendment: its delegation, the secretariat, or everyone, as it comes due."""

from collections.abc import Iterable
from typing import Final

from declaration.procedure.acts import Role
from declaration.procedure.states import AmendmentState

PRIVATE: Final = frozenset({AmendmentState.DRAFT, AmendmentState.DISCARDED})
"""Seen by the delegation alone, the secretariat excluded."""

UNSCREENED: Final = frozenset({AmendmentState.SUBMITTED, AmendmentState.INADMISSIBLE})
"""Seen by the delegation and the secretariat."""

EITHER: Final = frozenset({AmendmentState.WITHDRAWN, AmendmentState.LAPSED})
"""Public if it ended after the screening."""

COUNTED: Final = frozenset(
    {
        AmendmentState.ADMISSIBLE,
        AmendmentState.SCHEDULED,
        AmendmentState.PUT,
        AmendmentState.ADOPTED,
    }
)
"""What warnings, the matrix of conflicts and public counts are made from."""


def may_see(
    state: AmendmentState, roles: Iterable[Role], *, own: bool, was_admissible: bool
) -> bool:
    """Whether somebody sees an amendment.

    `own` when it is of the person's delegation; `was_admissible` when it passed the screening.
    """
    if own:
        return True
    if state in PRIVATE:
        return False
    public = state not in UNSCREENED and (state not in EITHER or was_admissible)
    return public or Role.SECRETARIAT in roles


def enters_warnings(state: AmendmentState, roles: Iterable[Role], *, own: bool) -> bool:
    """Whether it is compared with others for this reader: admissible ones, and one's own.

    The secretariat compares all that is submitted.
    """
    if state is AmendmentState.SUBMITTED:
        return own or Role.SECRETARIAT in roles
    return state in COUNTED or (own and state is AmendmentState.DRAFT)
