"""Word files brought back through the browser: a delegation's working copy, the secretariat's draft."""

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.keyboard import press, tab_to
from tests.browser.people import LAPTOP, PHONE, Company, follow, picture
from tests.documents import situations
from tests.documents.hostile import HOSTILE
from tests.documents.mangling import edited

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

JUBAIL = "delegate.jubail"
UPLOAD = "/tiny/text/text/documents/working-copy"
DEVICES = [
    pytest.param(
        {"width": width, "language": language, "theme": theme}, id=f"{width}-{language}-{theme}"
    )
    for width, language, theme in (
        (PHONE, "ar", "light"),
        (PHONE, "en", "dark"),
        (LAPTOP, "ar", "dark"),
        (LAPTOP, "en", "light"),
    )
]


def downloaded_copy(page: Page) -> bytes:
    """The working copy, from the page that takes it back."""
    with page.expect_download() as taken:
        page.locator(".card ol a").click()
    return Path(taken.value.path()).read_bytes()


def sent(page: Page, data: bytes, name: str = "copy.docx") -> None:
    """A file chosen and sent to be read."""
    file = {"name": name, "mimeType": WORD, "buffer": data}
    page.locator("input[type=file]").set_input_files(file)
    follow(page.locator("main form .btn.main"))


def fits(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def own_drafts(page: Page) -> Locator:
    """The drafts of whoever looks, one an article."""
    page.goto("/tiny/text/text/amendments/?mine=1")
    return page.locator("main article")


@pytest.mark.parametrize("device", DEVICES)
def test_a_delegate_uploads_looks_deselects_corrects_and_has_drafts(
    small_company: Company, device: dict[str, object]
) -> None:
    page = small_company.person(JUBAIL, **device)
    name = "-".join(map(str, device.values()))
    page.goto(UPLOAD)
    assert fits(page)
    picture(page, f"upload-{name}")
    copy = downloaded_copy(page)
    tracked = edited(edited(copy, "40%", "60%"), "كافة", "جميعها")
    sent(page, edited(tracked, "أقصاه", "غايته", tracked=False))

    access, centres, untracked = (page.locator("main section.card").nth(at) for at in range(3))
    expect(access.locator("del")).to_contain_text("كافة")
    expect(centres.locator("del")).to_contain_text("40%")
    expect(centres.locator("ins")).to_contain_text("60%")
    expect(untracked.locator("ins")).to_contain_text("غايته")
    expect(centres.locator("[name$=take]")).to_be_checked()
    expect(untracked.locator("[name$=take]")).not_to_be_checked()
    assert fits(page)
    picture(page, f"preview-{name}")
    looked_at = small_company.person(JUBAIL)
    expect(own_drafts(looked_at)).to_have_count(0)

    access.locator("[name$=take]").uncheck()
    centres.locator("summary").click()
    words = centres.locator("textarea")
    words.fill(words.input_value().replace("60%", "55%"))
    follow(page.locator("button[value=look]"))
    expect(centres.locator("ins")).to_contain_text("55%")
    expect(own_drafts(looked_at)).to_have_count(0)

    follow(page.locator("button[value=make]"))
    expect(page.locator(".notice.good").first).to_be_visible()
    expect(page.locator("main article")).to_have_count(1)
    expect(page.locator("main article ins")).to_contain_text("55%")
    picture(page, f"drafts-{name}")


def test_it_works_without_scripts(small_company: Company) -> None:
    page = small_company.person(JUBAIL, width=PHONE, script=False)
    page.goto(UPLOAD)
    sent(page, edited(downloaded_copy(page), "40%", "60%"))
    follow(page.locator("button[value=make]"))
    expect(page.locator("article")).to_have_count(1)


def test_it_works_by_the_keyboard_alone(small_company: Company) -> None:
    page = small_company.person(JUBAIL)
    page.goto(UPLOAD)
    data = edited(edited(downloaded_copy(page), "40%", "60%"), "كافة", "جميعها")
    page.reload()
    with page.expect_file_chooser() as asked:
        tab_to(page, page.locator("input[type=file]"))
        page.keyboard.press("Space")
    asked.value.set_files({"name": "copy.docx", "mimeType": WORD, "buffer": data})
    press(page, page.locator("main form .btn.main"))

    tab_to(page, page.locator("[name=edits-0-take]"))
    page.keyboard.press("Space")
    expect(page.locator("[name=edits-0-take]")).not_to_be_checked()
    press(page, page.locator("button[value=make]"))
    expect(page.locator("main article")).to_have_count(1)
    expect(page.locator("main article ins")).to_contain_text("60%")


def test_a_hostile_file_leaves_the_server_answering(small_company: Company) -> None:
    page = small_company.person(JUBAIL)
    for name in ("300 kB of spaces", "three million paragraphs", "a thousand deep"):
        reason, make = HOSTILE[name]
        page.goto(UPLOAD)
        sent(page, make(), "hostile.docx")
        expect(page.locator("p.error")).to_contain_text(reason.value[0])
    picture(page, "upload-refused")
    visitor = small_company.visitor()
    visitor.goto("/tiny/text/text/")
    expect(visitor.locator("h1").first).to_be_visible()


@pytest.mark.parametrize("device", DEVICES)
def test_the_secretariat_makes_a_declaration_of_a_draft(
    small_company: Company, device: dict[str, object]
) -> None:
    page = small_company.person("secretariat", **device)
    name = "-".join(map(str, device.values()))
    page.goto("/tiny/")
    follow(page.locator("a[href$='/imports']"))
    sent(page, situations.draft(), "draft.docx")
    words = page.locator("[name=clauses-6-text]")
    expect(words).to_be_visible()
    assert fits(page)
    picture(page, f"import-{name}")
    words.fill("نتعهد بإعداد تقرير سنوي.\n\nنشجع تبادل الخبرات.")
    follow(page.locator("button[value=look]"))
    expect(page.locator("[name=clauses-7-text]")).to_have_value("نشجع تبادل الخبرات.")
    page.locator("[name=name]").fill("cities")
    follow(page.locator("button[value=create]"))
    expect(page).to_have_url(f"{small_company.site.address}/tiny/text/cities/")
    expect(page.locator("main")).to_contain_text("نشجع تبادل الخبرات.")
