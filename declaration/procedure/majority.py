"""Tallies, majorities and shares. Whole numbers throughout: no rounding can decide a vote."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from declaration.procedure.states import Choice


class Majority(StrEnum):
    """How many must be in favour."""

    SIMPLE = "simple"
    TWO_THIRDS = "two-thirds"
    ABSOLUTE = "absolute"
    CONSENSUS = "consensus"


@dataclass(frozen=True)
class Tally:
    """What a ballot came to, in numbers of delegations. Raises ValueError when one is negative."""

    in_favour: int
    against: int
    abstaining: int = 0

    def __post_init__(self) -> None:
        if min(self.in_favour, self.against, self.abstaining) < 0:
            raise ValueError(f"a tally counts delegations: {self}")

    @classmethod
    def of(cls, choices: Iterable[Choice | None]) -> "Tally":
        """Count the votes. None is a delegation that takes no part."""
        cast = list(choices)
        return cls(
            cast.count(Choice.IN_FAVOUR), cast.count(Choice.AGAINST), cast.count(Choice.ABSTAIN)
        )

    @property
    def voting(self) -> int:
        """Present and voting: for and against. Abstaining is not voting. Source: GA rule 86."""
        return self.in_favour + self.against

    @property
    def taking_part(self) -> int:
        """All that answered, abstentions included."""
        return self.voting + self.abstaining


def carries(majority: Majority, tally: Tally, electors: int) -> bool:
    """Whether the question is adopted.

    All numbers are delegations. Abstaining is not voting; `electors` matters to the absolute
    majority only. A tie is not adopted, nor is a question on which nobody voted; against a
    consensus stands a single objection, and silence does not. Source: GA rules 83, 85, 86, 133.
    """
    ayes, noes = tally.in_favour, tally.against
    match majority:
        case Majority.SIMPLE:
            return ayes > noes
        case Majority.TWO_THIRDS:
            return ayes > 0 and 3 * ayes >= 2 * (ayes + noes)
        case Majority.ABSOLUTE:
            return 2 * ayes > electors
        case Majority.CONSENSUS:
            return noes == 0


def needed(majority: Majority, tally: Tally, electors: int) -> int:
    """The least number in favour that would carry, the number voting being what it is.

    Delegations; for a consensus none is needed.
    """
    match majority:
        case Majority.SIMPLE:
            return tally.voting // 2 + 1
        case Majority.TWO_THIRDS:
            return max(1, -(-2 * tally.voting // 3))
        case Majority.ABSOLUTE:
            return electors // 2 + 1
        case Majority.CONSENSUS:
            return 0


@dataclass(frozen=True)
class Share:
    """A part of a whole: at least the fraction, or more than it. Raises ValueError outside 0…1."""

    numerator: int
    denominator: int
    more_than: bool = False

    def __post_init__(self) -> None:
        if not 0 <= self.numerator <= self.denominator or self.denominator == 0:
            raise ValueError(f"a share lies between nothing and the whole: {self}")
        if self.more_than and self.numerator == self.denominator:
            raise ValueError("more than the whole can never be present")

    def met(self, count: int, of: int) -> bool:
        """Whether `count` out of `of` is this share, or more. Of nobody no share is met."""
        if of <= 0:
            return False
        part, whole = count * self.denominator, of * self.numerator
        return part > whole if self.more_than else part >= whole

    def least(self, of: int) -> int:
        """The smallest count that meets the share of `of`."""
        whole = of * self.numerator
        return whole // self.denominator + 1 if self.more_than else -(-whole // self.denominator)


ONE_THIRD: Final = Share(1, 3)
MORE_THAN_HALF: Final = Share(1, 2, more_than=True)
