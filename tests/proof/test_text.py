import hashlib
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from declaration.proof import (
    FrozenClause,
    FrozenDeclaration,
    FrozenText,
    NotCanonical,
    canonical,
    read_frozen_declaration,
    read_frozen_text,
)

TEXT = FrozenText(
    "ar",
    "إعلان ينبع",
    (
        FrozenClause("title", "", "إعلان ينبع"),
        FrozenClause("preambular", "P1", "إذ ندرك أن المدن"),
        FrozenClause("operative", "1", "تلتزم المدن بالتعلّم:\nفي المدارس\nوفي الأحياء"),
    ),
)
BODY = (
    '{"clauses":[["title","","إعلان ينبع"],["preambular","P1","إذ ندرك أن المدن"],'
    '["operative","1","تلتزم المدن بالتعلّم:\\nفي المدارس\\nوفي الأحياء"]],'
    '"format":"declaration/text/v1","language":"ar","title":"إعلان ينبع"}'
).encode()
DECLARATION = FrozenDeclaration("test.example/tiny", "tiny", {"ar": TEXT.sha256()})

words = st.sampled_from(["المدن", "تلتزم", "بالتعلّم،", "لا", "2030", "(UNESCO)"])
clauses = st.builds(
    FrozenClause,
    st.sampled_from(["heading", "preambular", "operative"]),
    st.sampled_from(["", "1", "12", "P3", "A1"]),
    st.lists(words, min_size=1, max_size=5).map(" ".join),
)
texts = st.lists(clauses, max_size=5).map(lambda each: replace(TEXT, clauses=tuple(each)))


def test_a_text_has_these_bytes() -> None:
    assert TEXT.body() == BODY
    assert TEXT.sha256() == hashlib.sha256(BODY).hexdigest()


def test_the_fingerprint_is_the_hash_of_the_declaration() -> None:
    body = DECLARATION.body()
    assert json.loads(body) == {
        "format": "declaration/declaration/v1",
        "log": "test.example/tiny",
        "declaration": "tiny",
        "texts": {"ar": TEXT.sha256()},
    }
    assert DECLARATION.fingerprint() == hashlib.sha256(body).hexdigest()


@given(texts)
def test_a_text_is_read_back(text: FrozenText) -> None:
    assert read_frozen_text(text.body()) == text


def test_a_declaration_is_read_back() -> None:
    assert read_frozen_declaration(DECLARATION.body()) == DECLARATION


@given(texts, texts)
def test_two_texts_have_two_hashes(one: FrozenText, other: FrozenText) -> None:
    assert (one == other) is (one.sha256() == other.sha256())


@pytest.mark.parametrize(
    ("because", "other"),
    [
        ("a vowel", replace(TEXT, title="إعلانُ ينبع")),
        ("the order", replace(TEXT, clauses=TEXT.clauses[::-1])),
        ("a clause left out", replace(TEXT, clauses=TEXT.clauses[:-1])),
        (
            "a number",
            replace(TEXT, clauses=(*TEXT.clauses[:2], replace(TEXT.clauses[2], number="2"))),
        ),
        ("the language", replace(TEXT, language="en")),
    ],
)
def test_whatever_a_reader_could_see_changes_the_hash(because: str, other: FrozenText) -> None:
    assert other.sha256() != TEXT.sha256()


def test_the_same_words_in_another_log_or_declaration_have_another_fingerprint() -> None:
    prints = {
        DECLARATION.fingerprint(),
        replace(DECLARATION, log="other.example/tiny").fingerprint(),
        replace(DECLARATION, key="other").fingerprint(),
        replace(DECLARATION, texts={**DECLARATION.texts, "en": "0" * 64}).fingerprint(),
    }
    assert len(prints) == 4


@pytest.mark.parametrize(
    ("because", "kind", "number", "text"),
    [
        ("no words", "operative", "1", ""),
        ("a space that nobody sees", "operative", "1", "المدن "),
        ("another system's line ends", "operative", "1", "المدن\r\nتلتزم"),
        ("a character that turns the reading order", "operative", "1", "المدن \u202e تلتزم"),
        ("a character that nobody sees", "operative", "1", "المدن\u200b تلتزم"),
        ("digits of another script", "operative", "١", "المدن"),
        ("a dot after the number", "operative", "1.", "المدن"),
        ("a kind in other words", "Operative clause", "1", "المدن"),
    ],
)
def test_a_clause_has_one_way_to_be_written(
    because: str, kind: str, number: str, text: str
) -> None:
    with pytest.raises(NotCanonical):
        FrozenClause(kind, number, text)


def test_text_that_is_not_in_nfc_has_no_bytes() -> None:
    with pytest.raises(NotCanonical):
        replace(TEXT, title="ا\u0655علان").body()


@pytest.mark.parametrize(
    ("because", "declaration"),
    [
        ("no text", replace(DECLARATION, texts={})),
        ("no hash", replace(DECLARATION, texts={"ar": "0"})),
        ("no language", replace(DECLARATION, texts={"العربية": "0" * 64})),
        ("no key", replace(DECLARATION, key="a declaration")),
    ],
)
def test_a_declaration_out_of_form_has_no_fingerprint(
    because: str, declaration: FrozenDeclaration
) -> None:
    with pytest.raises(NotCanonical):
        declaration.fingerprint()


@pytest.mark.parametrize(
    "body",
    [
        b"[]",
        BODY.replace(b"text/v1", b"text/v2"),
        BODY.replace(b'["title"', b'["title","x"'),
        BODY + b"\n",
        canonical(json.loads(BODY) | {"keys": ["p-01"]}),
    ],
)
def test_other_bytes_are_no_frozen_text(body: bytes) -> None:
    with pytest.raises(NotCanonical):
        read_frozen_text(body)


@pytest.mark.parametrize(
    "changed", [{"format": "x"}, {"texts": []}, {"texts": {"ar": 1}}, {"symbol": "Rev.1"}]
)
def test_other_bytes_are_no_frozen_declaration(changed: dict[str, object]) -> None:
    with pytest.raises(NotCanonical):
        read_frozen_declaration(canonical(json.loads(DECLARATION.body()) | changed))
