"""Every document printed once, for all tests that read it."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from flask import Flask

from declaration import create_app
from declaration.documents.package import instant
from declaration.documents.printed import Page, Printable, html_of, pdf_of
from tests.conftest import settings_for

Printed = Callable[..., bytes]


@pytest.fixture(scope="session")
def bare_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """An application without a forum: documents are set from plain values."""
    folder = tmp_path_factory.mktemp("bare")
    app = create_app(settings_for(f"sqlite:///{folder}/none.sqlite3", folder))
    with app.app_context():
        yield app


@pytest.fixture
def page(bare_app: Flask) -> Callable[..., Page]:
    def made(document: Printable, **options: object) -> Page:
        return Page(
            html=html_of(document),
            issued=instant(document.imprint.issued),
            static=Path(str(bare_app.static_folder)),
            **options,  # type: ignore[arg-type]
        )

    return made


@pytest.fixture
def printed(page: Callable[..., Page]) -> Printed:
    return lambda document, **options: pdf_of(page(document, **options))


PASSPHRASE = "كلمة سر"


@pytest.fixture(scope="session")
def signing_key(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A key of the tests' own, with the certificate of nobody, in a locked file."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "أمانة ملتقى الاختبار")])
    now = datetime.now(UTC)
    usage = x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=30))
        .add_extension(usage, critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("key") / "signing.p12"
    locked = BestAvailableEncryption(PASSPHRASE.encode())
    path.write_bytes(pkcs12.serialize_key_and_certificates(b"test", key, certificate, None, locked))
    return path
