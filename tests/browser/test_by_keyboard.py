"""Propose, comment, vote, merge, endorse with the keyboard alone, and again without any script."""

import importlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from declaration import create_app
from tests.browser.keyboard import press, tab_to, write
from tests.browser.pages import be
from tests.browser.people import PHONE, Site, company_at
from tests.browser.visiting import in_a_thread
from tests.conftest import settings_for
from tests.served import Served
from tests.world import PASSWORD

TEXT = "/tiny/text/text"
with_and_without_scripts = pytest.mark.parametrize("script", [True, False], ids=["", "no script"])


@contextmanager
def device_of(
    who: str,
    path: str,
    browser: Browser,
    built: Path,
    folder: Path,
    given: str = "",
    **device: object,
) -> Iterator[Page]:
    """Somebody's device at a page of the small forum, in a situation (`room.name`)."""
    database = folder / "keys.sqlite3"
    shutil.copy(built, database)
    app = create_app(settings_for(f"sqlite:///{database}", folder))
    if given:
        room, _, name = given.partition(".")
        with app.app_context():
            getattr(importlib.import_module(f"tests.{room}.situations"), name)()
    with in_a_thread(app) as port:
        site = Site(Served(f"sqlite:///{database}", folder, port), TEXT, PASSWORD)
        with company_at(browser, site) as company:
            page = company.visitor(**device)  # type: ignore[arg-type]
            be(page, app, who, site.address)
            page.goto(path)
            yield page


@with_and_without_scripts
def test_an_amendment_is_proposed(
    script: bool, browser: Browser, small_forum_today: Path, tmp_path: Path
) -> None:
    at = f"{TEXT}/clauses/centres"
    device = {"width": PHONE, "script": script}
    with device_of("delegate.jubail", at, browser, small_forum_today, tmp_path, **device) as page:
        press(page, page.locator("a[href$='/amendments/new/centres']").first)
        write(page, page.locator("textarea[name=text]"), " وتُنشر النتائج.")
        if script:
            expect(page.locator("#preview ins")).to_contain_text("وتُنشر النتائج")
        press(page, page.locator("button[name=go][value=next]"))
        write(page, page.locator("textarea[name=rationale]"), "لكي يعرف السكان ما تحقق.")
        press(page, page.locator("main form:has(textarea) button").first)
        press(page, page.locator("form[action$='/submission'] button"))
        expect(page.locator(".notice.good").first).to_be_visible()
        expect(page.locator("main ins").first).to_contain_text("وتُنشر النتائج")


@with_and_without_scripts
def test_a_comment_is_made_on_words(
    script: bool, browser: Browser, small_forum_today: Path, tmp_path: Path
) -> None:
    at = f"{TEXT}/clauses/access"
    with device_of(
        "delegate.jubail", at, browser, small_forum_today, tmp_path, script=script
    ) as page:
        if script:
            tab_to(page, page.locator(".by-keyboard summary"))
            page.keyboard.press("Enter")
            tab_to(page, page.locator("#words-to-choose"))
            page.keyboard.press("Control+Home")
            page.keyboard.press("Control+Shift+ArrowLeft")
            expect(page.locator("#new-thread [name=quote]")).to_have_value("نلتزم")
        else:
            write(page, page.locator("#new-thread [name=quote]"), "نلتزم")
        write(page, page.locator("#new-thread [name=text]"), "من الذي يلتزم؟")
        press(page, page.locator("#new-thread button"))
        expect(page.locator(".thread q")).to_have_text("نلتزم")
        expect(page.locator("mark.note").first).to_have_text("نلتزم")


@with_and_without_scripts
def test_a_vote_is_given(
    script: bool, browser: Browser, small_forum_today: Path, tmp_path: Path
) -> None:
    at, given = f"{TEXT}/ballots/1", "voting.one_is_put"
    with device_of(
        "delegate.jubail", at, browser, small_forum_today, tmp_path, given, script=script
    ) as page:
        press(page, page.locator("button[name=choice][value=against]"))
        expect(page.locator("button[value=against][aria-pressed=true]")).to_be_visible()


@with_and_without_scripts
def test_a_roll_is_called_by_figures_and_the_enter_key_at_the_speed_of_reading(
    script: bool, browser: Browser, small_forum_today: Path, tmp_path: Path
) -> None:
    """The field is ready for the next name each time: no tabulator, no pointer, no waiting."""
    at, given = f"{TEXT}/ballots/1/answers", "voting.the_roll_is_called"
    with device_of(
        "secretariat", at, browser, small_forum_today, tmp_path, given, script=script
    ) as page:
        called = []
        for typed in ("1", "٢", "3", "1"):
            field = page.locator("#answer")
            expect(field).to_be_focused()
            called.append(page.locator("#now-head").inner_text())
            page.keyboard.type(typed)
            with page.expect_navigation():
                page.keyboard.press("Enter")
            expect(page.get_by_role("heading", name=called[-1], exact=True)).to_have_count(0)
        assert len(set(called)) == 4
        expect(page.locator("#now")).to_have_count(0)
        expect(page.locator(".notice.good").first).to_be_visible()
        said = page.locator("td[role=cell]").all_inner_texts()
        assert sum("مع" in each for each in said) == 2


@with_and_without_scripts
def test_a_clause_is_merged(
    script: bool, browser: Browser, small_forum_today: Path, tmp_path: Path
) -> None:
    at, given = f"{TEXT}/desk/clauses/centres", "merging.an_amendment_is_adopted"
    with device_of(
        "secretariat", at, browser, small_forum_today, tmp_path, given, script=script
    ) as page:
        tab_to(page, page.locator("input[name=chosen]").first)
        if not page.locator("input[name=chosen]").first.is_checked():
            page.keyboard.press("Space")
        press(page, page.locator("button[name=do][value=publish]"))
        expect(page.locator(".notice.good").first).to_be_visible()
        page.goto(f"{TEXT}/clauses/centres")
        expect(page.locator("#history li")).to_have_count(2)


@with_and_without_scripts
def test_the_declaration_is_endorsed(
    script: bool, browser: Browser, small_forum_today: Path, tmp_path: Path
) -> None:
    at, given = f"{TEXT}/endorsement", "endorsement.yanbu_may_sign"
    with device_of(
        "signatory.yanbu", at, browser, small_forum_today, tmp_path, given, script=script
    ) as page:
        form = page.locator("form[action$='/endorsement']")
        write(page, form.locator("[name=office]"), "أمين المدينة")
        tab_to(page, form.locator("[name=read]"))
        page.keyboard.press("Space")
        if form.locator("[name=password]").count():
            write(page, form.locator("[name=password]"), PASSWORD)
        press(page, form.locator("button.main"))
        page.wait_for_url("**/receipt")
        expect(page.locator("main")).to_contain_text("أمين المدينة")
