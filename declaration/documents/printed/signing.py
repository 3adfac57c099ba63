"""The installation's signature on a PDF: PAdES, so that anyone can tell who issued the file.

It says that the file is the one we issued. That the text is the one adopted is said by the
fingerprint in it, and by the record. Source: ETSI EN 319 142-1, baseline level B-B.
"""

import io
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.serialization import pkcs12
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers

from declaration.config import Misconfigured, Settings

_FIELD: Final = "Declaration"


@dataclass(frozen=True)
class Seal:
    """The key that signs, in a PKCS #12 file, and the sentence it signs under."""

    path: str
    passphrase: str
    reason: str


def seal_of(settings: Settings, reason: str) -> Seal | None:
    """The installation's seal; None where no key is configured."""
    if not settings.signing_key:
        return None
    return Seal(settings.signing_key, settings.signing_passphrase, reason)


def sign(pdf: bytes, seal: Seal) -> bytes:
    """The file with a signature appended, its own bytes untouched.

    Raises Misconfigured where the key cannot be read.
    """
    named = signers.PdfSignatureMetadata(
        field_name=_FIELD, subfilter=fields.SigSeedSubFilter.PADES, reason=seal.reason
    )
    signer = _signer(seal.path, seal.passphrase)
    # pyHanko runs an event loop of its own, which no thread does that runs one already
    with ThreadPoolExecutor(max_workers=1) as apart:
        written = IncrementalPdfFileWriter(io.BytesIO(pdf))
        signed = apart.submit(signers.sign_pdf, written, named, signer=signer).result()
    return bytes(signed.getvalue())


@cache
def _signer(path: str, passphrase: str) -> signers.SimpleSigner:
    """The key and its certificates, from a PKCS #12 file."""
    unlocked = passphrase.encode() or None
    try:
        pkcs12.load_key_and_certificates(Path(path).read_bytes(), unlocked)
    except (OSError, ValueError) as unfit:
        raise Misconfigured(f"DECLARATION_SIGNING_KEY: {unfit}") from unfit
    signer = signers.SimpleSigner.load_pkcs12(path, passphrase=unlocked)
    if signer is None:
        raise Misconfigured("DECLARATION_SIGNING_KEY: the file holds no key with a certificate")
    return signer
