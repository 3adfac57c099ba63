import pytest
from hypothesis import given
from hypothesis import strategies as st

from declaration.proof import (
    WrongCode,
    full_code,
    read_full_code,
    read_receipt_code,
    receipt_code,
)

hashes = st.binary(min_size=32, max_size=32)


def leaf_of(number: int) -> bytes:
    return number.to_bytes(32, "big")


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (794, "0000.0007.9444"),  # the standard's own example
        (5163170926, "5163.1709.2626"),
        (7 * 10**10 + 5163170926, "5163.1709.2626"),
        (0, "0000.0000.0098"),
    ],
)
def test_a_receipt_code_carries_its_check_digits(number: int, code: str) -> None:
    assert receipt_code(leaf_of(number)) == code


@pytest.mark.parametrize(
    "typed",
    [
        "5163.1709.2626",
        "516317092626",
        "5163 1709 2626",
        "٥١٦٣٫١٧٠٩٫٢٦٢٦",
        "۵۱۶۳-۱۷۰۹-۲۶۲۶",
        " \u200f«5163 ‑ 1709/2626» \n",
    ],
)
def test_a_code_may_be_typed_in_any_digits_and_with_any_separators(typed: str) -> None:
    assert read_receipt_code(typed) == "5163.1709.2626"


@pytest.mark.parametrize("typed", ["", "5163.1709.2627", "5163.1709.262", "5163.1709.262O", "٥"])
def test_what_is_no_code_is_refused(typed: str) -> None:
    with pytest.raises(WrongCode):
        read_receipt_code(typed)


@given(hashes, st.data())
def test_one_wrong_digit_or_two_exchanged_are_noticed(leaf: bytes, data: st.DataObject) -> None:
    digits = list(receipt_code(leaf).replace(".", ""))
    assert read_receipt_code("".join(digits)) == receipt_code(leaf)
    place = data.draw(st.integers(0, 11))
    other = data.draw(st.sampled_from([d for d in "0123456789" if d != digits[place]]))
    with pytest.raises(WrongCode):
        read_receipt_code("".join([*digits[:place], other, *digits[place + 1 :]]))
    neighbour = min(place + 1, 11)
    if digits[place] != digits[neighbour]:
        digits[place], digits[neighbour] = digits[neighbour], digits[place]
        with pytest.raises(WrongCode):
            read_receipt_code("".join(digits))


def test_a_full_code_has_eight_groups_of_five() -> None:
    assert full_code(leaf_of(10**40 + 12345)) == ".".join(["00000"] * 7 + ["12345"])


@given(hashes)
def test_a_full_code_is_read_back(digest: bytes) -> None:
    code = full_code(digest)
    assert read_full_code(code.translate(str.maketrans("0123456789.", "٠١٢٣٤٥٦٧٨٩-"))) == code
    with pytest.raises(WrongCode):
        read_full_code(code[:-1])
