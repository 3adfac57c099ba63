"""Long documents are set apart: once for all who ask, and anew after a failure."""

import io
import os
import time
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from declaration.documents.printed import Page, Press
from tests.documents import texts

ABOUT = {"kind": "compilation", "name": "compilation.pdf", "of": "forum/text"}
PATIENCE = 120


@pytest.fixture
def press(tmp_path: Path) -> Press:
    return Press(tmp_path / "printed")


@pytest.fixture
def ordered(page) -> Page:
    return page(texts.COMPILATION)


def ended(press: Press, name: str) -> None:
    """Wait until it is ready or has failed."""
    until = time.monotonic() + PATIENCE
    while not press.is_ready(name) and not press.has_failed(name):
        assert time.monotonic() < until
        time.sleep(0.1)


def test_it_is_set_in_a_process_of_its_own_which_tells_how_far_it_is(
    press: Press, ordered: Page
) -> None:
    name = press.begin(ordered, None, ABOUT)
    assert press.about(name) == ABOUT
    steps = set()
    while not press.is_ready(name):
        assert not press.has_failed(name)
        steps.add(press.progress(name).step)
        time.sleep(0.02)
    assert len(steps) > 1
    assert max(steps) <= press.progress(name).of
    written = PdfReader(io.BytesIO(press.file(name)))
    assert written.metadata.title == texts.COMPILATION.imprint.title


def test_who_asks_for_the_same_gets_the_same(press: Press, ordered: Page) -> None:
    first = press.begin(ordered, None, ABOUT)
    ended(press, first)
    made = press.file(first)
    assert press.begin(ordered, None, ABOUT) == first
    assert press.file(first) == made
    assert press.begin(replace(ordered, html=f"{ordered.html} "), None, ABOUT) != first


def test_what_failed_is_set_anew_when_it_is_asked_for_again(
    press: Press, ordered: Page, tmp_path: Path
) -> None:
    name = press.begin(replace(ordered, static=tmp_path / "nowhere"), None, ABOUT)
    ended(press, name)
    assert press.has_failed(name)
    assert press.begin(ordered, None, ABOUT) == name
    assert not press.has_failed(name)
    ended(press, name)
    assert press.file(name).startswith(b"%PDF")


def test_what_died_without_a_word_counts_as_failed_and_is_set_anew(
    press: Press, ordered: Page, tmp_path: Path
) -> None:
    name = press.begin(ordered, None, ABOUT)
    ended(press, name)
    folder = tmp_path / "printed"
    (folder / f"{name}.pdf").unlink()
    assert not press.has_failed(name)
    an_hour_ago = time.time() - 3600
    os.utime(folder / f"{name}.json", (an_hour_ago, an_hour_ago))
    assert press.has_failed(name)
    assert press.begin(ordered, None, ABOUT) == name
    ended(press, name)
    assert press.is_ready(name)


@pytest.mark.parametrize("name", ["../../etc/passwd", "0" * 63, "", "G" * 64])
def test_no_other_name_leads_anywhere(press: Press, name: str) -> None:
    assert press.about(name) is None
