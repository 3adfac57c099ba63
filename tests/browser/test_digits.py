"""A forum that writes Arabic-Indic digits has them in every Arabic sentence of every page."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from flask import Flask
from lxml import html
from lxml.html import HtmlElement

from declaration import create_app
from declaration.bookkeeping import bookkeeping
from declaration.extensions import db
from declaration.forums.models import Digits, Forum
from tests.browser.pages import behind_its_door, client, in_language, in_the_sample, page_rules
from tests.conftest import settings_for
from tests.permissions.test_doors import opened
from tests.world import PASSWORD

LANGUAGES: Final = ("ar", "en")
NOT_SENTENCES: Final = {"script", "style", "code", "pre", "input", "textarea"}
NOT_OF_THE_PRODUCT: Final = "self::*[@dir='ltr' or @dir='auto' or @lang or contains(@class, 'fp')]"
"""What runs from left to right, and words that somebody wrote: they are marked with their language."""
SAID_ALOUD: Final = ("aria-label", "title", "alt", "placeholder", "data-confirm", "data-label")
QUOTED: Final = re.compile("\u2068[^\u2069]*\u2069|«[^»]*»")
"""Words of a text or a name, within a sentence."""
CODE: Final = re.compile(r"[^\s()،؛؟]*[A-Za-z][^\s()،؛؟]*")
"""What holds Latin letters: a code, an address, a name."""


def sentences(page: HtmlElement) -> Iterator[str]:
    """What the product says on the page: its text and what is said aloud of it."""
    yield page.findtext(".//title") or ""
    yield from _within(page.body)


def _within(element: HtmlElement) -> Iterator[str]:
    if not isinstance(element.tag, str) or element.tag in NOT_SENTENCES:
        return
    if element.xpath(NOT_OF_THE_PRODUCT):
        return
    yield from (str(element.get(name, "")) for name in SAID_ALOUD)
    yield element.text or ""
    for child in element:
        yield from _within(child)
        yield child.tail or ""


def western_digits(page: str) -> list[str]:
    """The sentences of an Arabic page in which a Western digit stands."""
    said = (" ".join(each.split()) for each in sentences(html.fromstring(page)))
    return [each for each in said if re.search("[0-9]", CODE.sub("", QUOTED.sub("", each)))]


def eastern_digits(page: str) -> list[str]:
    """The sentences of an English page in which an Arabic-Indic digit stands."""
    return [each for each in sentences(html.fromstring(page)) if re.search("[٠-٩]", each)]


def arabic_indic(app: Flask) -> Flask:
    """The application, its forums having chosen these digits."""
    with app.app_context(), bookkeeping() as notes:
        notes.query(Forum).update({"digits": Digits.ARABIC_INDIC})
    return app


@pytest.fixture(scope="module")
def sample(sample_today: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The sample in mid-negotiation, in a forum of these digits."""
    path = tmp_path_factory.mktemp("digits") / "sample.sqlite3"
    shutil.copy(sample_today, path)
    app = arabic_indic(create_app(settings_for(f"sqlite:///{path}", path.parent)))
    yield app
    with app.app_context():
        db.engine.dispose()


SAYS: Final = """<!doctype html><html lang="ar"><head><title>{title}</title></head><body>{body}</body></html>"""


@pytest.mark.parametrize(
    "body",
    [
        "<p>12 حرفاً على الأقل.</p>",
        "<p>لا يتجاوز <b>10</b> ميغابايت.</p>",
        "<p>ملف PDF لا يزيد على 5 ميغابايت</p>",
        "<p>من <bdi dir='ltr'>Rev.1</bdi> إلى 2</p>",
        "<button aria-label='التعديل 3'></button>",
        "<select><option>بعد البند 4</option></select>",
    ],
)
def test_a_western_digit_in_a_sentence_is_noticed(body: str) -> None:
    assert western_digits(SAYS.format(title="", body=body))
    assert western_digits(SAYS.format(title="التعديل 1", body=""))


@pytest.mark.parametrize(
    "body",
    [
        "<p>١٢ حرفاً على الأقل.</p>",
        "<p>مثل Rev.3 أو amina2@city.example</p>",
        "<p>رمزها <bdi dir='ltr'>1228.8238</bdi></p>",
        "<p>اكتبوا <code>123456</code></p>",
        "<input value='12'><a href='/amendments/12'>تعديل</a>",
        "<p>بعد \u2068عام 2030\u2069</p><q lang='ar'>عام 2030</q>",
    ],
)
def test_codes_and_what_others_wrote_are_no_sentences_of_the_product(body: str) -> None:
    assert western_digits(SAYS.format(title="", body=body)) == []


@pytest.mark.parametrize("endpoint", sorted(page_rules().keys() - {"styleguide.index"}))
def test_a_page_is_written_in_the_digits_of_its_forum_and_in_english_in_western_ones(
    endpoint: str, sample: Flask, small_forum_today: Path, tmp_path: Path
) -> None:
    app, pages = sample, in_the_sample(sample, endpoint)
    if not pages:
        door, someone = behind_its_door(endpoint)
        app, pages = arabic_indic(opened(small_forum_today, tmp_path, door)[0]), [someone]
    found = {}
    for seen in pages:
        in_arabic, in_english = (
            client(app, seen.who).get(in_language(seen.path, each)) for each in LANGUAGES
        )
        assert (in_arabic.status_code, in_english.status_code) == (200, 200)
        if wrong := western_digits(in_arabic.text) + eastern_digits(in_english.text):
            found[seen] = wrong
    assert found == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_said_of_a_mistake_has_the_same_digits(
    language: str, small_forum_today: Path, tmp_path: Path
) -> None:
    path = tmp_path / "small.sqlite3"
    shutil.copy(small_forum_today, path)
    app = arabic_indic(create_app(settings_for(f"sqlite:///{path}", tmp_path)))
    app.config["WTF_CSRF_ENABLED"] = False
    typed = {"present": PASSWORD, "new": "short", "again": "short"}
    reply = client(app, "delegate.jubail").post(
        in_language("/accounts/password", language), data=typed
    )
    assert reply.status_code == 422
    assert ("١٢" if language == "ar" else "12") in reply.text
    assert western_digits(reply.text) == [] or language == "en"
    assert eastern_digits(reply.text) == [] or language == "ar"
