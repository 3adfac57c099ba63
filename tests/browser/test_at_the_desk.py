"""The desk on a small laptop and on a projector: what is adopted, what is decided, what comes."""

from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FloatRect, Locator, Page

from tests.browser.people import picture
from tests.browser.test_by_keyboard import TEXT, device_of

SMALL_LAPTOP = 1024
PROJECTOR = 1280
NARROWEST = 180
"""CSS pixels in which a few Arabic words still stand on a line."""


def box(part: Locator) -> FloatRect:
    """Where a part is drawn."""
    found = part.bounding_box()
    assert found is not None
    return found


def overflow(page: Page) -> int:
    """By how much the page is broader than its window."""
    wide: int = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return wide


SPILT = """(desk) => [...desk.querySelectorAll("*")].filter((each) => {
  const column = each.closest(".desk > section").getBoundingClientRect();
  const drawn = each.getBoundingClientRect();
  const seen = drawn.width > 1 && getComputedStyle(each).position !== "absolute";
  return seen && (drawn.left < column.left - 1 || drawn.right > column.right + 1);
}).map((each) => each.outerHTML.slice(0, 80))"""


@pytest.mark.parametrize("width", [SMALL_LAPTOP, PROJECTOR])
def test_a_conflict_is_settled_in_three_columns_side_by_side(
    width: int, browser: Browser, small_forum_today: Path, tmp_path: Path
) -> None:
    at, given = f"{TEXT}/desk/clauses/centres", "merging.two_adopted_amendments_conflict"
    with device_of(
        "secretariat", at, browser, small_forum_today, tmp_path, given, width=width
    ) as page:
        for language in ("ar", "en"):
            page.goto(f"{at}?lang={language}")
            for theme in ("light", "dark"):
                page.emulate_media(color_scheme=theme)
                picture(page, f"desk-{width}-{language}-{theme}")
            columns = [box(each) for each in page.locator(".desk > section").all()]
            if language == "ar":
                columns.reverse()
            assert len(columns) == 3
            assert len({round(each["y"]) for each in columns}) == 1
            assert all(one["x"] + one["width"] < next_["x"] for one, next_ in pairwise(columns))
            assert all(each["width"] >= NARROWEST for each in columns)
            assert page.locator("#conflict-1 input[type=radio]").count() == 3
            assert page.locator(".desk").evaluate(SPILT) == []
            assert overflow(page) <= 0


@pytest.mark.parametrize("width", [SMALL_LAPTOP, PROJECTOR])
def test_the_matrix_of_conflicts_needs_no_scrolling_aside(
    width: int, browser: Browser, small_forum_today: Path, tmp_path: Path
) -> None:
    at, given = f"{TEXT}/amendments/matrix", "amendments.six_are_rivals"
    with device_of(
        "secretariat", at, browser, small_forum_today, tmp_path, given, width=width
    ) as page:
        for language in ("ar", "en"):
            page.goto(f"{at}?lang={language}")
            picture(page, f"matrix-{width}-{language}")
            assert overflow(page) <= 0
            for table in page.locator(".scroll").all():
                assert table.evaluate("(each) => each.scrollWidth <= each.clientWidth")


PARTED = """(text) => {
  const middle = (drawn) => (drawn.top + drawn.bottom) / 2;
  const sign = (node, at) => {
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + 1);
    return range.getBoundingClientRect();
  };
  const brought = text.querySelector(".prov");
  const letter = brought.querySelector(".by");
  const before = letter.previousSibling;
  const widths = [];
  for (let width = 120; width < 420; width += 1) {
    text.style.inlineSize = `${width}px`;
    const at = middle(letter.getBoundingClientRect());
    const beside = [sign(before, before.length - 1), sign(brought.nextSibling, 0)];
    if (beside.some((each) => Math.abs(middle(each) - at) > 20)) widths.push(width);
  }
  return widths;
}"""


def test_a_delegations_letter_stays_with_the_word_before_it_and_the_sign_after_it(
    browser: Browser, small_forum_today: Path, tmp_path: Path
) -> None:
    at, given = f"{TEXT}/desk/clauses/network", "merging.words_before_a_sign_are_adopted"
    with device_of("secretariat", at, browser, small_forum_today, tmp_path, given) as page:
        page.goto(f"{at}?lang=ar")
        text = page.locator("p.clause-text:has(.prov)").first
        assert text.evaluate(PARTED) == []
