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


def test_where_there_is_but_one_nothing_is_added(client_of: Client) -> None:
    assert TEXT not in client_of("delegate.tunis").get(HOME).text
