import json
from contextlib import suppress
from datetime import timedelta, timezone
from secrets import token_bytes
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from declaration.procedure.acts import Act
from declaration.proof import (
    NotAnEntry,
    Opening,
    build_entry,
    canonical,
    leaf_hash,
    new_nonce,
    read_entry,
)
from declaration.proof.entry import LONGEST
from tests.proof.vectors import CHAIR, DELEGATE, NOON, counting, vote

VOTE = (
    b'{"act":"vote.cast","at":"2023-05-10T09:00:00.000000Z",'
    b'"by":{"actor":"p-00000000000000bb","role":"delegate"},'
    b'"data":{"channel":"own","choice":"for","method":"recorded","replaces":null},'
    b'"for":"jubail","log":"test.example/tiny","nonce":"AAAAAAAAAAAAAAAAAAAAAA",'
    b'"on":{"key":"3","kind":"ballot"},"sealed":{},"v":1}'
)


def refusal(**told: Any) -> Any:
    given: dict[str, Any] = {
        "act": Act.REFUSE,
        "by": (CHAIR, "secretariat"),
        "on_behalf": None,
        "on": ("amendment", "31أ", 2),
        "data": {},
        "sealed": {"reason": "لا صلة له بموضوع البند"},
    }
    return vote(**(given | told))


def test_an_entry_has_these_bytes() -> None:
    built = vote()
    assert built.body == VOTE
    assert built.leaf == leaf_hash(VOTE)
    assert built.leaf.hex() == "f395f9569715ee24558a4f683e35cd75e6cb2d0013bcf93b7e5da75c8e84be5a"


def test_an_entry_is_read_back() -> None:
    entry = read_entry(refusal().body)
    assert (entry.act, entry.at, entry.actor) == (Act.REFUSE, NOON, CHAIR)
    assert (entry.kind, entry.key, entry.version) == ("amendment", "31أ", 2)
    assert entry.body() == refusal().body


def test_two_entries_of_the_same_act_have_nothing_in_common_but_what_they_say() -> None:
    first, second = vote(random=token_bytes), vote(random=token_bytes)
    assert first.nonce != second.nonce
    assert first.leaf != second.leaf


def test_a_nonce_drawn_beforehand_is_used() -> None:
    nonce = new_nonce()
    assert read_entry(vote(nonce=nonce).body).nonce == nonce


def test_what_was_typed_enters_as_a_commitment_alone() -> None:
    built = refusal()
    (opening,) = built.openings
    assert opening.value == "لا صلة له بموضوع البند"
    assert "صلة" not in built.body.decode("utf-8")
    assert read_entry(built.body).opened_by(opening)


@pytest.mark.parametrize(
    "forged",
    [
        Opening("reason", "AQEBAQEBAQEBAQEBAQEBAQ", "سبب آخر"),
        Opening("reason", "AgICAgICAgICAgICAgICAg", "لا صلة له بموضوع البند"),
        Opening("note", "AQEBAQEBAQEBAQEBAQEBAQ", "لا صلة له بموضوع البند"),
    ],
)
def test_another_value_salt_or_name_opens_nothing(forged: Opening) -> None:
    assert not read_entry(refusal().body).opened_by(forged)


def test_an_opening_of_one_entry_opens_no_other() -> None:
    (opening,) = refusal().openings
    assert not read_entry(refusal(nonce=new_nonce()).body).opened_by(opening)


def test_typed_words_are_sealed_in_one_encoding() -> None:
    (opening,) = refusal(sealed={"reason": "A\u030angstro\u0308m"}).openings
    assert opening.value == "Ångström"


def test_a_moment_in_another_zone_is_the_same_moment() -> None:
    yanbu = NOON.astimezone(timezone(timedelta(hours=3)))
    assert vote(at=yanbu).body == VOTE


@pytest.mark.parametrize(
    ("because", "told"),
    [
        ("a fact of its own invention", {"data": {"mood": "good"}}),
        ("a fact is missing", {"data": {"choice": "for", "method": "recorded"}}),
        (
            "a word outside the enumeration",
            {"data": {"choice": "yes", "method": "recorded", "channel": "own"}},
        ),
        ("an object of another kind", {"on": ("clause", "p-01", None)}),
        ("a name where a key belongs", {"on": ("ballot", "أحمد", None)}),
        ("an address where a key belongs", {"on_behalf": "a@city.example"}),
        ("a person's own name", {"by": ("Ahmad", "delegate")}),
        ("a role that nobody holds", {"by": (DELEGATE, "king")}),
        ("a seal that the act does not have", {"sealed": {"reason": "x"}}),
        ("a log without an origin", {"log": "two words"}),
        ("a version below nothing", {"on": ("ballot", "3", -1)}),
        ("a nonce too short to hide anything", {"nonce": "AAAA"}),
        ("no zone", {"at": NOON.replace(tzinfo=None)}),
    ],
)
def test_nothing_outside_the_table_enters(because: str, told: dict[str, Any]) -> None:
    with pytest.raises(NotAnEntry):
        vote(**told)


