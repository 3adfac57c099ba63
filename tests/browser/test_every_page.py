"""Every page of the URL map is for everybody: both languages, light and dark, phone to desk."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser

from tests.browser.examining import faults
from tests.browser.pages import page_rules
from tests.browser.people import Site
from tests.browser.visiting import LANGUAGES, sample_in_a_thread, visit


@pytest.fixture(scope="session")
def looked_at(
    sample_today: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Site, Flask]]:
    """The sample in mid-negotiation, which is only looked at."""
    with sample_in_a_thread(sample_today, tmp_path_factory.mktemp("looked-at")) as served:
        yield served


@pytest.mark.parametrize("endpoint", sorted(page_rules()))
def test_a_page_is_for_everybody(
    endpoint: str,
    looked_at: tuple[Site, Flask],
    browser: Browser,
    small_forum_today: Path,
    tmp_path: Path,
) -> None:
    found = []
    with visit(endpoint, browser, looked_at, small_forum_today, tmp_path) as here:
        for seen in here.seen:
            for language in LANGUAGES:
                here.open(seen, language)
                found += [f"{seen.who}, {language}, {fault}" for fault in faults(here.page)]
    assert found == []
