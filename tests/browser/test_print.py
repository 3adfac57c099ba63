"""The declaration, an amendment, the compilation and the chair's papers, printed from the browser."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from pypdf import PdfReader

from tests.browser.pages import be
from tests.browser.people import company_at
from tests.browser.visiting import sample_in_a_thread

TEXT = "/yanbu-2023/text/yanbu"
PRINTED: dict[str, tuple[str, Callable[[int], bool]]] = {
    f"{TEXT}/": (".paper .clause-text", lambda pages: 4 <= pages <= 12),
    f"{TEXT}/amendments/25": ("main ins", lambda pages: pages <= 3),
    f"{TEXT}/amendments?whole=1": (".amend", lambda pages: 8 <= pages <= 24),
    f"{TEXT}/amendments/order/o-04": (".amend", lambda pages: pages <= 2),
    f"{TEXT}/amendments/script/o-03": ("main .clause-text, main q", lambda pages: pages <= 4),
}
"""What must be on the paper, and on how many sheets."""
PRESSED = ".top, .strip, .bottom-nav, .places, .foot, .btn, .filters, .crumbs, textarea, input"


@pytest.mark.parametrize("path", PRINTED)
def test_paper_holds_the_text_and_nothing_to_press(
    path: str, browser: Browser, sample_today: Path, tmp_path: Path
) -> None:
    shown, fits = PRINTED[path]
    with (
        sample_in_a_thread(sample_today, tmp_path) as (site, app),
        company_at(browser, site) as company,
    ):
        page = company.visitor(theme="dark")
        be(page, app, "secretary", site.address)
        page.goto(path)
        page.emulate_media(media="print", color_scheme="dark")
        expect(page.locator(shown).first).to_be_visible()
        assert [each for each in page.locator(PRESSED).all() if each.is_visible()] == []
        paper = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
        assert paper == "rgb(255, 255, 255)"
        assert fits(len(PdfReader(BytesIO(page.pdf(format="A4"))).pages))
