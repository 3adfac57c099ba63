"""What people see of their notices, and what they set."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from declaration.amendments import operations as amendments
from declaration.amendments.wording import Wording
from declaration.notices import operations
from tests.amendments import situations as amended
from tests.notices.situations import a_clause_is_watched, told
from tests.reading.test_pages import cost
from tests.world import World, actor

Client = Callable[[str], FlaskClient]
PAGE = "/tiny/notices/"
CENTRES = "/tiny/text/text/clauses/centres"


def happened(app: Flask, *what: Callable[[], object]) -> None:
    with app.app_context():
        for each in (*what, told):
            each()


def test_a_notice_leads_where_it_says_and_is_read_then(app: Flask, client_of: Client) -> None:
    happened(app, amended.one_is_admitted)
    client = client_of("delegate.jubail")
    page = client.get(PAGE).text
    assert "قُبل شكلاً التعديل 1 على البند 2" in page
    assert 'class="new"' in page
    reply = client.post("/tiny/notices/3/read")
    assert (reply.status_code, reply.location) == (303, "/tiny/text/text/amendments/1")
    page = client.get(PAGE).text
    assert "قُبل شكلاً التعديل 1 على البند 2" in page
    assert 'class="new"' not in page


def test_the_header_counts_what_is_unread_on_every_page(app: Flask, client_of: Client) -> None:
    happened(app, amended.two_are_rivals)
    client = client_of("secretariat")
    for path in ("/tiny/sittings", PAGE):
        assert '<b>2<span class="unseen"> جديد' in client.get(path).text, path
    client.post("/tiny/notices/read")
    assert '<b>2<span class="unseen">' not in client.get("/tiny/sittings").text


def test_marking_all_as_read_passes_over_what_came_meanwhile(app: Flask, client_of: Client) -> None:
    happened(app, amended.one_is_submitted)
    client = client_of("secretariat")
    assert 'name="upto" value="1"' in client.get(PAGE).text
    happened(app, lambda: amended.here().proposed("delegate.doha", "centres", old="40%", new="9%"))
    client.post("/tiny/notices/read", data={"upto": 1})
    assert '<b>1<span class="unseen"> جديد' in client.get(PAGE).text


def test_what_is_no_longer_ones_to_see_is_not_shown(app: Flask, client_of: Client) -> None:
    def it_is_revised_beyond_its_screening() -> None:
        text = amended.ANOTHER_TEXT
        amendments.revise(1, Wording(text=text), actor("delegate.jubail"))

    happened(app, a_clause_is_watched, amended.one_is_admitted)
    assert "التعديل 1" in client_of("delegate.tunis").get(PAGE).text
    happened(app, it_is_revised_beyond_its_screening)
    page = client_of("delegate.tunis").get(PAGE).text
    assert "لم يعد هذا معروضاً عليكم." in page
    assert "التعديل 1" not in page


def test_nobody_reads_the_notices_of_another(app: Flask, client_of: Client) -> None:
    happened(app, amended.one_is_admitted)
    assert client_of("delegate.tunis").post("/tiny/notices/3/read").status_code == 404
    assert 'class="new"' in client_of("delegate.jubail").get(PAGE).text


def test_the_page_costs_the_same_however_many_notices(app: Flask, client_of: Client) -> None:
    happened(app, amended.two_are_rivals)
    client = client_of("secretariat")
    few = cost(app, client, PAGE)

    def many_more() -> None:
        for number in range(41, 55):
            world = World.read(app)
            world.proposed("delegate.yanbu", "centres", old="40%", new=f"{number}%")

    happened(app, many_more)
    assert cost(app, client, PAGE) == few <= 20


def test_an_empty_page_says_what_will_stand_there(client_of: Client) -> None:
    assert "لا إشعارات بعد" in client_of("chair").get(PAGE).text


def test_the_choices_are_those_of_ones_roles_and_are_kept(app: Flask, client_of: Client) -> None:
    client = client_of("observer")
    client.get("/tiny/?lang=en")
    page = client.get("/tiny/notices/choices").text
    assert "What you watch" in page
    assert "The screening of your amendments" not in page
    choice = {"comments": "mail", "watched": "none", "text": "here", "sittings": "here"}
    reply = client.post("/tiny/notices/choices", data=choice)
    assert reply.status_code == 303
    page = client.get("/tiny/notices/choices").text
    assert 'checked id="comments-1"' in page
    assert 'checked id="watched-3"' in page


@pytest.mark.parametrize("way", ["", "by-pigeon"])
def test_a_way_that_is_none_is_refused_at_its_field(client_of: Client, way: str) -> None:
    client = client_of("chair")
    choice = {"comments": way, "watched": "none", "text": "here", "sittings": "here"}
    reply = client.post("/tiny/notices/choices", data=choice)
    assert reply.status_code == 422
    assert '<a href="#comments-0">اختاروا إحدى هذه الطرق.</a>' in reply.text
    assert 'checked id="watched-3"' in reply.text, "what was chosen is still there"


@pytest.mark.parametrize(
    "path", [CENTRES, "/tiny/text/text/amendments/1"], ids=["clause", "amendment"]
)
def test_one_button_begins_to_watch_and_ends_it(app: Flask, client_of: Client, path: str) -> None:
    happened(app, amended.one_is_admitted)
    client = client_of("chair")
    assert f'action="{path}/watch"' in client.get(path).text
    assert client.post(f"{path}/watch").location == path
    assert f'action="{path}/unwatch"' in client.get(path).text
    assert f'action="{path}/unwatch"' in client.get("/tiny/notices/choices").text
    client.post(f"{path}/unwatch")
    assert f'action="{path}/watch"' in client.get(path).text
    assert "/watch" not in client_of("visitor").get(path).text


def test_watching_twice_is_watching(app: Flask, client_of: Client) -> None:
    client = client_of("chair")
    for _ in range(2):
        assert client.post(f"{CENTRES}/watch").status_code == 303


def test_new_notices_stand_on_the_home_page(app: Flask, client_of: Client) -> None:
    happened(app, amended.one_is_admitted)
    client = client_of("delegate.jubail")
    assert "قُبل شكلاً التعديل 1 على البند 2" in client.get("/tiny/").text
    with app.app_context():
        operations.mark_all_read(actor("delegate.jubail"))
    assert "قُبل شكلاً التعديل 1 على البند 2" not in client.get("/tiny/").text
