"""A page of the product opened in Chromium, wherever it stands and whoever may open it."""

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from flask import Flask
from playwright.sync_api import Browser, Page
from werkzeug.serving import make_server

from declaration import create_app
from declaration.extensions import db
from tests.browser.pages import Seen, be, behind_its_door, in_language, in_the_sample
from tests.browser.people import Site, company_at
from tests.conftest import settings_for
from tests.permissions.test_doors import opened
from tests.served import Served
from tests.world import PASSWORD

LANGUAGES = ("ar", "en")


@contextmanager
def in_a_thread(app: Flask) -> Iterator[int]:
    """Serve the application from here, where its database has just been made; gives the port."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        with app.app_context():
            db.engine.dispose()


@contextmanager
def sample_in_a_thread(built: Path, folder: Path) -> Iterator[tuple[Site, Flask]]:
    """A copy of the sample, served from here, and its application."""
    path = folder / "sample.sqlite3"
    shutil.copy(built, path)
    url = f"sqlite:///{path}"
    app = create_app(settings_for(url, folder))
    with in_a_thread(app) as port:
        yield Site(Served(url, folder, port), "/yanbu-2023/text/yanbu", PASSWORD), app


@dataclass(frozen=True)
class Visit:
    """A device at a site, and who will open which addresses on it for one page of the product."""

    page: Page
    app: Flask
    site: Site
    seen: list[Seen]

    def open(self, seen: Seen, language: str) -> None:
        """Open the page as somebody, in a language."""
        be(self.page, self.app, seen.who, self.site.address)
        reply = self.page.goto(in_language(seen.path, language))
        assert reply is not None
        assert reply.status == 200, (seen, reply.status)
        assert self.page.locator("html").get_attribute("lang") == language


@contextmanager
def visit(
    endpoint: str, browser: Browser, sample: tuple[Site, Flask], built: Path, folder: Path
) -> Iterator[Visit]:
    """Go to a page: in the sample, or in the small forum (`built`) when the sample has not got it."""
    site, app = sample
    seen = in_the_sample(app, endpoint)
    if seen:
        with company_at(browser, site) as company:
            yield Visit(company.visitor(), app, site, seen)
        return
    door, someone = behind_its_door(endpoint)
    app, path = opened(built, folder, door)
    with in_a_thread(app) as port:
        there = Site(Served(f"sqlite:///{path}", folder, port), "/tiny/text/text", PASSWORD)
        with company_at(browser, there) as company:
            yield Visit(company.visitor(), app, there, [someone])
