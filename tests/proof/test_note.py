"""Keys, notes and signatures published with the format's first implementation, and RFC 8032's."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from declaration.proof import (
    Checkpoint,
    NotANote,
    Note,
    NotSigned,
    PrivateKey,
    PublicKey,
    read_checkpoint,
    read_note,
    root,
    signers,
)
from tests.proof.vectors import LEAVES, ROOTS

PRIVATE = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
PETER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
ENOCH = "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop"
TEXT = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
)
BY_PETER = (
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6"
    "KE6RyyBwJnAM=\n"
)
BY_ENOCH = (
    "— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WW"
    "d1RvMc+QQ=\n"
)
WRITTEN = TEXT + "\n" + BY_PETER


def test_keys_are_read_and_written() -> None:
    assert str(PublicKey.read(PETER)) == PETER
    assert PrivateKey.read(PRIVATE).write() == PRIVATE
    assert str(PrivateKey.read(PRIVATE).public) == PETER


def test_a_note_is_signed_as_others_sign_it() -> None:
    assert str(Note(TEXT).signed_by(PrivateKey.read(PRIVATE))) == WRITTEN


def test_signatures_are_those_of_rfc_8032() -> None:
    seed = "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"
    key = PrivateKey("test", bytes.fromhex(seed))
    assert key.public.raw.hex() == (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"
    )
    assert key.sign("r").raw.hex() == (
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
    )


def test_those_whom_one_trusts_are_found_below_a_note() -> None:
    note = read_note((WRITTEN + BY_ENOCH).encode())
    peter, enoch = PublicKey.read(PETER), PublicKey.read(ENOCH)
    assert note.text == TEXT
    assert signers(note, [peter]) == (peter,)
    assert signers(note, [peter, enoch]) == (peter, enoch)


@pytest.mark.parametrize(
    ("because", "written", "trusted"),
    [
        ("nobody is trusted", WRITTEN, []),
        ("only a stranger signed", WRITTEN, [ENOCH]),
        ("a word was changed", WRITTEN.replace("answer", "Answer"), [PETER]),
        ("the signature is another's", WRITTEN.replace("ZJkuBS9U", "ZJkuBS9V"), [PETER]),
        (
            "one good signature does not heal a wrong one",
            WRITTEN + BY_ENOCH.replace("zmZa0SO3", "zmZa0SO4"),
            [PETER, ENOCH],
        ),
    ],
)
def test_a_note_that_is_not_signed_is_not_believed(
    because: str, written: str, trusted: list[str]
) -> None:
    with pytest.raises(NotSigned):
        signers(read_note(written.encode()), [PublicKey.read(key) for key in trusted])


@pytest.mark.parametrize(
    ("because", "written"),
    [
        ("no signature", TEXT),
        ("an empty line and no signature", TEXT + "\n"),
        ("the last line is cut", WRITTEN[:-1]),
        ("a control character", "\x01" + WRITTEN),
        ("a name of two words", TEXT + "\n— Bad Name x08go/ZJkuBS9UG/SffcvA==\n"),
        ("a name with a plus sign", TEXT + "\n— a+b x08go/ZJkuBS9UG/SffcvA==\n"),
        ("no mark", TEXT + "\nPeterNeumann x08go/ZJkuBS9UG/SffcvA==\n"),
        ("a line of its own", WRITTEN + "Unexpected line.\n"),
        ("no base64", TEXT + "\n— PeterNeumann x08g*\n"),
        ("base64 with bits to spare", TEXT + "\n— PeterNeumann x08go/ZJkuBS9UG/SffcvB==\n"),
        ("nothing after the key's number", TEXT + "\n— PeterNeumann x08gow==\n"),
        ("too many signatures", WRITTEN + BY_PETER * 100),
    ],
)
def test_what_is_no_note_is_not_read(because: str, written: str) -> None:
    with pytest.raises(NotANote):
        read_note(written.encode())


def test_a_note_is_utf_8() -> None:
    with pytest.raises(NotANote):
        read_note(b"\xff" + WRITTEN.encode())


def test_a_note_without_an_end_of_line_cannot_be_signed() -> None:
    with pytest.raises(NotANote):
        Note("abc")


@given(st.integers(0, len(PETER) - 1), st.sampled_from("+Aaz09/= \n"))
def test_no_character_of_a_key_can_change(place: int, other: str) -> None:
    changed = PETER[:place] + other + PETER[place + 1 :]
    if changed != PETER:
        with pytest.raises(NotANote):
            PublicKey.read(changed)


@pytest.mark.parametrize(
    "wrong",
    [
        "PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==",
        "PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        PETER[1:],
        PRIVATE,
    ],
)
def test_keys_of_other_lengths_kinds_and_names_are_refused(wrong: str) -> None:
    with pytest.raises(NotANote):
        PublicKey.read(wrong)


def test_a_public_key_is_no_private_one() -> None:
    with pytest.raises(NotANote):
        PrivateKey.read(PETER)
    with pytest.raises(NotANote):
        PrivateKey.read(PRIVATE.replace("c74f20a3", "c74f20a4"))


def test_a_private_key_does_not_show_itself() -> None:
    key = PrivateKey.read(PRIVATE)
    assert "seed" not in repr(key)
    assert PRIVATE not in f"{key}"


def test_new_keys_differ() -> None:
    assert PrivateKey.new("test.example/tiny") != PrivateKey.new("test.example/tiny")


CHECKPOINT = Checkpoint("test.example/tiny", 8, bytes.fromhex(ROOTS[8]))


def test_a_checkpoint_is_three_lines() -> None:
    assert CHECKPOINT.note().text == (
        "test.example/tiny\n8\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\n"
    )


def test_a_published_checkpoint_is_read() -> None:
    note = read_note(
        b"example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n"
        b"\xe2\x80\x94 example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe"
        b"4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n"
    )
    checkpoint = read_checkpoint(note)
    assert (checkpoint.origin, checkpoint.size) == ("example.com/behind-the-sofa", 20852163)


@settings(max_examples=25)
@given(st.integers(0, 8))
def test_a_signed_checkpoint_is_read_back(size: int) -> None:
    key = PrivateKey.new(CHECKPOINT.origin)
    signed = Checkpoint(CHECKPOINT.origin, size, root(LEAVES[:size]))
    note = read_note(str(signed.note().signed_by(key)).encode())
    assert signers(note, [key.public]) == (key.public,)
    assert read_checkpoint(note) == signed


@pytest.mark.parametrize(
    ("because", "text"),
    [
        ("a size with a leading zero", f"o\n08\n{'A' * 43}=\n"),
        ("no size", f"o\n\n{'A' * 43}=\n"),
        ("a root cut short", "o\n8\nAAAA\n"),
        ("spare bits in the root", f"o\n8\n{'A' * 42}B=\n"),
        ("an extension line", f"o\n8\n{'A' * 43}=\nmore\n"),
        ("no origin", f"\n8\n{'A' * 43}=\n"),
    ],
)
def test_what_is_no_checkpoint_is_not_read(because: str, text: str) -> None:
    with pytest.raises(NotANote):
        read_checkpoint(Note(text))


@pytest.mark.parametrize(
    ("because", "other", "evidence"),
    [
        ("the same is no contradiction", CHECKPOINT, False),
        ("one size, two roots", Checkpoint("test.example/tiny", 8, LEAVES[0]), True),
        ("it grew", Checkpoint("test.example/tiny", 9, LEAVES[0]), False),
        ("another log", Checkpoint("test.example/other", 8, LEAVES[0]), False),
    ],
)
def test_two_roots_of_one_size_are_evidence(because: str, other: Any, evidence: bool) -> None:
    assert CHECKPOINT.contradicts(other) is evidence
