"""Amendments decided by one ballot, adopted or not together: a split or a join of clauses."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from declaration.procedure.states import AmendmentState


@dataclass(frozen=True)
class Member:
    """An amendment of a package."""

    state: AmendmentState
    on_current_version: bool


class PackageFault(StrEnum):
    """Why a package cannot be put to the vote."""

    ALONE = "alone"
    """One amendment is no package."""
    STATES_DIFFER = "states-differ"
    """Its members must all be scheduled."""
    OLD_VERSION = "old-version"
    """Amendments decided together are first rebased on one version."""


def package_faults(members: Sequence[Member]) -> tuple[PackageFault, ...]:
    """What keeps the package from the vote; nothing when it can be put."""
    checks = {
        PackageFault.ALONE: len(members) < 2,
        PackageFault.STATES_DIFFER: any(m.state is not AmendmentState.SCHEDULED for m in members),
        PackageFault.OLD_VERSION: not all(m.on_current_version for m in members),
    }
    return tuple(fault for fault, found in checks.items() if found)
