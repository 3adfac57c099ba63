"""Pages that follow the meeting come through a server's restart and a lost line by themselves."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page, expect

from declaration import create_app
from declaration.extensions import db
from declaration.forums.operations import sittings
from tests.browser.people import PHONE, Company, Site
from tests.conftest import settings_for
from tests.voting import situations as at
from tests.world import World

HERE = "/tiny/text/text/sitting"
LOST = "انقطع الاتصال"


@pytest.fixture
def put(small_site: Site) -> None:
    """An amendment of Jubail is put to the vote in a sitting where everybody is present."""
    with in_app(small_site) as world:
        world.sitting_opened()
        at.opened(world, at.centres_everywhere(world))


@contextmanager
def in_app(site: Site) -> Iterator[World]:
    """The served forum's own operations, for what others do meanwhile."""
    app = create_app(settings_for(site.served.url, site.served.instance))
    with app.app_context():
        yield World.read(app)
        db.session.close()
        db.engine.dispose()


def sign(page: Page) -> None:
    """Mark the page, so that a reload would be noticed."""
    page.evaluate("window.untouched = true")


def is_untouched(page: Page) -> bool:
    return bool(page.evaluate("window.untouched === true"))


@pytest.mark.parametrize("path", ["hall", "", "chair"])
def test_a_page_comes_through_a_restart_of_the_server(
    path: str, put: None, small_company: Company, small_site: Site
) -> None:
    page = small_company.person("chair") if path == "chair" else small_company.visitor()
    page.goto(f"{HERE}/{path}")
    sign(page)
    small_site.served.kill()
    expect(page.locator("[data-offline]")).to_contain_text(LOST)
    expect(page.locator("[data-offline]")).to_be_visible()
    small_company.complaints.clear()
    with in_app(small_site) as world:
        at.cast(world, 1, jubail="for")
    small_site.served.start()
    expect(page.locator("[data-offline]")).to_be_hidden()
    if path != "":
        expect(page.locator(".for b").first).to_have_text("1")
    assert is_untouched(page)
    small_company.complaints.clear()


def test_a_vote_waits_in_the_hand_while_the_line_is_lost(
    put: None, small_company: Company, small_site: Site
) -> None:
    page = small_company.person("delegate.tunis", width=PHONE)
    page.goto(f"{HERE}/")
    sign(page)
    page.locator("#vote-against").focus()
    page.context.set_offline(True)
    expect(page.locator("[data-offline]")).to_be_visible()
    with in_app(small_site) as world:
        at.cast(world, 1, jubail="for", doha="for")
    page.context.set_offline(False)
    expect(page.locator("[data-offline]")).to_be_hidden()
    with in_app(small_site) as world:
        sittings.end_presence(1, "doha", world.actor("secretariat"))
    expect(page.locator("#sitting")).to_contain_text("الحاضرون 3 من 4")
    expect(page.locator("#vote-against")).to_be_focused()
    assert is_untouched(page)
    page.keyboard.press("Enter")
    expect(page.locator("#said")).to_contain_text("ضد")
    small_company.complaints.clear()


def test_what_changes_elsewhere_leaves_the_hands_alone(
    put: None, small_company: Company, small_site: Site
) -> None:
    """The same nodes stay: no flicker, nothing folded up, the focus where it was."""
    chair = small_company.person("chair")
    chair.goto(f"{HERE}/chair")
    chair.locator("#clauses summary").click()
    chair.locator("#extend").focus()
    chair.evaluate("document.getElementById('question').kept = true")
    with in_app(small_site) as world:
        at.cast(world, 1, jubail="for")
    expect(chair.locator(".for b").first).to_have_text("1")
    assert chair.locator("#clauses").get_attribute("open") is not None
    expect(chair.locator("#extend")).to_be_focused()
    assert chair.evaluate("document.getElementById('question').kept === true")


def test_what_is_being_typed_is_not_replaced(small_company: Company, small_site: Site) -> None:
    with in_app(small_site) as world:
        world.sitting_opened()
        at.opened(world, at.centres_everywhere(world), method=at.Method.CONSENSUS)
    page = small_company.person("delegate.tunis", width=PHONE)
    page.goto(f"{HERE}/")
    page.locator("[name=reason]").fill("لأن النص")
    with in_app(small_site) as world:
        at.voting.raise_objection(1, "اعتراض", world.actor("delegate.doha"))
    page.locator("h1").click()
    expect(page.locator("#own + p")).to_contain_text("اعتراض واحد")
    expect(page.locator("[name=reason]")).to_have_value("لأن النص")
