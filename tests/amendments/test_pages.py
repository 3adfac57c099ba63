"""The pages of amendments, as the people of the small forum open them."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.world import World

BASE = "/tiny/text/text/amendments"
Clients = Callable[[str], FlaskClient]


@pytest.fixture
def access(app: Flask) -> int:
    """An admissible amendment of Jubail to the clause on access."""
    with app.app_context():
        return World.read(app).admitted(
            "delegate.jubail", "access", old="المراكز كافة", new="المؤسسات كافة"
        )


@pytest.mark.parametrize(
    ("who", "path", "says"),
    [
        ("visitor", "", "التعديلات"),
        ("delegate.tunis", "", "البند 1"),
        ("delegate.tunis", "?state=pending&clause=access&words=المؤسسات", "1"),
        ("visitor", "/1", "المؤسسات"),
        ("delegate.tunis", "/new/access", "اقتراح"),
        ("delegate.tunis", "/new", "بند"),
        ("delegate.tunis", "/1/new", "1"),
        ("secretariat", "/queue", "الفحص"),
        ("visitor", "/matrix", "التعارض"),
        ("visitor", "/order/access", "التصويت"),
        ("visitor", "/what-if/access?with=1", "المؤسسات"),
        ("delegate.jubail", "/1/revision", "المؤسسات"),
        ("secretariat", "/hand-in/access", "الوفد"),
        ("secretariat", "/hand-in", "الوفد"),
        ("secretariat", "/compromise/access", "توافق"),
    ],
)
def test_a_page_opens(access: int, client_of: Clients, who: str, path: str, says: str) -> None:
    reply = client_of(who).get(BASE + path)
    assert reply.status_code == 200, reply.text
    assert says in reply.text
