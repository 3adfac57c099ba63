"""A compromise wording: an amendment of its own that takes the place of several.

Every main sponsor consents to one revision of it; only then are their amendments replaced. A
sponsor may take consent back until the vote opens: its own amendment returns, and the compromise
stands for the others while at least one remains. A revised compromise asks all of them again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

A = TypeVar("A")
D = TypeVar("D")


@dataclass(frozen=True)
class Consent(Generic[D]):
    """A main sponsor's answer on one revision of the compromise; its last one counts."""

    delegation: D
    revision: int
    given: bool


@dataclass(frozen=True)
class Agreement(Generic[A, D]):
    """Where a compromise stands."""

    replaced: frozenset[A]
    """The amendments whose place it takes now."""
    returned: frozenset[A]
    """Those that stand on their own again; the compromise conflicts with each."""
    awaited: frozenset[D]
    """The main sponsors whose consent to this revision is missing."""

    @property
    def stands(self) -> bool:
        """Whether it takes the place of at least one."""
        return bool(self.replaced)


def agreement(
    sponsors: Mapping[A, D], consents: Sequence[Consent[D]], revision: int
) -> Agreement[A, D]:
    """Where a compromise stands at this revision.

    `sponsors` names the main sponsor of each amendment to be replaced; `consents` are in the
    order they were given. Answers on earlier revisions do not count.
    """
    asked = frozenset(sponsors.values())
    consenting: set[D] = set()
    agreed = False
    for consent in consents:
        if consent.revision != revision or consent.delegation not in asked:
            continue
        if consent.given:
            consenting.add(consent.delegation)
        else:
            consenting.discard(consent.delegation)
        agreed = agreed or consenting == asked
    standing = consenting if agreed else set[D]()
    replaced = frozenset(a for a, delegation in sponsors.items() if delegation in standing)
    return Agreement(replaced, frozenset(sponsors) - replaced, asked - consenting)
