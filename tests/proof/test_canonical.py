from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from declaration.proof import NotCanonical, canonical, read_canonical
from declaration.proof.canonical import read_time, write_time

YEAR_1900 = datetime(1900, 1, 1, tzinfo=UTC).replace(tzinfo=None)

names = st.text(st.characters(max_codepoint=126, min_codepoint=32), max_size=5)
texts = st.sampled_from(["", "المدن تلتزم", "«٢٠٣٠»\n", "\u200f", 'a"\\/', "🕊"])
integers = st.integers(-(2**53) + 1, 2**53 - 1)
values = st.recursive(
    st.none() | st.booleans() | integers | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=4),
    max_leaves=12,
)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ('\u20ac$\u000f\nA\'B"\\\\"/', '"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"'),
        ([None, True, False], "[null,true,false]"),
        ({"b": 1, "a": [], "1": {}}, '{"1":{},"a":[],"b":1}'),
    ],
)
def test_values_are_written_as_rfc_8785_does(value: Any, written: str) -> None:
    assert canonical(value) == written.encode("utf-8")


@given(values)
def test_what_is_written_is_read_back(value: Any) -> None:
    assert read_canonical(canonical(value)) == value


@given(values, st.data())
def test_no_byte_can_change_and_say_the_same(value: Any, data: st.DataObject) -> None:
    body = bytearray(canonical(value))
    place = data.draw(st.integers(0, len(body) - 1))
    body[place] ^= data.draw(st.integers(1, 255))
    with suppress(NotCanonical):
        assert read_canonical(bytes(body)) != value


@pytest.mark.parametrize(
    ("because", "value"),
    [
        ("a rounding could decide a vote", 0.5),
        ("a whole number written as a fraction is one too", 1.0),
        ("beyond this, readers disagree on the digits", 2**53),
        ("names are ASCII", {"الاسم": 1}),
        ("names are strings", {1: 1}),
        ("the same word in two encodings would be two words", "A\u030a"),
        ("half a character is none", "\ud800"),
        ("bytes are no text", b"a"),
        ("a set has no order", {1, 2}),
        ("a moment without its zone is no moment", YEAR_1900),
    ],
)
def test_what_has_no_canonical_form_is_refused(because: str, value: Any) -> None:
    with pytest.raises(NotCanonical):
        canonical(value)


@pytest.mark.parametrize(
    "written",
    [
        b'{"b":1,"a":2}',
        b'{"a": 1}',
        b'{"a":1,"a":1}',
        b'{"a":1.0}',
        b'{"a":1e2}',
        b"-0",
        b"NaN",
        b'"\\u0041"',
        b'"\xff"',
        b'"\\ud800"',
        b"\xef\xbb\xbf1",
        b"1\n",
        b"",
        b"[" * 60_000,
        b"9" * 5_000,
    ],
)
def test_bytes_in_any_other_form_are_refused(written: bytes) -> None:
    with pytest.raises(NotCanonical):
        read_canonical(written)


@given(st.datetimes(YEAR_1900, timezones=st.just(timezone(timedelta(hours=3)))))
def test_a_moment_is_written_in_utc_and_read_back(at: datetime) -> None:
    assert read_time(write_time(at)) == at.astimezone(UTC)


@pytest.mark.parametrize("written", ["2023-05-10T09:00:00Z", "2023-05-10T09:00:00.000000+00:00"])
def test_a_moment_has_one_way_to_be_written(written: str) -> None:
    with pytest.raises(NotCanonical):
        read_time(written)
