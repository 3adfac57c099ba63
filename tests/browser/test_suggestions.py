"""A wording that is suggested is put in with one click, where it belongs and nowhere else."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.people import PHONE, follow
from tests.browser.test_by_keyboard import TEXT, device_of

NETWORK = f"{TEXT}/amendments/new/network"
AFTER_THE_PAUSE = "#preview [data-fix]"


def lines_of(page: Page) -> list[str]:
    """The lines of the clause as they stand in the editor."""
    return page.locator("textarea[name=text]").input_value().split("\n")


@pytest.mark.parametrize("letters", ["", "(أ) "], ids=["", "letters typed before sub-items"])
def test_a_comma_on_the_last_of_several_lines_is_put_right(
    letters: str, browser: Browser, small_forum_today: Path, tmp_path: Path
) -> None:
    with device_of(
        "delegate.jubail", NETWORK, browser, small_forum_today, tmp_path, width=PHONE
    ) as page:
        first, *items, last = lines_of(page)
        assert items
        typed = [first, *(letters + each for each in items)]
        field = page.locator("textarea[name=text]")
        field.fill("\n".join([*typed, f"{last[:-1]}, وغيرها."]))
        fix = page.locator(AFTER_THE_PAUSE)
        expect(fix).to_have_count(1)
        fix.click()
        expect(field).to_have_value("\n".join([*typed, f"{last[:-1]}، وغيرها."]))
        expect(fix).to_have_count(0)


def test_what_was_typed_over_meanwhile_is_left_alone(
    browser: Browser, small_forum_today: Path, tmp_path: Path
) -> None:
    with device_of("delegate.jubail", NETWORK, browser, small_forum_today, tmp_path) as page:
        field = page.locator("textarea[name=text]")
        written = field.input_value()
        field.fill(f"{written[:-1]}, وغيرها.")
        expect(page.locator(AFTER_THE_PAUSE)).to_have_count(1)
        page.evaluate("(words) => { document.querySelector('[name=text]').value = words }", written)
        page.locator(AFTER_THE_PAUSE).click()
        expect(field).to_have_value(written)


def test_the_enter_key_sends_a_form_by_its_own_button_and_takes_up_no_suggestion(
    browser: Browser, small_forum_today: Path, tmp_path: Path
) -> None:
    with device_of(
        "delegate.jubail", NETWORK, browser, small_forum_today, tmp_path, script=False
    ) as page:
        comma_at_the_end(page)
        page.locator("[name=what]:checked").focus()
        with page.expect_navigation():
            page.keyboard.press("Enter")
        expect(page.locator("textarea[name=rationale]")).to_be_visible()
        page.goto(f"{TEXT}/amendments/1/edit")
        assert lines_of(page)[-1].endswith(", وغيرها.")


def test_without_a_script_the_same_button_sends_the_words_and_brings_them_back_put_right(
    browser: Browser, small_forum_today: Path, tmp_path: Path
) -> None:
    with device_of(
        "delegate.jubail", NETWORK, browser, small_forum_today, tmp_path, width=PHONE, script=False
    ) as page:
        written = comma_at_the_end(page)
        field, fix = page.locator("textarea[name=text]"), page.locator(AFTER_THE_PAUSE)
        expect(page.locator("#preview")).to_contain_text("علامة ترقيم لاتينية")
        field.fill("\n".join([*written[:-1], f"{written[-1]} والمعاییر."]))
        page.locator("[name=place]").select_option(index=1)
        follow(fix)
        page.wait_for_load_state()
        expect(page.locator("#preview section").first).to_be_in_viewport()
        assert lines_of(page) == [*written[:-1], f"{written[-1].replace(',', '،')} والمعاییر."]
        expect(page.locator("[name=place]")).not_to_have_value("stays")
        expect(fix).to_have_text("اجعلها «والمعايير»")
        page.goto(f"{TEXT}/amendments/1/edit")
        assert lines_of(page) == written, "the draft is as it was kept"


def comma_at_the_end(page: Page) -> list[str]:
    """Keep a draft with a Latin comma in its last line and go on with it; its lines."""
    *others, last = lines_of(page)
    written = [*others, f"{last[:-1]}, وغيرها."]
    page.locator("textarea[name=text]").fill("\n".join(written))
    follow(page.locator("button[value=leave]"))
    page.goto(f"{TEXT}/amendments/1/edit")
    return written
