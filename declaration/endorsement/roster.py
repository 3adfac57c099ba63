"""Every delegation and its signature, as the secretariat follows them."""

from collections.abc import Iterable
from dataclasses import dataclass

from declaration.endorsement.models import Endorsement, Freeze, Mandate
from declaration.endorsement.queries import mandates_of, signatories, withdrawn_signatures
from declaration.forums.models import Delegation, DelegationKind
from declaration.forums.queries import delegations_of
from declaration.procedure import EndorsementState, MandateState


@dataclass(frozen=True)
class Line:
    """A delegation: its signature, or the last it took back, and its newest mandate."""

    delegation: Delegation
    state: EndorsementState
    endorsement: Endorsement | None
    mandate: Mandate | None

    @property
    def mandate_state(self) -> MandateState:
        """What became of its mandate."""
        return self.mandate.state if self.mandate else MandateState.AWAITED


def roster(forum_id: int, frozen: Freeze) -> list[Line]:
    """Every city, and whoever else has signed, in Arabic order. Four statements."""
    given = {each.delegation_id: each for each in signatories(frozen.id)}
    gone = {each.delegation_id: each for each in withdrawn_signatures(frozen.id)}
    mandates = {each.delegation_id: each for each in reversed(mandates_of(frozen.declaration_id))}
    lines = []
    for delegation in delegations_of(forum_id):
        endorsement = given.get(delegation.id) or gone.get(delegation.id)
        if delegation.kind is not DelegationKind.CITY and endorsement is None:
            continue
        lines.append(
            Line(
                delegation,
                _state(endorsement),
                endorsement,
                mandates.get(delegation.id),
            )
        )
    return lines


def awaited(lines: Iterable[Line]) -> list[Delegation]:
    """The delegations whose signature does not stand."""
    return [each.delegation for each in lines if each.state is not EndorsementState.GIVEN]


def _state(endorsement: Endorsement | None) -> EndorsementState:
    if endorsement is None:
        return EndorsementState.AWAITED
    if endorsement.withdrawn_at is not None:
        return EndorsementState.WITHDRAWN
    return EndorsementState.GIVEN
