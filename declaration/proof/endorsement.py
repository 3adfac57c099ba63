"""The statement by which a signatory joins the frozen text, bound to its fingerprint."""

import hashlib
from dataclasses import dataclass
from typing import Final

from declaration.proof.canonical import NotCanonical, canonical
from declaration.proof.kinds import KEY, NONCE, SHA256

FORMAT: Final = "declaration/endorsement/v1"


@dataclass(frozen=True, kw_only=True)
class Statement:
    """Who endorses what for whom. The nonce lets one statement be made once.

    `actor` is the signatory's random name; the name and office that people read are sealed in the
    entry. A statement for another delegation, fingerprint or log has other bytes.
    """

    log: str
    fingerprint: str
    on_behalf: str
    actor: str
    nonce: str

    def body(self) -> bytes:
        """The canonical bytes. Raises NotCanonical."""
        if not (
            SHA256.holds(self.fingerprint)
            and KEY.holds(self.on_behalf)
            and KEY.holds(self.actor)
            and NONCE.holds(self.nonce)
        ):
            raise NotCanonical("a statement names a fingerprint, a delegation, an actor, a nonce")
        return canonical(
            {
                "format": FORMAT,
                "log": self.log,
                "fingerprint": self.fingerprint,
                "for": self.on_behalf,
                "actor": self.actor,
                "nonce": self.nonce,
            }
        )

    def challenge(self) -> bytes:
        """What a passkey signs: SHA-256 of the bytes."""
        return hashlib.sha256(self.body()).digest()

    def sha256(self) -> str:
        """The same in hexadecimal, as the entry of the endorsement says it."""
        return self.challenge().hex()
