"""A code that somebody holds, compared with the frozen text and the signatures under it."""

import pytest

from declaration.endorsement.queries import freeze_of, signatories
from declaration.endorsement.receipts import receipt_of
from declaration.endorsement.verifying import Finding, check
from declaration.proof.codes import full_code
from tests.endorsement import situations
from tests.world import World, actor

EASTERN = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def test_codes_are_compared_however_they_are_typed(world: World) -> None:
    situations.yanbu_has_signed()
    frozen = freeze_of(world.declaration_id)
    assert frozen is not None
    log = actor("chair").log
    print_of, digits = frozen.fingerprint, full_code(bytes.fromhex(frozen.fingerprint))
    receipt = receipt_of(signatories(frozen.id)[0], log)
    assert receipt is not None
    other = print_of[::-1]
    for because, typed, finding in (
        ("as it is", print_of, Finding.MATCHES),
        (
            "in groups, in capitals",
            " ".join(print_of[i : i + 4] for i in range(0, 64, 4)).upper(),
            Finding.MATCHES,
        ),
        ("with quotes and line feeds", f"«{print_of[:32]}\n{print_of[32:]}»", Finding.MATCHES),
        ("another text's", other, Finding.DIFFERS),
        ("in digits", digits, Finding.MATCHES),
        ("in eastern digits", digits.translate(EASTERN), Finding.MATCHES),
        ("other digits", digits[::-1], Finding.DIFFERS),
        ("a receipt's", receipt.code, Finding.RECEIPT),
        (
            "a receipt's in eastern digits with spaces",
            receipt.code.replace(".", " ").translate(EASTERN),
            Finding.RECEIPT,
        ),
        (
            "a receipt's with a slip of the hand",
            receipt.code[:-1] + str((int(receipt.code[-1]) + 1) % 10),
            Finding.UNREADABLE,
        ),
        ("nobody's receipt", "0000.0000.0001", Finding.NO_RECEIPT),
        ("a word", "بصمة", Finding.UNREADABLE),
        ("half of it", print_of[:32], Finding.UNREADABLE),
    ):
        assert check(typed, frozen, log).finding is finding, because


@pytest.mark.parametrize("typed", ["", "\u202e", "\x00" * 200, "9" * 5000])
def test_nonsense_is_unreadable_and_breaks_nothing(world: World, typed: str) -> None:
    situations.the_text_is_frozen()
    frozen = freeze_of(world.declaration_id)
    assert frozen is not None
    assert check(typed, frozen, actor("chair").log).finding is Finding.UNREADABLE
