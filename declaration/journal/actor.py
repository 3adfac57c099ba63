"""Who acts: given to every operation, never fetched from the air."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from declaration.procedure.acts import Act, Role
from declaration.procedure.permissions import MAY, may
from declaration.procedure.refusals import NotPermitted
from declaration.procedure.rules import FORUM, Rules


class Channel(StrEnum):
    """By which way an act came."""

    PAGE = "page"
    API = "api"
    ON_BEHALF = "on-behalf"
    ROLL_CALL = "roll-call"
    PAPER = "paper"
    SYSTEM = "system"


@dataclass(frozen=True, kw_only=True)
class Actor:
    """A person acting in one forum, for one delegation at most.

    `name` is the random name under which the journal knows the person; `log` the journal the
    acts go to. `key` makes an act happen once: a retry with the same key changes nothing.
    """

    name: str
    person_id: int | None = None
    log: str = "site"
    forum_id: int | None = None
    membership_id: int | None = None
    delegation_id: int | None = None
    delegation_key: str | None = None
    roles: frozenset[Role] = frozenset()
    channel: Channel = Channel.PAGE
    key: str | None = None

    def holds(self, role: Role) -> bool:
        """Whether the person has this role in the forum."""
        return role in self.roles

    def must(self, act: Act, rules: Rules = FORUM) -> None:
        """Ask the kernel's table; rooms ask what depends on the object besides.

        Raises NotPermitted.
        """
        if not self.can(act, rules):
            raise NotPermitted(act)

    def can(self, act: Act, rules: Rules = FORUM) -> bool:
        """Whether one of the person's roles may perform the act. The clock and the command may."""
        return self.channel is Channel.SYSTEM or may(act, self.roles, rules)

    def on_behalf_of(self, delegation_id: int, delegation_key: str, channel: Channel) -> "Actor":
        """The same person, entering an act for a delegation that is not their own."""
        return replace(
            self, delegation_id=delegation_id, delegation_key=delegation_key, channel=channel
        )

    def once(self, key: str | None) -> "Actor":
        """The same actor, performing the act that `key` names."""
        return replace(self, key=key)

    def role_for(self, act: Act) -> str:
        """The role in which the act is performed, for the journal; `system` for the clock."""
        if self.channel is Channel.SYSTEM:
            return "system"
        in_which = sorted(self.roles & MAY.get(act, frozenset()), key=list(Role).index)
        return str(in_which[0]) if in_which else "person"


SYSTEM: Final = Actor(name="system", channel=Channel.SYSTEM)
"""The clock and the command line, where no person has signed in."""
