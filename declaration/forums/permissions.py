"""Who may do what to the forum, its people and its sittings: asked by acts and by pages."""

from declaration.forums.models import Delegation, Invitation, Sitting
from declaration.journal import Actor, Channel
from declaration.procedure import (
    CREDENTIALS,
    SITTING,
    Act,
    Role,
    SittingState,
    possible,
)

PRESIDING = frozenset({Role.SECRETARIAT, Role.CHAIR})
OF_THE_SITTING = frozenset({Act.OPEN_SITTING, Act.CLOSE_SITTING})


def presides(by: Actor) -> bool:
    """The chair, the secretariat, and the command line."""
    return by.channel is Channel.SYSTEM or bool(by.roles & PRESIDING)


def may_note_presence(by: Actor, delegation_id: int) -> bool:
    """Those presiding, for every delegation; a delegate, from their own device, for their own."""
    return presides(by) or by.delegation_id == delegation_id


def takes_attendance(by: Actor, sitting: Sitting) -> bool:
    """Those presiding, until the sitting is over: for every delegation."""
    return presides(by) and sitting.state is not SittingState.CLOSED


def may_note_own_presence(by: Actor, sitting: Sitting) -> bool:
    """A delegate of a delegation, until the sitting is over."""
    if by.delegation_id is None or sitting.state is SittingState.CLOSED:
        return False
    return by.can(Act.NOTE_PRESENCE)


def open_acts_of_sitting(by: Actor, sitting: Sitting) -> list[Act]:
    """What this person can do to the sitting now, its attendance and its floor apart."""
    return [
        act for act in possible(SITTING, sitting.state) if act in OF_THE_SITTING and by.can(act)
    ]


def open_acts_of_credentials(by: Actor, delegation: Delegation) -> list[Act]:
    """What this person can decide about the delegation's credentials now."""
    return [act for act in possible(CREDENTIALS, delegation.credentials) if by.can(act)]


def open_acts_of_invitation(by: Actor, invitation: Invitation) -> list[Act]:
    """What this person can do to the invitation now: send it again, revoke it."""
    if invitation.used_at is not None or invitation.revoked_at is not None:
        return []
    return [act for act in (Act.INVITE, Act.REVOKE_INVITATION) if by.can(act)]
