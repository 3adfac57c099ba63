import hashlib
from dataclasses import replace

import pytest

from declaration.proof import NotCanonical, Statement

STATEMENT = Statement(
    log="test.example/tiny",
    fingerprint="ab" * 32,
    on_behalf="jubail",
    actor="p-00000000000000bb",
    nonce="AAAAAAAAAAAAAAAAAAAAAA",
)
BODY = (
    b'{"actor":"p-00000000000000bb","fingerprint":"' + b"ab" * 32 + b'","for":"jubail",'
    b'"format":"declaration/endorsement/v1","log":"test.example/tiny",'
    b'"nonce":"AAAAAAAAAAAAAAAAAAAAAA"}'
)


def test_a_statement_has_these_bytes_and_its_hash_is_what_is_signed() -> None:
    assert STATEMENT.body() == BODY
    assert STATEMENT.challenge() == hashlib.sha256(BODY).digest()
    assert STATEMENT.sha256() == STATEMENT.challenge().hex()


@pytest.mark.parametrize(
    "other",
    [
        {"log": "test.example/other"},
        {"fingerprint": "ac" * 32},
        {"on_behalf": "yanbu"},
        {"actor": "p-00000000000000cc"},
        {"nonce": "BAAAAAAAAAAAAAAAAAAAAA"},
    ],
)
def test_a_statement_serves_for_nothing_else(other: dict[str, str]) -> None:
    assert replace(STATEMENT, **other).challenge() != STATEMENT.challenge()


@pytest.mark.parametrize(
    "wrong",
    [{"fingerprint": "AB" * 32}, {"on_behalf": ""}, {"actor": "سعاد"}, {"nonce": "1"}],
)
def test_a_statement_out_of_form_has_no_bytes(wrong: dict[str, str]) -> None:
    with pytest.raises(NotCanonical):
        replace(STATEMENT, **wrong).body()
