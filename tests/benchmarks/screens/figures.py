"""The tables of what pages weigh: each page of the large forum beside that of the small one."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Final

from playwright.sync_api import Browser, Page, sync_playwright

from declaration import create_app
from declaration.accounts.passwords import hash_password
from declaration.accounts.provisioning import give_password
from declaration.config import Settings
from declaration.extensions import db
from declaration.migrations import upgrade
from declaration.sample.generating import Size
from declaration.sample.rehearsing import a_drawn_forum
from tests.benchmarks.rows import Row, Table
from tests.benchmarks.scale.forum import addresses
from tests.browser.people import PHONE, Site, company_at
from tests.served import Served

SIZES: Final = (Size(30, 40, 30), Size(30, 400, 300))
SMALL: Final = (Size(6, 10, 8), Size(6, 20, 16))
READERS: Final = 15
NAMES: Final = (
    "home",
    "reading page",
    "clause page",
    "amendment page",
    "list of amendments",
    "list of ballots",
    "editor",
    "the sitting",
)
PASSWORD: Final = "s" * 20
SEEN: Final = """async () => {
  await document.fonts.ready;
  const painted = () => performance.getEntriesByName("first-contentful-paint")[0];
  while (!painted()) await new Promise(requestAnimationFrame);
  const [page] = performance.getEntriesByType("navigation");
  const parts = performance.getEntriesByType("resource").filter(({ name }) => !name.endsWith(".woff2"));
  return {
    page: page.decodedBodySize,
    parts: parts.reduce((bytes, { decodedBodySize }) => bytes + decodedBodySize, 0),
    server: page.responseEnd - page.requestStart,
    painted: painted().startTime,
  };
}"""


@dataclass(frozen=True)
class Look:
    """A page as one reader saw it: kilobytes and milliseconds."""

    page: float
    parts: float
    server: float
    painted: float


Looks = dict[str, list[Look]]


def tables(*, quick: bool) -> list[Table]:
    """What each page weighs, how soon it is shown, and whether its cost follows its content."""
    sizes, readers = (SMALL, 1) if quick else (SIZES, READERS)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        small, large = (_looked_at(chromium, size, readers) for size in sizes)
        chromium.close()
    beside = f"{sizes[0].clauses} clauses"
    title = f"Pages of {sizes[1].clauses} clauses and {sizes[1].amendments} amendments"
    return [Table(title, list(_rows(small, large, beside)), f"the median of {readers} readers")]


def _rows(small: Looks, large: Looks, beside: str) -> Iterator[Row]:
    for name in NAMES:
        less, more = _middle(small[name]), _middle(large[name])
        yield Row(f"{name}: itself", more.page, "KB", beside, less.page)
        yield Row(f"{name}: styles and scripts", more.parts, "KB", beside, less.parts)
        yield Row(f"{name}: first render", more.painted, "ms", beside, less.painted)
        yield Row(f"{name}: server", more.server, "ms", beside, less.server)
        grown = max(1.0, more.page / less.page)
        yield Row(
            f"{name}: server, by its content",
            more.server / grown,
            "ms",
            beside,
            less.server,
            "1 wanted, with a tenth for noise: no faster than its content",
        )


def _middle(looks: list[Look]) -> Look:
    return Look(
        **{name: median(getattr(each, name) for each in looks) for name in Look.__annotations__}
    )


def _looked_at(chromium: Browser, size: Size, readers: int) -> Looks:
    with TemporaryDirectory() as told:
        folder = Path(told)
        url = f"sqlite:///{folder / 'drawn.sqlite3'}"
        people = [f"delegate.city-{number + 1}" for number in range(readers)]
        paths = _drawn(url, folder, size, people)
        with Served(url, folder) as served:
            site = Site(served, "", PASSWORD, "rehearsal.example")
            with company_at(chromium, site) as company:
                looks: Looks = {name: [] for name in NAMES}
                for who in people:
                    page = company.person(who, width=PHONE)
                    for name in NAMES:
                        looks[name].append(_look(page, paths[name]))
        return looks


def _drawn(url: str, folder: Path, size: Size, people: list[str]) -> dict[str, str]:
    """Draw the forum, let these people sign in; gives the addresses of its pages."""
    app = create_app(Settings(database_url=url, secret_key="t" * 40, instance=str(folder)))
    with app.app_context():
        upgrade(db.engine)
        a_drawn_forum(size, host="localhost", told=lambda _stage: None)
        for who in people:
            give_password(f"{who}@rehearsal.example", hash_password(PASSWORD))
        paths = dict(addresses(app))
        db.session.close()
        db.engine.dispose()
    return paths


def _look(page: Page, path: str) -> Look:
    reply = page.goto(path, wait_until="load")
    assert reply is not None
    assert reply.status == 200, (path, reply.status)
    seen = page.evaluate(SEEN)
    return Look(seen["page"] / 1024, seen["parts"] / 1024, seen["server"], seen["painted"])
