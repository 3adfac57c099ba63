"""The sample as it is staged: built once, looked at by many tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from declaration import clock, create_app
from declaration.extensions import db
from declaration.sample import demo
from tests.conftest import NOON, settings_for


@pytest.fixture(scope="session")
def staged_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite database in which the sample was staged as `declaration demo` does it."""
    path = tmp_path_factory.mktemp("staged") / "sample.sqlite3"
    with clock.set_to(NOON):
        assert demo.prepare(settings_for(f"sqlite:///{path}", path.parent))
    return path


@pytest.fixture
def staged(staged_sqlite: Path) -> Iterator[Flask]:
    """The application on the staged sample, to be read and not changed."""
    app = create_app(settings_for(f"sqlite:///{staged_sqlite}", staged_sqlite.parent))
    with app.app_context(), clock.set_to(NOON):
        yield app
        db.session.close()
        db.engine.dispose()
