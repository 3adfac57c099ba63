"""A forum that negotiates two declarations never leaves it open which one it speaks of."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from icalendar import Calendar
from lxml import html
from sqlalchemy import select

from declaration.amendments import operations as amendments
from declaration.amendments.wording import Wording
from declaration.drafting import operations as drafting
from declaration.drafting.models import Declaration
from declaration.drafting.queries import revision_text
from declaration.extensions import db
from tests.notices.situations import told
from tests.world import actor, small_forum

Client = Callable[[str], FlaskClient]
ANNEX, TEXT = "إعلان الشباب", "إعلان ينبع الإقليمي لمدن التعلم العربية"
HOME = "/tiny/"


@pytest.fixture
def annex(app: Flask) -> int:
    """The id of a second declaration of the small forum, with a title of its own."""
    first = small_forum().declaration
    title, *others = first.clauses
    entry = replace(
        first, key="annex", clauses=(replace(title, text={"ar": ANNEX, "en": "Youth"}), *others)
    )
    with app.app_context():
        drafting.import_declaration(entry, actor("secretariat"))
        found = db.session.scalars(select(Declaration.id).where(Declaration.key == "annex")).one()
        drafting.open_negotiation(found, actor("secretariat"))
        db.session.close()
    return found


def ways_to_read(page: str) -> list[str]:
    """The words of each link to a text."""
    links = html.fromstring(page).xpath("//main//a[contains(@href, '/text/')]")
    return [
        " ".join(each.text_content().split()) for each in links if each.get("href").endswith("/")
    ]


def test_home_names_each_of_them(annex: int, client_of: Client) -> None:
    said = ways_to_read(client_of("delegate.tunis").get(HOME).text)
    assert any(ANNEX in each for each in said)
    assert all(ANNEX in each or TEXT in each for each in said), said
    english = ways_to_read(client_of("delegate.tunis").get(f"{HOME}?lang=en").text)
    assert any("Youth" in each for each in english)


def test_a_draft_that_waits_says_for_which(annex: int, app: Flask, client_of: Client) -> None:
    with app.app_context():
        wording = Wording(text="نتعهد بأن تبلغ النسبة 50%.")
        amendments.save_draft(annex, wording, actor("delegate.jubail"), clause_key="centres")
    page = html.fromstring(client_of("delegate.jubail").get(HOME).text)
    (task,) = page.xpath("//ul[@class='todo']//h2")
    assert ANNEX in task.text_content()


def test_no_two_deadlines_in_the_calendar_are_called_the_same(
    annex: int, client_of: Client
) -> None:
    calendar = Calendar.from_ical(client_of("visitor").get(f"{HOME}calendar.ics").data)
    said = [str(each["summary"]) for each in calendar.walk("VEVENT")]
    assert len(set(said)) == len(said) == 5


def test_a_notice_says_in_which_the_amendment_is(annex: int, app: Flask, client_of: Client) -> None:
    with app.app_context():
        clause = revision_text(annex).by_key("centres")
        assert clause is not None
        wording = Wording(text=clause.text.replace("40%", "50%"))
        jubail = actor("delegate.jubail")
        draft = amendments.save_draft(annex, wording, jubail, clause_key="centres")
        amendments.submit(draft, jubail)
        amendments.admit(draft, actor("secretariat"))
        told()
    page = client_of("delegate.jubail").get(f"{HOME}notices/").text
    assert f"قُبل شكلاً التعديل 1 على البند 2 (\u2068{ANNEX}\u2069)" in page


def strip_of(client: FlaskClient, path: str) -> str:
    """What stands above the page: a declaration's state, and what is due."""
    (strip,) = html.fromstring(client.get(path).text).find_class("strip")
    return " ".join(strip.text_content().split())


@pytest.mark.parametrize("place", ["", "amendments", "ballots/"])
def test_the_strip_above_a_page_says_whose_state_and_deadline_it_shows(
    place: str, annex: int, client_of: Client
) -> None:
    client = client_of("delegate.tunis")
    assert strip_of(client, f"/tiny/text/text/{place}").startswith(f"{TEXT} قيد التفاوض")
    assert strip_of(client, f"/tiny/text/annex/{place}").startswith(f"{ANNEX} قيد التفاوض")
    english = strip_of(client, f"/tiny/text/annex/{place}?lang=en")
    assert english.startswith("Youth: under negotiation")
    assert "Amendments close" in english


@pytest.mark.parametrize("path", [HOME, "/tiny/sittings", "/tiny/delegations"])
def test_on_a_page_of_the_whole_forum_the_strip_names_the_one_it_speaks_of(
    path: str, annex: int, client_of: Client
) -> None:
    assert strip_of(client_of("visitor"), path).startswith(f"{TEXT} قيد التفاوض")


def test_the_strip_of_the_only_declaration_calls_it_the_declaration(client_of: Client) -> None:
    assert strip_of(client_of("visitor"), HOME).startswith("الإعلان قيد التفاوض")
    english = strip_of(client_of("visitor"), f"{HOME}?lang=en")
    assert english.startswith("The declaration: under negotiation")


def test_where_there_is_but_one_nothing_is_added(client_of: Client) -> None:
    assert TEXT not in client_of("delegate.tunis").get(HOME).text
