"""The signature on what is issued, judged by another's software."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from declaration.config import Misconfigured, Settings
from declaration.documents.printed import Variant, seal_of, sign
from tests.documents import texts
from tests.documents.printed.conftest import PASSPHRASE
from tests.documents.printed.reader import run


def settings_with(key: Path, passphrase: str = PASSPHRASE) -> Settings:
    return Settings(signing_key=str(key), signing_passphrase=passphrase)


@pytest.mark.parametrize("variant", Variant)
def test_a_signature_is_valid_and_covers_the_whole_file(
    variant: Variant, printed, signing_key: Path, tmp_path: Path
) -> None:
    pdf = printed(texts.ENDORSED, variant=variant)
    seal = seal_of(settings_with(signing_key), "صدر عن المنصة")
    assert seal is not None
    signed = sign(pdf, seal)
    assert signed.startswith(pdf), "not a byte of the file is changed"
    path = tmp_path / "signed.pdf"
    path.write_bytes(signed)
    said = run("pdfsig", "-nocert", str(path))
    assert "Signature Validation: Signature is Valid." in said
    assert "Signature Type: ETSI.CAdES.detached" in said
    assert "Total document signed" in said
    assert "أمانة ملتقى الاختبار" in said


def test_a_byte_changed_afterwards_is_noticed(printed, signing_key: Path, tmp_path: Path) -> None:
    seal = seal_of(settings_with(signing_key), "صدر")
    assert seal is not None
    signed = bytearray(sign(printed(texts.VOTING_RECORD), seal))
    at = signed.index(b"/Producer")
    signed[at + 1] ^= 1
    path = tmp_path / "changed.pdf"
    path.write_bytes(signed)
    assert "Signature is Valid" not in run("pdfsig", "-nocert", str(path))


def test_a_file_is_signed_where_an_event_loop_runs_already(printed, signing_key: Path) -> None:
    pdf = printed(texts.VOTING_RECORD)
    seal = seal_of(settings_with(signing_key), "صدر")
    assert seal is not None

    async def within_a_loop() -> bytes:
        return sign(pdf, seal)

    with ThreadPoolExecutor() as apart:
        signed = apart.submit(asyncio.run, within_a_loop()).result()
    assert b"ETSI.CAdES.detached" in signed


def test_without_a_key_nothing_is_signed() -> None:
    assert seal_of(Settings(), "صدر") is None


@pytest.mark.parametrize("wrong", ["missing", "passphrase", "garbage"])
def test_a_key_that_cannot_be_read_is_said(wrong: str, signing_key: Path, tmp_path: Path) -> None:
    key, passphrase = signing_key, PASSPHRASE
    if wrong == "missing":
        key = tmp_path / "none.p12"
    elif wrong == "garbage":
        key = tmp_path / "garbage.p12"
        key.write_bytes(b"no key")
    else:
        passphrase = "wrong"
    seal = seal_of(settings_with(key, passphrase), "صدر")
    assert seal is not None
    with pytest.raises(Misconfigured, match="DECLARATION_SIGNING_KEY"):
        sign(b"", seal)
