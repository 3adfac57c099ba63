"""Word files brought back through the browser: a delegation's working copy, the secretariat's draft."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.people import LAPTOP, PHONE, Company, picture
from tests.documents import situations
from tests.documents.hostile import HOSTILE
from tests.documents.mangling import edited

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

JUBAIL = "delegate.jubail"
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
    page.locator("main form .btn.main").click()


def fits(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_it_works_without_scripts(small_company: Company) -> None:
    page = small_company.person(JUBAIL, width=PHONE, script=False)
    page.goto("/tiny/text/text/documents/working-copy")
    sent(page, edited(downloaded_copy(page), "40%", "60%"))
    page.locator("button[value=make]").click()
    expect(page.locator("article")).to_have_count(1)


def test_a_hostile_file_leaves_the_server_answering(small_company: Company) -> None:
    page = small_company.person(JUBAIL)
    for name in ("300 kB of spaces", "three million paragraphs", "a thousand deep"):
        reason, make = HOSTILE[name]
        page.goto("/tiny/text/text/documents/working-copy")
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
    page.locator("a[href$='/imports']").click()
    sent(page, situations.draft(), "draft.docx")
    assert fits(page)
    picture(page, f"import-{name}")
    page.locator("[name=clauses-6-text]").fill("نتعهد بإعداد تقرير سنوي.\n\nنشجع تبادل الخبرات.")
    page.locator("button[value=look]").click()
    expect(page.locator("[name=clauses-7-text]")).to_have_value("نشجع تبادل الخبرات.")
    page.locator("[name=name]").fill("cities")
    page.locator("button[value=create]").click()
    expect(page).to_have_url(f"{small_company.site.address}/tiny/text/cities/")
    expect(page.locator("main")).to_contain_text("نشجع تبادل الخبرات.")
