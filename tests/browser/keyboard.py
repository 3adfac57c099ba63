"""Going to a thing on a page and using it, with the keyboard alone."""

from playwright.sync_api import Locator, Page

STOPS = 150
"""More tab stops than stand before anything on a page."""


def tab_to(page: Page, wanted: Locator) -> None:
    """Press the tabulator until the focus is there."""
    wanted.wait_for(state="attached")
    for _stop in range(STOPS):
        page.keyboard.press("Tab")
        if wanted.evaluate("(element) => element === document.activeElement"):
            return
    raise AssertionError(f"the tabulator does not lead to {wanted}")


def press(page: Page, wanted: Locator) -> None:
    """Go to a button or a link and press it; the page it leads to stands when this returns."""
    tab_to(page, wanted)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def write(page: Page, wanted: Locator, words: str) -> None:
    """Go to a field and write in it, after what stands there."""
    tab_to(page, wanted)
    page.keyboard.press("Control+End")
    page.keyboard.type(words)
