"""What holds before anything else can be tested in a browser."""

import pytest
from playwright.sync_api import expect

from tests.browser.people import PHONE, Company

ROLES = ["secretary", "chair", "delegate.basra", "signatory.jubail", "observer.uil"]


@pytest.mark.parametrize("who", ROLES)
def test_everybody_signs_in_to_their_own_first_page(onlookers: Company, who: str) -> None:
    page = onlookers.person(who, width=PHONE)
    page.goto("/yanbu-2023/")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    expect(page.locator("h1")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
