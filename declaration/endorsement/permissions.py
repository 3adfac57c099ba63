"""Who may do what with mandates, signatures and statements: asked by acts and by pages."""

from declaration.endorsement.models import Endorsement, Mandate, Statement
from declaration.endorsement.operations.signing import is_accepted
from declaration.forums.models import Delegation
from declaration.journal import Actor
from declaration.procedure import (
    ENDORSEMENT,
    MANDATE,
    Act,
    EndorsementState,
    Facts,
    Role,
    possible,
)
from declaration.procedure.machine import Step
from declaration.procedure.states import DeclarationState

OF_MANDATE = (Act.ACCEPT_MANDATE, Act.REFUSE_MANDATE)


def acts_for(by: Actor, delegation_id: int) -> bool:
    """Whether somebody acts for this delegation."""
    return by.delegation_id == delegation_id


def may_read_papers(by: Actor, delegation_id: int) -> bool:
    """Mandates, scans and receipts are read by the delegation itself and by the secretariat."""
    return by.holds(Role.SECRETARIAT) or acts_for(by, delegation_id)


def may_lodge(by: Actor) -> bool:
    """A delegate or a signatory, for their own delegation."""
    return by.delegation_id is not None and by.can(Act.LODGE_MANDATE)


def open_acts_of_mandate(by: Actor, mandate: Mandate) -> list[Act]:
    """What this person can decide about a mandate now."""
    return [act for act in possible(MANDATE, mandate.state) if act in OF_MANDATE and by.can(act)]


def open_acts_of_endorsement(by: Actor, endorsement: Endorsement) -> list[Act]:
    """What this person can do with a signature now."""
    gone = endorsement.withdrawn_at is not None
    state = EndorsementState.WITHDRAWN if gone else EndorsementState.GIVEN
    return [
        act
        for act in possible(ENDORSEMENT, state)
        if by.can(act) and acts_for(by, endorsement.delegation_id)
    ]


def open_acts_of_statement(by: Actor, statement: Statement) -> list[Act]:
    """What this person can do with a statement now."""
    if statement.withdrawn_at is not None or not acts_for(by, statement.delegation_id):
        return []
    return [act for act in (Act.WITHDRAW_STATEMENT,) if by.can(act)]


def may_join_network(by: Actor, members: list[Delegation]) -> bool:
    """A delegation that has not joined yet."""
    if by.delegation_id is None or not by.can(Act.JOIN_NETWORK):
        return False
    return by.delegation_id not in {each.id for each in members}


def missing_to_sign(stage: DeclarationState, mandate: Mandate | None) -> tuple[str, ...]:
    """The conditions that keep a signatory from signing now, the password apart."""
    facts = Facts(
        stage=stage,
        fingerprint_matches=True,
        mandate_is_accepted=is_accepted(mandate),
        signed_in_again=True,
    )
    step = ENDORSEMENT.moves[(EndorsementState.AWAITED, Act.ENDORSE)]
    assert isinstance(step, Step)
    return step.unmet(facts)
