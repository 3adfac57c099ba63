"""What one act's entry may hold."""

from dataclasses import dataclass, field
from typing import Final

from declaration.proof.kinds import KEY, Kinds

BELOW_A_DECLARATION: Final = frozenset(
    {"clause", "amendment", "package", "thread", "comment", "ballot", "statement", "mandate"}
)
"""Objects whose keys are told apart within one declaration alone.

Acts on them name it in `declaration`, which may be left out while the log has only one.
"""


@dataclass(frozen=True, kw_only=True)
class Form:
    """What an act's entry holds: the kinds of object it is about, its facts, what it seals."""

    room: str
    on: tuple[str, ...]
    facts: Kinds = field(default_factory=dict)
    may_say: Kinds = field(default_factory=dict)
    """Facts left out where they do not apply."""
    seals: tuple[str, ...] = ()
    may_seal: tuple[str, ...] = ()

    @property
    def optional(self) -> Kinds:
        """The optional facts, with the declaration where the object needs it."""
        if BELOW_A_DECLARATION.isdisjoint(self.on):
            return self.may_say
        return {**self.may_say, "declaration": KEY}
