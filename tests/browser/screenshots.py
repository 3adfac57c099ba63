"""The main screens as pictures in docs/screens: `make screenshots`, or `python -m` with their names.

The sample in mid-negotiation, its endorsement in the small forum; always at the same instant, so
that a picture changes when the screen does.
"""

import io
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle, product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from flask import Flask
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from declaration import clock, create_app
from declaration.config import HOME
from declaration.extensions import db
from declaration.sample import demo
from tests.browser.pages import be, in_language
from tests.browser.visiting import LANGUAGES, in_a_thread
from tests.conftest import NOON, settings_for
from tests.endorsement import situations
from tests.world import build_world, small_forum

FOLDER: Final = HOME / "docs" / "screens"
WIDE: Final = {"width": 1280, "height": 900}
NARROW: Final = {"width": 360, "height": 760}
HALL: Final = {"width": 1920, "height": 1080}
SIZES: Final = {"desk": WIDE, "phone": NARROW, "hall": HALL}
COLOURS: Final = 96
"""Enough for flat areas and the edges of letters; a picture then weighs a third."""


@dataclass(frozen=True)
class Screen:
    """A page as somebody sees it, and on which devices it is shown.

    Where taking the picture leaves something behind, every picture has a person of its own.
    """

    name: str
    who: str | tuple[str, ...]
    path: str
    devices: tuple[str, ...] = ("desk",)
    theme: str = "light"
    prepared: Callable[[Page], object] = lambda page: None


def propose_something(page: Page) -> None:
    """Change a number and a comma in the clause, and wait for what the page says of it."""
    text = page.locator("textarea.clause-text").first
    text.fill(text.input_value().replace("60", "50").replace("،", ",", 1))
    page.locator("#preview ins").first.wait_for()
    page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")


def choose_words(page: Page) -> None:
    """Choose the clause's first words with the mouse."""
    page.evaluate(
        """() => {
          const text = document.querySelector("[data-choose-words] [data-line]").firstChild;
          getSelection().setBaseAndExtent(text, 0, text, 24);
        }"""
    )
    page.locator("[data-choose-bar]").wait_for()


TEXT: Final = "/yanbu-2023/text/yanbu"
SAMPLE: Final = (
    Screen("welcome", "visitor", "/yanbu-2023/"),
    Screen("home", "delegate.jubail", "/yanbu-2023/", ("desk", "phone")),
    Screen("reading", "delegate.jubail", f"{TEXT}/#c-h-1", ("desk", "phone")),
    Screen("clause", "delegate.jubail", f"{TEXT}/clauses/o-05", ("desk", "phone")),
    Screen(
        "comment",
        "delegate.jubail",
        f"{TEXT}/clauses/o-05/comments",
        ("desk", "phone"),
        "light",
        choose_words,
    ),
    Screen("search", "delegate.jubail", f"{TEXT}/search?q=الحياه"),
    Screen("compare", "delegate.jubail", f"{TEXT}/compare?from=1&to=2"),
    Screen(
        "propose",
        ("delegate.jubail", "delegate.tunis", "delegate.cairo", "delegate.amman"),
        f"{TEXT}/amendments/new/o-04",
        ("desk", "phone"),
        "light",
        propose_something,
    ),
    Screen("amendment", "delegate.tunis", f"{TEXT}/amendments/25", ("desk", "phone")),
    Screen("amendments", "delegate.jubail", f"{TEXT}/amendments", ("desk", "phone")),
    Screen("vote", "delegate.jubail", f"{TEXT}/ballots/13", ("desk", "phone")),
    Screen("result", "delegate.jubail", f"{TEXT}/ballots/3#result-head"),
    Screen("sitting", "delegate.jubail", f"{TEXT}/sitting/", ("phone",)),
    Screen("chair", "chair", f"{TEXT}/sitting/chair", ("desk",)),
    Screen("hall", "visitor", f"{TEXT}/sitting/hall", ("hall",)),
    Screen("queue", "secretary", f"{TEXT}/amendments/queue", ("desk", "phone")),
    Screen("order", "secretary", f"{TEXT}/amendments/order/o-04"),
    Screen("matrix", "delegate.jubail", f"{TEXT}/amendments/matrix"),
    Screen("figures", "delegate.jubail", f"{TEXT}/figures", ("desk", "phone")),
    Screen("merge", "secretary", f"{TEXT}/desk/clauses/o-06"),
    Screen("delegations", "secretary", "/yanbu-2023/delegations"),
)
SMALL: Final = (
    Screen("endorse", "signatory.yanbu", "/tiny/text/text/endorsement", ("desk", "phone")),
)


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """The application in a thread, at noon of the forum's first day."""
    inner = app.wsgi_app

    def at_noon(environ: Any, start: Any) -> Iterable[bytes]:
        with clock.set_to(NOON):
            return inner(environ, start)

    app.wsgi_app = at_noon  # type: ignore[method-assign]
    with in_a_thread(app) as port:
        yield f"http://127.0.0.1:{port}"


def sample_app(folder: Path) -> Flask:
    """The sample, staged once and kept beside the tests' own leavings while nothing changes it."""
    settings = settings_for(f"sqlite:///{folder / 'sample.sqlite3'}", folder)
    with clock.set_to(NOON):
        demo.prepare(settings)
    return create_app(settings)


def small_app(folder: Path) -> Flask:
    """The small forum, its text frozen and Yanbu's mandate accepted."""
    app = create_app(settings_for(f"sqlite:///{folder / 'small.sqlite3'}", folder))
    with app.app_context(), clock.set_to(NOON):
        build_world(small_forum())
        situations.yanbu_may_sign()
        db.session.close()
    return app


def name_of(screen: Screen, language: str, device: str) -> str:
    """What the picture's file is called."""
    return f"{screen.name}.{language}.{device}.png"


def take(browser: Browser, app: Flask, address: str, screen: Screen, folder: Path) -> None:
    """Every picture of a screen: each language on each of its devices."""
    context = browser.new_context(
        base_url=address, color_scheme=screen.theme, reduced_motion="reduce"
    )
    page = context.new_page()
    page.clock.set_fixed_time(NOON)
    people = cycle((screen.who,) if isinstance(screen.who, str) else screen.who)
    path, _, place = screen.path.partition("#")
    for (language, device), who in zip(product(LANGUAGES, screen.devices), people, strict=False):
        with clock.set_to(NOON):
            be(page, app, who, address)
        page.set_viewport_size(SIZES[device])
        page.goto(in_language(path, language) + (f"#{place}" if place else ""))
        page.evaluate("document.fonts.ready")
        screen.prepared(page)
        keep(page.screenshot(), folder / name_of(screen, language, device))
    context.close()


def keep(taken: bytes, path: Path) -> None:
    """Write a picture with few colours, small enough for a repository."""
    picture = Image.open(io.BytesIO(taken)).convert("RGB")
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)


def main(wanted: list[str], folder: Path = FOLDER) -> None:
    """Take the pictures that are asked for by name; all of them when none is."""
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as place, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        for make, screens in ((sample_app, SAMPLE), (small_app, SMALL)):
            asked = [screen for screen in screens if not wanted or screen.name in wanted]
            if not asked:
                continue
            app = make(Path(place))
            with served(app) as address:
                for screen in asked:
                    take(browser, app, address, screen, folder)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
