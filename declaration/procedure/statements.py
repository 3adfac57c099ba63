"""What a delegation puts on record beside its vote; it never alters the text."""

from collections.abc import Collection
from enum import StrEnum
from typing import Final

from declaration.procedure.rules import Rules

EMPTY_STATEMENT: Final = "Write the statement."
STATEMENT_TOO_LONG: Final = "The statement is longer than the rules allow."
OWN_AMENDMENT: Final = "A sponsor does not explain its vote on its own amendment."


class StatementKind(StrEnum):
    """The kinds of statement."""

    BEFORE_THE_VOTE = "explanation-before"
    AFTER_THE_VOTE = "explanation-after"
    POSITION = "explanation-of-position"
    RESERVATION = "reservation"
    DISSOCIATION = "dissociation"


_OF_VOTE: Final = frozenset({StatementKind.BEFORE_THE_VOTE, StatementKind.AFTER_THE_VOTE})


def statement_faults(
    kind: StatementKind, text: str, rules: Rules, *, delegation: str, sponsors: Collection[str]
) -> tuple[str, ...]:
    """What is wrong with a statement, as message ids; nothing when it can be recorded.

    `sponsors` are the delegations behind the amendment put to the vote. Source: GA rule 88.
    """
    words = len(text.split())
    faults = []
    if words == 0:
        faults.append(EMPTY_STATEMENT)
    if words > rules.statement_words:
        faults.append(STATEMENT_TOO_LONG)
    if kind in _OF_VOTE and delegation in sponsors:
        faults.append(OWN_AMENDMENT)
    return tuple(faults)
