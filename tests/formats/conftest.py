"""A small application that knows only templates, translations and formats."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from flask import Flask, g, request
from flask_babel import Babel

from declaration import clock
from declaration.config import HOME
from declaration.formats import Writing, register_formats
from tests.formats.samples import add_style_guide

NOW = datetime(2023, 5, 10, 11, 30, tzinfo=UTC)


def small_app() -> Flask:
    app = Flask(
        "samples",
        template_folder=str(HOME / "templates"),
        static_folder=str(HOME / "static"),
    )
    app.config.update(
        SECRET_KEY="samples",
        WTF_CSRF_ENABLED=False,
        BABEL_DEFAULT_LOCALE="ar",
        BABEL_TRANSLATION_DIRECTORIES=str(HOME / "declaration" / "translations"),
    )
    Babel(app, locale_selector=lambda: g.get("language") or request.args.get("lang", "ar"))
    register_formats(app)
    return app


@pytest.fixture(scope="session")
def app() -> Flask:
    app = small_app()
    add_style_guide(app)
    return app


@pytest.fixture(scope="module")
def sample_app() -> Flask:
    """One more, to which a test module adds pages of its own."""
    return small_app()


@pytest.fixture
def page(app: Flask) -> Iterator[Flask]:
    """A page in Arabic being made at 14:30 in Riyadh on 10 May 2023."""
    with app.test_request_context("/"), clock.set_to(NOW):
        yield app


@pytest.fixture
def english(app: Flask) -> Iterator[Writing]:
    with app.test_request_context("/?lang=en"), clock.set_to(NOW):
        yield Writing("en")
