"""Pages that no address opens: between password and code, after a lost sign-in, and of errors."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.examining import faults
from tests.browser.people import follow
from tests.browser.test_by_keyboard import TEXT, device_of
from tests.browser.visiting import LANGUAGES
from tests.world import PASSWORD

JUBAIL = "delegate.jubail@forum.example"
SIGN_IN = "/accounts/sign-in"

in_both_languages = pytest.mark.parametrize("language", LANGUAGES)


def enter_password(page: Page) -> None:
    """Send e-mail address and password on the page that asks for them."""
    page.locator("[name=email]").fill(JUBAIL)
    page.locator("[name=password]").fill(PASSWORD)
    follow(page.locator("main form button"))


@in_both_languages
def test_the_second_step_and_a_wrong_code_are_for_everybody(
    language: str, browser: Browser, small_forum_today: Path, tmp_path: Path
) -> None:
    at, given = f"{SIGN_IN}?lang={language}", "accounts.everybody_has_a_second_step"
    with device_of("visitor", at, browser, small_forum_today, tmp_path, given) as page:
        enter_password(page)
        code = page.locator("[name=code]")
        expect(code).to_be_visible()
        assert list(faults(page)) == []
        code.fill("000000")
        follow(page.locator("main form button"))
        expect(page.locator(".errors")).to_be_visible()
        assert list(faults(page)) == []


@in_both_languages
def test_what_was_typed_outlives_the_sign_in(
    language: str, browser: Browser, small_forum_today: Path, tmp_path: Path
) -> None:
    at = f"{TEXT}/clauses/access?lang={language}"
    typed = "من الذي يلتزم؟ كُتب هذا في المساء وأُرسل في الصباح."
    with device_of("delegate.jubail", at, browser, small_forum_today, tmp_path) as page:
        page.locator("#new-thread [name=text]").fill(typed)
        page.context.clear_cookies()
        follow(page.locator("#new-thread button"))
        expect(page.locator("[name=password]")).to_be_visible()
        assert list(faults(page)) == []
        enter_password(page)
        expect(page.locator("main")).to_contain_text(typed)
        assert list(faults(page)) == []
        follow(page.locator("main form button"))
        expect(page.locator(".thread").first).to_contain_text(typed)


@in_both_languages
@pytest.mark.parametrize("path", ["/tiny/nothing", "/tiny/journal", f"{TEXT}/clauses/nothing"])
def test_an_error_is_for_everybody(
    path: str, language: str, browser: Browser, small_forum_today: Path, tmp_path: Path
) -> None:
    at = f"{path}?lang={language}"
    with device_of("delegate.jubail", at, browser, small_forum_today, tmp_path) as page:
        expect(page.locator("h1")).to_be_visible()
        assert list(faults(page)) == []
