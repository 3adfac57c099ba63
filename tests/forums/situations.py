"""What must have happened in the small forum before a door can open."""

import hashlib

from declaration.bookkeeping import bookkeeping
from declaration.forums.models import Invitation
from declaration.forums.operations import people, sittings
from declaration.forums.operations.invitations import Invitee, invite
from declaration.procedure import Role
from tests.world import actor


def somebody_is_invited() -> None:
    """Invitation 1 waits, under the token `the-link`."""
    invitee = Invitee(
        email="waiting@jubail.example",
        names={"ar": "مدعو ينتظر"},
        language="ar",
        delegation_key="jubail",
        roles=frozenset({Role.DELEGATE}),
    )
    invite(invitee, actor("secretariat"), link_of=lambda token: f"https://forum.example/{token}")
    with bookkeeping() as notes:
        invitation = notes.get_one(Invitation, 1)
        invitation.digest = hashlib.sha256(b"the-link").hexdigest()


def the_chair_is_also_secretariat() -> None:
    """The chair, membership 3, has a second role."""
    people.grant_role(3, Role.SECRETARIAT, actor("secretariat"))


def a_quorum_is_present() -> None:
    """Two of four accredited delegations are present in the first sitting."""
    for key in ("jubail", "tunis"):
        sittings.note_presence(1, key, actor("secretariat"))


def a_sitting_is_open() -> None:
    """The first sitting is in session."""
    a_quorum_is_present()
    sittings.open_sitting(1, actor("chair"))
