"""The feed and the calendar, as independent readers of the two formats understand them."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import feedparser
import pytest
from flask import Flask
from flask.testing import FlaskClient
from icalendar import Calendar
from lxml import etree, html

from declaration.accounts.models import Person
from declaration.bookkeeping import bookkeeping
from declaration.extensions import db
from declaration.forums.models import Forum, Membership
from tests.amendments import situations as amended
from tests.conftest import NOON, statements
from tests.world import World, actor

Client = Callable[[str], FlaskClient]
FEED = "/tiny/text/text/changes.atom"
CALENDAR = "/tiny/calendar.ics"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def merged(app: Flask) -> Flask:
    """The small forum after one publication: amendment 2 went into «centres»."""
    with app.app_context():
        amended.it_must_be_restated()
        db.session.close()
    return app


def parsed(client: FlaskClient, language: str) -> Any:
    reply = client.get(f"{FEED}?lang={language}")
    assert reply.content_type == "application/atom+xml; charset=utf-8"
    found = feedparser.parse(reply.data)
    assert not found.bozo, found.get("bozo_exception")
    assert found.version == "atom10"
    return found


@pytest.mark.parametrize(
    ("language", "title", "removed"),
    [("ar", "المراجعة 2: \u2068البند 2\u2069", "حُذف:"), ("en", "Revision 2: \u2068Clause 2\u2069", "Removed:")],
)  # fmt: skip
def test_a_reader_of_feeds_is_told_of_every_publication(
    merged: Flask, client_of: Client, language: str, title: str, removed: str
) -> None:
    found = parsed(client_of("visitor"), language)
    newest, first = found.entries
    assert newest.title == title
    assert "40%" in newest.content[0].value
    assert "30%" in newest.content[0].value
    assert removed in newest.content[0].value
    assert f"lang={language}" in newest.link
    assert found.feed.language == language
    assert first.id != newest.id


def test_the_feed_has_all_that_the_format_asks_for(merged: Flask, client_of: Client) -> None:
    feed = etree.fromstring(client_of("visitor").get(FEED).data)
    for each in (feed, *feed.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated", "link"):
            assert each.find(f"{ATOM}{name}") is not None, name
    ids = [each.text for each in feed.iter(f"{ATOM}id")]
    assert len(ids) == len(set(ids))
    stamps = [datetime.fromisoformat(each.text) for each in feed.iter(f"{ATOM}updated")]
    assert stamps[0] == max(stamps)
    assert all(each.tzinfo for each in stamps)


def test_who_asks_again_before_anything_happened_is_answered_shortly(
    merged: Flask, client_of: Client
) -> None:
    client = client_of("visitor")
    mark = client.get(FEED).headers["ETag"]
    assert client.get(FEED, headers={"If-None-Match": mark}).status_code == 304
    assert client.get(f"{FEED}?lang=en", headers={"If-None-Match": mark}).status_code == 200
    with merged.app_context():
        World.read(merged).proposed("delegate.tunis", "access", old="كافة", new="جميعها")
    assert client.get(FEED, headers={"If-None-Match": mark}).status_code == 200


def test_words_of_the_text_stay_words_in_the_feed(app: Flask, client_of: Client) -> None:
    with app.app_context():
        world = World.read(app)
        text = world.clause("centres").text.replace("40%", "أقل من <b>30</b> & أكثر")
        amended.adopted(world, world.admitted("delegate.jubail", "centres", text=text))
        amended.publish(world.declaration_id, amended.Plan(chosen=(1,)), actor("secretariat"))
    found = parsed(client_of("visitor"), "ar")
    assert "&lt;b&gt;30&lt;/b&gt; &amp; أكثر" in found.entries[0].content[0].value


def test_the_feed_costs_the_same_however_many_publications(
    merged: Flask, client_of: Client
) -> None:
    client = client_of("visitor")
    client.get(FEED)
    with merged.app_context(), statements() as one:
        client.get(FEED)
    with merged.app_context():
        world = World.read(merged)
        amended.adopted(world, world.admitted("delegate.tunis", "access", old="كافة", new="كلها"),
                        sitting=False)  # fmt: skip
        amended.publish(world.declaration_id, amended.Plan(chosen=(3,)), actor("secretariat"))
    with merged.app_context(), statements() as two:
        client.get(FEED)
    assert len(one) == len(two)


def test_what_a_closed_forum_publishes_is_for_its_members(merged: Flask, client_of: Client) -> None:
    with merged.app_context(), bookkeeping() as notes:
        notes.query(Forum).update({"public": False})
    for path in (FEED, CALENDAR):
        assert client_of("visitor").get(path).status_code == 302
        assert client_of("observer").get(path).status_code == 200


@pytest.mark.parametrize(
    ("language", "closing"), [("ar", "يُغلق باب التعديلات"), ("en", "Amendments close")]
)
def test_a_calendar_shows_sittings_and_deadlines_on_the_forums_clocks(
    app: Flask, client_of: Client, language: str, closing: str
) -> None:
    reply = client_of("visitor").get(f"{CALENDAR}?lang={language}")
    assert reply.content_type == "text/calendar; charset=utf-8"
    calendar = Calendar.from_ical(reply.data)
    events = {str(each["summary"]): each for each in calendar.walk("VEVENT")}
    closes = events[closing]["dtstart"].dt
    assert closes == datetime(2023, 5, 10, 18, tzinfo=ZoneInfo("Asia/Riyadh"))
    assert closes.utcoffset() == timedelta(hours=3)
    assert [str(each["tzid"]) for each in calendar.walk("VTIMEZONE")] == ["Asia/Riyadh"]
    assert {str(each["uid"]) for each in events.values()} == {
        "sitting-1.tiny@localhost",
        "text-amendments-open.tiny@localhost",
        "text-amendments-close.tiny@localhost",
    }


def test_pages_lead_to_the_feed_and_the_calendar_in_their_language(client_of: Client) -> None:
    client = client_of("visitor")
    assert f'href="{CALENDAR}?lang=ar"' in client.get("/tiny/").text
    assert f'href="{FEED}?lang=en"' in client.get("/tiny/text/text/?lang=en").text


@pytest.fixture
def closed(merged: Flask) -> Flask:
    """The small forum after one publication, open to its members alone."""
    with merged.app_context(), bookkeeping() as notes:
        notes.query(Forum).update({"public": False})
    return merged


def own_addresses(client: FlaskClient) -> list[str]:
    """Path and query of what a member may subscribe to: the calendar, then the feed."""
    page = html.fromstring(client.get("/tiny/notices/choices").text)
    links = page.xpath("//section[@id='subscriptions']//a/@href")
    return [urlsplit(each)._replace(scheme="", netloc="").geturl() for each in links]


def test_a_members_programs_subscribe_to_a_closed_forum_without_signing_in(
    closed: Flask, client_of: Client
) -> None:
    calendar, feed = own_addresses(client_of("observer"))
    program = client_of("visitor")
    assert Calendar.from_ical(program.get(calendar).data).walk("VEVENT")
    assert len(feedparser.parse(program.get(feed).data).entries) == 2


def test_what_lets_a_program_in_opens_no_page(closed: Flask, client_of: Client) -> None:
    calendar, _feed = own_addresses(client_of("observer"))
    key = urlsplit(calendar).query
    for path in ("/tiny/", "/tiny/text/text/", "/tiny/notices/", CALENDAR):
        asked = f"{path}?{key}" if path != CALENDAR else f"{path}?{key[:-1]}"
        assert client_of("visitor").get(asked).status_code == 302, path


@pytest.mark.parametrize("because", ["the membership ended", "the password changed"])
def test_the_address_ends_with_what_it_stood_for(
    because: str, closed: Flask, client_of: Client
) -> None:
    calendar, _feed = own_addresses(client_of("observer"))
    with closed.app_context(), bookkeeping() as notes:
        member = notes.get_one(Membership, actor("observer").membership_id)
        if because == "the membership ended":
            member.ended_at = NOON
        else:
            notes.get_one(Person, member.person_id).rights_stamp += 1
    assert client_of("visitor").get(calendar).status_code == 302


def test_the_addresses_of_an_open_forum_hold_nothing_of_a_person(client_of: Client) -> None:
    assert own_addresses(client_of("observer")) == [f"{CALENDAR}?lang=en", f"{FEED}?lang=en"]


def test_the_pages_of_a_closed_forum_lead_to_ones_own_addresses(
    closed: Flask, client_of: Client
) -> None:
    for path in ("/tiny/", "/tiny/text/text/"):
        page = client_of("observer").get(path).text
        assert 'href="/tiny/notices/choices#subscriptions"' in page
        assert ".ics" not in page
        assert ".atom" not in page


def test_the_front_page_leads_a_member_to_a_closed_forum(closed: Flask, client_of: Client) -> None:
    assert client_of("observer").get("/").location == "/tiny/"
    assert "/tiny/" not in client_of("visitor").get("/").text
