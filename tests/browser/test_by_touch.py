"""Words of a clause chosen with a thumb, on a phone."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.people import PHONE, Company, picture

CLAUSE = "/tiny/text/text/clauses/centres"
TAP = 44
"""What a thumb needs, in CSS pixels."""

PLACE = """(area, word) => {
  const lines = document.createTreeWalker(area, NodeFilter.SHOW_TEXT);
  while (lines.nextNode()) {
    const at = lines.currentNode.data.indexOf(word);
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(lines.currentNode, at);
    range.setEnd(lines.currentNode, at + word.length);
    const box = range.getBoundingClientRect();
    return [box.x + box.width / 2, box.y + box.height / 2];
  }
}"""

UNDER = """(button) => {
  const box = button.getBoundingClientRect();
  const found = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return found === button || button.contains(found);
}"""


def tap_word(page: Page, word: str) -> None:
    """Tap the middle of a word of the clause."""
    text = page.locator("[data-choose-words]").first
    text.scroll_into_view_if_needed()
    page.touchscreen.tap(*text.evaluate(PLACE, word))


def tap(page: Page, target: Locator) -> None:
    """Tap the middle of something that a thumb can hit and nothing covers.

    What a tap does comes a moment after it, so what is tapped next is waited for.
    """
    expect(target).to_be_visible()
    box = target.bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= TAP
    assert target.evaluate(UNDER)
    page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


@pytest.fixture(params=["ar", "en"])
def phone(small_company: Company, request: pytest.FixtureRequest) -> Page:
    """A delegate's phone with a clause on it, in one of the languages."""
    page = small_company.person("delegate.doha", width=PHONE, touch=True, language=request.param)
    page.goto(CLAUSE)
    return page


def test_the_first_and_the_last_word_are_tapped_and_commented_on(phone: Page) -> None:
    expect(phone.locator(".by-thumb")).to_be_visible()
    tap_word(phone, "مركز")
    expect(phone.locator("[data-quote]")).to_have_text("مركز")
    tap_word(phone, "مجتمعي")
    expect(phone.locator("[data-quote]")).to_have_text("مركز تعلم مجتمعي")
    picture(phone, f"touch-{phone.locator('html').get_attribute('lang')}", whole=False)
    tap(phone, phone.locator("[data-choose-go]"))
    remark = phone.locator("#new-thread [name=text]")
    expect(remark).to_be_focused()
    expect(remark).to_be_in_viewport()
    remark.fill("هل تشمل العبارة مكتبات الأحياء؟")
    tap(phone, phone.locator("#new-thread button"))
    expect(phone.locator("mark.note")).to_have_text("مركز تعلم مجتمعي")


def test_the_words_of_a_discussion_can_be_the_last_of_a_choice(phone: Page) -> None:
    tap_word(phone, "مجتمعي")
    tap(phone, phone.locator("[data-choose-go]"))
    remark = phone.locator("#new-thread [name=text]")
    expect(remark).to_be_focused()
    remark.fill("أي مجتمع؟")
    with phone.expect_navigation():
        tap(phone, phone.locator("#new-thread button"))
    expect(phone.locator("mark.note")).to_have_text("مجتمعي")
    tap_word(phone, "مركز")
    expect(phone.locator("[data-quote]")).to_have_text("مركز")
    tap_word(phone, "مجتمعي")
    expect(phone.locator("[data-quote]")).to_have_text("مركز تعلم مجتمعي")


def test_the_phones_own_selection_leads_to_the_same_and_a_tap_puts_it_away(phone: Page) -> None:
    phone.locator("[data-choose-words] [data-line]").first.evaluate(
        """(line) => {
            const at = line.firstChild.data.indexOf("تعلم مجتمعي");
            getSelection().setBaseAndExtent(line.firstChild, at, line.firstChild, at + 9);
        }"""
    )
    expect(phone.locator("[data-quote]")).to_have_text("تعلم مجتمعي")
    tap_word(phone, "مركز")
    expect(phone.locator("#new-thread [name=quote]")).to_have_value("تعلم مجتمعي")
    tap(phone, phone.locator("[data-choose-none]"))
    expect(phone.locator("[data-choose-bar]")).to_be_hidden()
    expect(phone.locator("#new-thread [name=quote]")).to_have_value("")


def test_a_long_choice_leaves_the_text_in_sight(phone: Page) -> None:
    phone.locator("[data-choose-words] [data-line]").first.evaluate(
        "(line) => getSelection().selectAllChildren(line)"
    )
    bar = phone.locator("[data-choose-bar]")
    expect(bar).to_be_visible()
    box = bar.bounding_box()
    assert box is not None
    assert box["height"] <= 200
    tap(phone, bar.locator("[data-choose-go]"))
