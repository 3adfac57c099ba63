"""What people do with the frozen text: one function an act, by what it is about."""

from declaration.endorsement.operations.mandates import decide_mandate, lodge_mandate
from declaration.endorsement.operations.network import join_network
from declaration.endorsement.operations.signing import (
    Signature,
    endorse,
    record_paper_signature,
    withdraw_endorsement,
)
from declaration.endorsement.operations.speaking import make_statement, withdraw_statement

__all__ = [
    "Signature",
    "decide_mandate",
    "endorse",
    "join_network",
    "lodge_mandate",
    "make_statement",
    "record_paper_signature",
    "withdraw_endorsement",
    "withdraw_statement",
]
