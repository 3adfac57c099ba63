"""The secretariat's queue: what its address asks for is shown, and stays asked for."""

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import html

from tests.amendments import situations
from tests.world import World

Clients = Callable[[str], FlaskClient]
QUEUE = "/tiny/text/text/amendments/queue"


@pytest.fixture
def officer(app: Flask, client_of: Clients) -> FlaskClient:
    """The secretariat, before four amendments: two rivals, one that replaces a clause, one plain."""
    with app.app_context():
        world = World.read(app)
        world.proposed("delegate.jubail", "centres", old="40%", new="60%")
        world.admitted("delegate.tunis", "centres", old="40%", new="50%")
        world.proposed("delegate.doha", "centres", text=situations.ANOTHER_TEXT)
        world.proposed("delegate.doha", "access", old="كافة", new="جميعها")
    return client_of("secretariat")


def listed(page: str) -> list[int]:
    """The numbers of the amendments that can be ticked."""
    ticks = html.fromstring(page).xpath("//form[@id='screening']//input[@name='amendment']/@value")
    return sorted(int(each) for each in ticks)


@pytest.mark.parametrize(
    ("asked", "numbers"),
    [
        ("", [1, 3, 4]),
        ("clause=access", [4]),
        ("delegation=doha", [3, 4]),
        ("delegation=doha&clause=centres", [3]),
        ("concern=conflict", [1, 3]),
        ("concern=ruling", [3]),
        ("concern=nothing", [4]),
        ("concern=late", []),
        ("concern=%E2%80%AE", [1, 3, 4]),
    ],
)
def test_the_queue_shows_what_its_address_asks_for(
    officer: FlaskClient, asked: str, numbers: list[int]
) -> None:
    assert listed(officer.get(f"{QUEUE}?{asked}").text) == numbers


def test_the_chosen_filters_stand_in_their_fields(officer: FlaskClient) -> None:
    page = html.fromstring(officer.get(f"{QUEUE}?delegation=doha&concern=conflict").text)
    chosen = page.xpath("//form[contains(@class,'filters')]//option[@selected]/@value")
    assert chosen == ["doha", "conflict"]


@pytest.mark.parametrize("act", ["admission", "refusal"])
def test_one_returns_from_a_screening_of_many_to_what_one_had_asked_for(
    officer: FlaskClient, act: str
) -> None:
    form = html.fromstring(officer.get(f"{QUEUE}?clause=access").text).get_element_by_id(
        "screening"
    )
    sent = {**dict(form.form_values()), "amendment": "4", "reason": "لا يتصل بالبند."}
    reply = officer.post(f"{QUEUE}/{act}", data=sent)
    assert reply.status_code == 303
    assert parse_qs(urlsplit(reply.location).query) == {"clause": ["access"]}


def test_a_refusal_without_a_reason_keeps_the_filters_and_the_ticks(officer: FlaskClient) -> None:
    sent = {"clause": "centres", "amendment": ["1"], "reason": " "}
    reply = officer.post(f"{QUEUE}/refusal", data=sent)
    assert reply.status_code == 422
    assert listed(reply.text) == [1, 3]
    ticked = html.fromstring(reply.text).xpath("//input[@name='amendment'][@checked]/@value")
    assert ticked == ["1"]


def test_the_other_language_keeps_the_filters(officer: FlaskClient) -> None:
    page = html.fromstring(officer.get(f"{QUEUE}?delegation=doha").text)
    (switch,) = page.xpath("//div[@class='me']/a[@hreflang='en']/@href")
    assert listed(officer.get(switch).text) == [3, 4]
