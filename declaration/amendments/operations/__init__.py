"""What people do with amendments: one function an act, by what it is about."""

from declaration.amendments.facts import label, window_of
from declaration.amendments.operations.compromise import (
    give_consent,
    propose_compromise,
    take_consent_back,
)
from declaration.amendments.operations.drafting import (
    discard_draft,
    draft_package,
    enter,
    save_draft,
    split,
    submit,
)
from declaration.amendments.operations.rewording import restate, revise
from declaration.amendments.operations.scheduling import (
    correct_substance,
    reorder,
    schedule,
    unschedule,
)
from declaration.amendments.operations.screening import (
    admit,
    confirm_arabic,
    enter_arabic,
    recommend,
    refuse,
    rule_on_scope,
)
from declaration.amendments.operations.sponsoring import (
    co_sponsor,
    confirm_sponsorship,
    leave_sponsors,
    take_over,
    withdraw,
)
from declaration.amendments.operations.together import divide, pack, unpack

__all__ = [
    "admit",
    "co_sponsor",
    "confirm_arabic",
    "confirm_sponsorship",
    "correct_substance",
    "discard_draft",
    "divide",
    "draft_package",
    "enter",
    "enter_arabic",
    "give_consent",
    "label",
    "leave_sponsors",
    "pack",
    "propose_compromise",
    "recommend",
    "refuse",
    "reorder",
    "restate",
    "revise",
    "rule_on_scope",
    "save_draft",
    "schedule",
    "split",
    "submit",
    "take_consent_back",
    "take_over",
    "unpack",
    "unschedule",
    "window_of",
    "withdraw",
]
