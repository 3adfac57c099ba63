"""Served forums: the small one and the sample, both living now, and the people who visit them.

A server runs in processes of its own and knows no clock but the machine's, so both forums are
built around the present instead of their own days in May.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser

from declaration import clock, create_app
from declaration.extensions import db
from declaration.sample import demo, sample_forum
from declaration.sample.pace import moved
from tests.browser.people import Company, Site, company_at
from tests.conftest import NOON, settings_for
from tests.served import Served
from tests.world import PASSWORD, build_world, small_forum


@pytest.fixture(scope="session")
def small_forum_today(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite database of the small forum, at noon of its first day: which is now."""
    path = tmp_path_factory.mktemp("small") / "small.sqlite3"
    app = create_app(settings_for(f"sqlite:///{path}", path.parent))
    with app.app_context():
        build_world(moved(small_forum(), clock.now() - NOON))
    return settled(app, path)


@pytest.fixture(scope="session")
def sample_today(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite database of the sample as `declaration demo` loads it: its second morning is now."""
    path = tmp_path_factory.mktemp("sample") / "sample.sqlite3"
    settings = settings_for(f"sqlite:///{path}", path.parent)
    demo.prepare(settings)
    return settled(create_app(settings), path)


def settled(app: Flask, path: Path) -> Path:
    """The database in one file, so that the file can be copied."""
    with app.app_context():
        db.session.close()
        with db.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        db.engine.dispose()
    return path


def served_copy(built: Path, folder: Path) -> Served:
    """A server for a copy of the database."""
    path = folder / "served.sqlite3"
    shutil.copy(built, path)
    return Served(f"sqlite:///{path}", folder, workers=1)


@pytest.fixture
def small_site(small_forum_today: Path, tmp_path: Path) -> Iterator[Site]:
    """The small forum, served for one test, which may change it. Nothing is proposed yet."""
    with served_copy(small_forum_today, tmp_path) as served:
        yield Site(served, "/tiny/text/text", PASSWORD)


@pytest.fixture
def small_company(browser: Browser, small_site: Site) -> Iterator[Company]:
    """The people of the small forum at their devices."""
    with company_at(browser, small_site) as company:
        yield company


@pytest.fixture
def sample_site(sample_today: Path, tmp_path: Path) -> Iterator[Site]:
    """The sample in mid-negotiation, served for one test, which may change it."""
    with served_copy(sample_today, tmp_path) as served:
        yield sample_at(served)


@pytest.fixture
def sample_company(browser: Browser, sample_site: Site) -> Iterator[Company]:
    """The people of the sample at their devices."""
    with company_at(browser, sample_site) as company:
        yield company


@pytest.fixture(scope="session")
def shown_site(sample_today: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The sample, served once for all tests that only look at it."""
    with served_copy(sample_today, tmp_path_factory.mktemp("shown")) as served:
        yield sample_at(served)


@pytest.fixture
def onlookers(browser: Browser, shown_site: Site) -> Iterator[Company]:
    """People who look at the sample and change nothing."""
    with company_at(browser, shown_site) as company:
        yield company


def sample_at(served: Served) -> Site:
    """The sample, where it is served."""
    file = sample_forum()
    text = f"/{file.forum.key}/text/{file.declaration.key}"
    domain = file.people[0].email.partition("@")[2]
    return Site(served, text, demo.PASSWORD, domain)
