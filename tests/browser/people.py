"""People at a served forum, each at a device of their own."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, Route

from declaration.config import HOME
from tests.served import PATIENCE, Served

ARTEFACTS: Final = HOME / "artefacts"
"""Where pictures of the pages are left, for people to look at; git does not know them."""
PHONE: Final = 360
LAPTOP: Final = 1440
REFUSED: Final = "Failed to load resource: the server responded with a status of 4"
"""What Chromium itself says of a page that comes with a refusal: no complaint of ours."""


@dataclass(frozen=True)
class Site:
    """A forum that is served to browsers, and how its people sign in."""

    served: Served
    text: str
    """The declaration's path, without a slash at the end."""
    password: str
    domain: str = "forum.example"

    @property
    def address(self) -> str:
        """Where its pages begin, without a slash at the end."""
        return self.served.address


@dataclass
class Company:
    """Everybody at their devices. Nothing reaches another host; nothing breaks on a page."""

    browser: Browser
    site: Site
    complaints: list[str] = field(default_factory=list)
    _open: ExitStack = field(default_factory=ExitStack)

    def visitor(
        self,
        *,
        width: int = LAPTOP,
        language: str = "ar",
        theme: str = "light",
        script: bool = True,
        touch: bool = False,
    ) -> Page:
        """A page on somebody's device who has not signed in, at the forum's front."""
        context = self.browser.new_context(
            base_url=self.site.address,
            viewport={"width": width, "height": 800 if width < 600 else 900},
            color_scheme="dark" if theme == "dark" else "light",
            java_script_enabled=script,
            has_touch=touch,
            is_mobile=touch,
            reduced_motion="reduce",
            accept_downloads=True,
        )
        context.set_default_timeout(1000 * PATIENCE)
        self._open.callback(context.close)
        self._watch(context)
        page = context.new_page()
        page.goto(f"/?lang={language}")
        return page

    def person(self, who: str, **device: object) -> Page:
        """A page of somebody who signed in: `person("delegate.jubail", width=PHONE)`."""
        page = self.visitor(**device)  # type: ignore[arg-type]
        sign_in(page, self.site, who)
        return page

    def close(self) -> None:
        """Put every device away."""
        self._open.close()

    def _watch(self, context: BrowserContext) -> None:
        context.route("**/*", self._stay_here)
        context.on("console", self._note)
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))

    def _stay_here(self, route: Route) -> None:
        asked = urlsplit(route.request.url)
        if asked.scheme in {"http", "https"} and asked.hostname != "127.0.0.1":
            self.complaints.append(f"a request to another host: {route.request.url}")
            route.abort()
        else:
            route.continue_()

    def _note(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(REFUSED):
            self.complaints.append(message.text)


@contextmanager
def company_at(browser: Browser, site: Site) -> Iterator[Company]:
    """The people at a site; when they leave, nothing may have gone wrong on any of their pages."""
    company = Company(browser, site)
    try:
        yield company
    finally:
        company.close()
    assert company.complaints == []


def sign_in(page: Page, site: Site, who: str) -> None:
    """Sign in on the page for it, as people do, in whichever language it speaks."""
    page.goto("/accounts/sign-in")
    page.locator("[name=email]").fill(f"{who}@{site.domain}")
    page.locator("[name=password]").fill(site.password)
    follow(page.locator("main form button"))
    page.locator("[data-sign-out]").first.wait_for(state="attached")


def follow(way: Locator, *, sure: bool = False) -> None:
    """Click what leads to a page, another or this one anew, and wait until that stands, loaded.

    A click itself returns before the page has gone: what is asked right after it is answered by
    the page before, and going elsewhere takes back what was sent. `sure` answers the question
    that is asked first.
    """
    page = way.page
    with page.expect_navigation():
        way.click()
        if sure:
            page.locator("#confirm [data-yes]").click()


def picture(page: Page, name: str, *, whole: bool = True) -> Path:
    """Leave a picture of the page among the artefacts."""
    path = ARTEFACTS / f"{name}.png"
    page.screenshot(path=path, full_page=whole)
    return path
