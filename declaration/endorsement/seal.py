"""The fingerprint as a page shows it: in groups, in digits, and as a picture for a camera."""

from dataclasses import dataclass

from markupsafe import Markup

from declaration.endorsement.models import Freeze
from declaration.formats.qr import qr_drawing
from declaration.proof.codes import full_code


@dataclass(frozen=True)
class Seal:
    """What stands on the seal of a frozen text. `qr` leads to the page that verifies it."""

    fingerprint: str
    code: str
    qr: Markup


def seal_of(frozen: Freeze, address: str) -> Seal:
    """The seal of a text whose page is at `address`."""
    return Seal(
        fingerprint=frozen.fingerprint,
        code=full_code(bytes.fromhex(frozen.fingerprint)),
        qr=qr_drawing(address),
    )
