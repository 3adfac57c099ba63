"""A long list is cut into pages, and every address leads to one of them."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import literal, select, union_all

from declaration.extensions import db
from declaration.paging import page_of
from tests.world import World

Client = Callable[[str], FlaskClient]
LISTS = (
    ("visitor", "/tiny/text/text/amendments"),
    ("visitor", "/tiny/text/text/ballots/"),
    ("delegate.tunis", "/tiny/notices/"),
    ("secretariat", "/tiny/outbox"),
)


@given(total=st.integers(0, 10**6), size=st.integers(1, 100), asked=st.integers())
def test_whatever_is_asked_a_page_is_there(total: int, size: int, asked: int) -> None:
    page = page_of(total, size, asked)
    assert 1 <= page.number <= page.of
    assert (page.of - 1) * size < max(total, 1) <= page.of * size
    assert page.number == asked or asked < 1 or asked > page.of


@pytest.mark.parametrize("total", [1, 6, 7])
def test_the_pages_together_are_the_list(any_world: World, total: int) -> None:
    rows = union_all(*(select(literal(number).label("n")) for number in range(total))).subquery()
    query = select(rows.c.n).order_by(rows.c.n)
    pages = [page_of(total, 3, asked) for asked in range(1, page_of(total, 3, 1).of + 1)]
    assert [n for page in pages for n in db.session.scalars(page.cut(query))] == list(range(total))


@pytest.mark.parametrize("asked", ["0", "-3", "2", "9" * 30, "first"])
@pytest.mark.parametrize(("who", "path"), LISTS)
def test_an_address_of_no_page_shows_one_that_there_is(
    client_of: Client, who: str, path: str, asked: str
) -> None:
    assert client_of(who).get(f"{path}?page={asked}").status_code == 200