def test_a_reason_that_is_owed_must_be_sealed() -> None:
    with pytest.raises(NotAnEntry, match="reason"):
        refusal(sealed={})
    with pytest.raises(NotAnEntry, match="text"):
        refusal(sealed={"reason": 3})


def test_a_refusal_names_the_act_and_the_fact_but_repeats_no_value() -> None:
    with pytest.raises(NotAnEntry) as refused:
        vote(data={"choice": "أحمد", "method": "recorded", "channel": "own"})
    assert str(refused.value) == "vote.cast: «choice» is not a for / against / abstain"


def test_an_entry_too_long_is_refused() -> None:
    keys = [f"delegation-{number}" for number in range(5_000)]
    with pytest.raises(NotAnEntry, match="bytes"):
        vote(act=Act.NOTE_PRESENCE, on=("sitting", "1", None), data={"delegations": keys})
    with pytest.raises(NotAnEntry, match="bytes"):
        read_entry(b" " * (LONGEST + 1))


def changed(**told: Any) -> bytes:
    said = json.loads(VOTE) | told
    return canonical({name: value for name, value in said.items() if value != "—"})


@pytest.mark.parametrize(
    ("because", "body"),
    [
        ("not JSON", b"vote"),
        ("not an object", b"[]"),
        ("not canonical", VOTE.replace(b":null", b": null")),
        ("a name is missing", changed(sealed="—")),
        ("a name too many", changed(request="17")),
        ("another version", changed(v=2)),
        ("a version that only looks like one", changed(v=True)),
        ("an act that nobody knows", changed(act="vote.bought")),
        ("a time without its decimals", changed(at="2023-05-10T09:00:00Z")),
        (
            "an actor with something besides",
            changed(by={"actor": DELEGATE, "role": "delegate", "x": 1}),
        ),
        ("an object with something besides", changed(on={"kind": "ballot", "key": "3", "x": 1})),
        (
            "an object's version left empty",
            changed(on={"kind": "ballot", "key": "3", "version": None}),
        ),
        (
            "a version that is no number",
            changed(on={"kind": "ballot", "key": "3", "version": True}),
        ),
        ("an object without a key", changed(on={"kind": "ballot"})),
        ("a commitment that is none", changed(sealed={"reason": "A"})),
        ("a list of facts", changed(data=[])),
    ],
)
def test_bytes_that_are_no_entry_are_not_read(because: str, body: bytes) -> None:
    with pytest.raises(NotAnEntry):
        read_entry(body)


@given(st.integers(0, len(VOTE) - 1), st.integers(1, 255))
def test_no_byte_of_an_entry_can_change_unseen(place: int, flip: int) -> None:
    body = bytearray(VOTE)
    body[place] ^= flip
    assert leaf_hash(bytes(body)) != leaf_hash(VOTE)
    with suppress(NotAnEntry):
        assert read_entry(bytes(body)) != read_entry(VOTE)


def test_every_part_of_a_ballot_finds_its_place() -> None:
    built = build_entry(
        log="test.example/tiny",
        act=Act.OPEN_BALLOT,
        at=NOON,
        by=(CHAIR, "chair"),
        on_behalf=None,
        on=("ballot", "4", None),
        data={
            "question": "amendment",
            "method": "recorded",
            "majority": "simple",
            "quorum": {"numerator": 1, "denominator": 2, "more_than": True},
            "subjects": [
                {"kind": "amendment", "key": "31أ", "version": 2, "sha256": "0" * 64},
                {"kind": "amendment", "key": "32", "version": 1},
            ],
            "electors": ["jubail", "yanbu"],
            "present": ["yanbu"],
            "after": {"size": 0, "root": "0" * 64},
        },
        random=counting(),
    )
    data = read_entry(built.body).data
    assert data["electors"] == ["jubail", "yanbu"]
    with pytest.raises(NotAnEntry, match="electors"):
        vote(
            act=Act.OPEN_BALLOT,
            on=("ballot", "4", None),
            data=dict(data) | {"electors": ["jubail", "jubail"]},
        )
