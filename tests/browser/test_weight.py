"""A whole declaration under amendment is no heavier than a phone in a crowded hall can load."""

from pathlib import Path

from playwright.sync_api import Browser

from declaration import create_app
from declaration.extensions import db
from declaration.migrations import upgrade
from declaration.sample.generating import Size, found_generated
from tests.browser.people import PHONE, Site, company_at
from tests.browser.visiting import in_a_thread
from tests.conftest import settings_for
from tests.served import Served

CLAUSES, AMENDMENTS = 30, 120
LIMIT = 250 * 1024
WEIGHT = """() => [
  ...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource"),
].filter(({ name }) => !name.endsWith(".woff2"))
  .reduce((bytes, { decodedBodySize }) => bytes + decodedBodySize, 0)"""


def test_thirty_clauses_with_their_amendments_weigh_little(
    browser: Browser, tmp_path: Path
) -> None:
    url = f"sqlite:///{tmp_path / 'drawn.sqlite3'}"
    app = create_app(settings_for(url, tmp_path))
    with app.app_context():
        upgrade(db.engine)
        size = Size(delegations=20, clauses=CLAUSES)
        found_generated(size, host="test.example").propose(AMENDMENTS)
        db.session.close()
    with in_a_thread(app) as port:
        site = Site(
            Served(url, tmp_path, port), "/rehearsal/text/rehearsal", "", "rehearsal.example"
        )
        with company_at(browser, site) as company:
            page = company.visitor(width=PHONE)
            page.goto(f"{site.text}/", wait_until="load")
            assert page.locator(".item").count() >= CLAUSES
            assert page.evaluate(WEIGHT) <= LIMIT
