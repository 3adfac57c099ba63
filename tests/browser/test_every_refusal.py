"""Every form of every page once more after a refusal: its errors are for everybody too."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest
from flask import Flask
from lxml import html
from playwright.sync_api import Browser, Page

from tests.browser.examining import faults
from tests.browser.pages import Seen, client, page_rules
from tests.browser.visiting import LANGUAGES, Visit, sample_in_a_thread, visit

FILLED_IN: Final = (
    ".//textarea | .//select | .//input[not(@type='hidden' or @type='submit' or @type='checkbox')]"
)
"""What somebody fills in, and can fill in wrongly."""
TYPED: Final = (
    ".//textarea | .//input[@type='text' or @type='search' or @type='email' or not(@type)]"
)
"""Of that, what takes any character."""

SEND: Final = """([number, wrongly]) => {
  const form = [...document.querySelectorAll("main form[method=post]")][number];
  const button = form.querySelector("button:not([type=button])");
  if (button && button.name) {
    const pressed = document.createElement("input");
    Object.assign(pressed, { type: "hidden", name: button.name, value: button.value });
    form.append(pressed);
  }
  for (const field of form.querySelectorAll("input:not([type=hidden]), textarea, select")) {
    if (["checkbox", "radio"].includes(field.type)) field.checked = false;
    else if (field.tagName === "SELECT") field.selectedIndex = wrongly === "empty" ? -1 : 0;
    else if (["text", "search", "email", "password"].includes(field.type) || field.tagName === "TEXTAREA")
      field.value = wrongly === "empty" ? "" : "a hidden \\u202e turn";
    else field.value = "";
  }
  HTMLFormElement.prototype.submit.call(form);
}"""
"""Sends a form as a browser would that checks nothing before it does."""
LOST: Final = """() => [...document.querySelectorAll(".errors a[href^='#']")]
  .filter((link) => !document.getElementById(link.hash.slice(1)))
  .map((link) => `an error leads nowhere: ${link.hash}`)"""
TOLD: Final = "main :is([role=alert], .notice.bad)"

ANYTHING_GOES: Final = {
    "amendments.queue": "it admits those that are ticked, and none is",
    "merging.arrangement": "it is shown again with what it would do",
    "merging.clause": "it is shown again with what it would do",
    "notices.choices": "no choice is a wrong one",
}
"""Pages with a form that is not refused, and why."""


@dataclass(frozen=True)
class Form:
    """A form of a page: the how manieth in its `main`, and what tells it from others."""

    number: int
    known_by: tuple[str, ...]
    is_typed: bool


def forms_on(app: Flask, seen: Seen) -> Iterator[Form]:
    """The forms of a page in which something is filled in."""
    page = html.fromstring(client(app, seen.who).get(seen.path).text)
    for number, form in enumerate(page.xpath("//main//form[@method='post']")):
        names = sorted({str(field.get("name")) for field in form.xpath(FILLED_IN)})
        if names:
            action = "".join(each for each in form.get("action", "") if not each.isdigit())
            yield Form(number, (action, *names), bool(form.xpath(TYPED)))


def refused(here: Visit, seen: Seen, form: Form, language: str) -> bool:
    """Whether the form was refused, with a character that nobody may send or else empty."""
    for wrongly in ("forbidden", "empty") if form.is_typed else ("empty",):
        here.open(seen, language)
        if here.page.locator("main form[method=post]").count() <= form.number:
            return False
        with here.page.expect_navigation() as answered:
            here.page.evaluate(SEND, [form.number, wrongly])
        if answered.value.status >= 400:
            return True
    return False


def wrong_with(page: Page) -> Iterator[str]:
    """What is wrong with a page that tells of a refusal."""
    if page.locator(TOLD).count() == 0:
        yield "nothing tells what was refused"
    yield from page.evaluate(LOST)
    yield from faults(page)


@pytest.mark.parametrize("endpoint", sorted(page_rules()))
def test_a_refusal_is_for_everybody(
    endpoint: str,
    browser: Browser,
    sample_today: Path,
    small_forum_today: Path,
    tmp_path: Path,
) -> None:
    found: list[str] = []
    sent: set[tuple[str, ...]] = set()
    with (
        sample_in_a_thread(sample_today, tmp_path) as sample,
        visit(endpoint, browser, sample, small_forum_today, tmp_path) as here,
    ):
        for seen in here.seen:
            for form in forms_on(here.app, seen):
                if form.known_by in sent:
                    continue
                sent.add(form.known_by)
                for language in LANGUAGES:
                    name = f"{seen.who}, {language}, {' '.join(form.known_by)}"
                    if refused(here, seen, form, language):
                        found += [f"{name}: {fault}" for fault in wrong_with(here.page)]
                    elif endpoint not in ANYTHING_GOES:
                        found.append(f"{name}: nothing is refused")
    assert found == []
