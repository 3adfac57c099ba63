"""No main page is heavier than a phone in a crowded hall can load, however much is proposed."""

from pathlib import Path

from playwright.sync_api import Browser

from declaration import create_app
from declaration.extensions import db
from declaration.migrations import upgrade
from declaration.sample.generating import Size, found_generated
from tests.benchmarks.scale.forum import addresses
from tests.browser.people import PHONE, Site, company_at
from tests.browser.visiting import in_a_thread
from tests.conftest import settings_for
from tests.served import Served

CLAUSES, AMENDMENTS = 30, 120
WHOLE_TEXT = 250 * 1024
LIMIT = 150 * 1024
"""Bytes of any other page, with its styles and scripts and without fonts."""
MAIN = {
    "home",
    "reading page",
    "clause page",
    "amendment page",
    "list of amendments",
    "list of ballots",
    "the sitting",
}
WEIGHT = """() => [
  ...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource"),
].filter(({ name }) => !name.endsWith(".woff2"))
  .reduce((bytes, { decodedBodySize }) => bytes + decodedBodySize, 0)"""


def test_pages_of_thirty_clauses_and_their_amendments_weigh_little(
    browser: Browser, tmp_path: Path
) -> None:
    url = f"sqlite:///{tmp_path / 'drawn.sqlite3'}"
    app = create_app(settings_for(url, tmp_path))
    with app.app_context():
        upgrade(db.engine)
        size = Size(delegations=20, clauses=CLAUSES)
        found_generated(size, host="test.example").propose(AMENDMENTS)
        paths = {name: path for name, path in addresses(app) if name in MAIN}
        db.session.close()
    with in_a_thread(app) as port:
        site = Site(
            Served(url, tmp_path, port), "/rehearsal/text/rehearsal", "", "rehearsal.example"
        )
        with company_at(browser, site) as company:
            page = company.visitor(width=PHONE)
            weights = {}
            for name, path in paths.items():
                reply = page.goto(path, wait_until="load")
                assert reply is not None
                assert reply.status == 200, path
                weights[name] = page.evaluate(WEIGHT)
                if name == "reading page":
                    assert page.locator(".item").count() >= CLAUSES
    assert weights.keys() == MAIN
    assert weights.pop("reading page") <= WHOLE_TEXT
    assert {name: weight for name, weight in weights.items() if weight > LIMIT} == {}
