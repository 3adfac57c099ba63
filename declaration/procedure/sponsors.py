"""Who stands behind an amendment, and behind which of its wordings."""

from collections.abc import Sequence
from dataclasses import dataclass

from declaration.procedure.rules import Rules


@dataclass(frozen=True)
class Sponsor:
    """A delegation behind an amendment. A main sponsor stands by every revision it makes."""

    delegation: str
    main: bool = False
    confirmed_revision: int | None = None
    left: bool = False


def standing(sponsors: Sequence[Sponsor], revision: int) -> list[str]:
    """The delegations that sponsor this revision: the main one first, then in order of joining."""
    present = [s for s in sponsors if not s.left and (s.main or s.confirmed_revision == revision)]
    return [s.delegation for s in sorted(present, key=lambda sponsor: not sponsor.main)]


def to_reconfirm(sponsors: Sequence[Sponsor], revision: int) -> list[str]:
    """The co-sponsors who joined another wording and are asked whether they stand by this one."""
    return [
        s.delegation
        for s in sponsors
        if not s.left and not s.main and s.confirmed_revision != revision
    ]


def are_enough(sponsors: Sequence[Sponsor], revision: int, rules: Rules) -> bool:
    """Whether as many delegations sponsor this revision as the rules ask for."""
    return len(standing(sponsors, revision)) >= rules.least_sponsors


def may_take_over(sponsors: Sequence[Sponsor], delegation: str) -> bool:
    """Whether a delegation may carry on an amendment its main sponsor withdrew.

    Any co-sponsor that has not left may. Source: GA rule 80.
    """
    return any(s.delegation == delegation and not s.main and not s.left for s in sponsors)
