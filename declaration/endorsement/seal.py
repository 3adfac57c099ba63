"""The fingerprint as a page shows it: in groups, in digits, and as a picture for a camera."""

from dataclasses import dataclass

import segno
from markupsafe import Markup

from declaration.endorsement.models import Freeze
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
        qr=_qr(address),
    )


def _qr(address: str) -> Markup:
    drawn = segno.make(address, error="m", micro=False).svg_inline(
        omitsize=True, svgclass=None, lineclass=None, border=1
    )
    coloured = drawn.replace('stroke="#000"', 'stroke="currentColor"')
    # segno writes numbers and its own words alone
    return Markup(coloured.replace("<svg ", '<svg aria-hidden="true" focusable="false" '))  # noqa: S704
