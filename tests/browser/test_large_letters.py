"""Letters twice as large, as the browser is set: every page still fits a phone and hides nothing."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.examining import HIDDEN_FOCUS, TOO_WIDE
from tests.browser.people import PHONE, picture
from tests.browser.visiting import LANGUAGES, sample_in_a_thread, visit

PAGES = (
    "accounts.profile",
    "accounts.second_step_settings",
    "amendments.index",
    "amendments.matrix",
    "amendments.order",
    "amendments.propose",
    "amendments.queue",
    "amendments.restate",
    "amendments.show",
    "documents.waiting",
    "forums.sitting",
    "merging.clause",
    "notices.choices",
    "plenary.chair",
    "plenary.now",
    "reading.clause",
    "reading.declaration",
    "reading.figures",
    "reading.home",
    "voting.new",
    "voting.show",
)
"""One of each layout."""
HEADER = "document.querySelector('header.top')?.getBoundingClientRect().height ?? 0"
HIGHEST = 400
"""CSS pixels: half of a phone's window."""


@pytest.fixture(scope="module")
def large_letters(browser: Browser) -> Iterator[Browser]:
    """A browser that is set to letters twice as large as usual."""
    chromium = browser.browser_type.launch(
        executable_path=shutil.which("chromium"),
        args=["--no-sandbox", "--disable-gpu", "--blink-settings=defaultFontSize=32"],
    )
    yield chromium
    chromium.close()


@pytest.mark.parametrize("endpoint", PAGES)
def test_a_page_of_large_letters_fits_a_phone(
    endpoint: str,
    large_letters: Browser,
    sample_today: Path,
    small_forum_today: Path,
    tmp_path: Path,
) -> None:
    found = []
    with (
        sample_in_a_thread(sample_today, tmp_path) as sample,
        visit(endpoint, large_letters, sample, small_forum_today, tmp_path) as here,
    ):
        here.page.set_viewport_size({"width": PHONE, "height": 800})
        for seen in here.seen[:2]:
            for language in LANGUAGES:
                here.open(seen, language)
                picture(here.page, f"large-{endpoint}-{language}", whole=False)
                faults = [*here.page.evaluate(TOO_WIDE), *here.page.evaluate(HIDDEN_FOCUS)]
                if here.page.evaluate(HEADER) > HIGHEST:
                    faults.append("the header fills the window")
                found += [f"{seen.who}, {language}, {fault}" for fault in faults]
    assert "\n".join(found) == ""
