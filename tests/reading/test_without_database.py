"""A database that does not answer is told of on a page, in the reader's language."""

from pathlib import Path

import pytest

from declaration import create_app
from tests.conftest import settings_for


@pytest.mark.parametrize(("path", "status"), [("/", 500), ("/forum/", 500), ("/accounts/no", 404)])
@pytest.mark.parametrize("language", ["ar", "en"])
def test_an_error_is_told_without_a_database(
    tmp_path: Path, path: str, status: int, language: str
) -> None:
    app = create_app(settings_for(f"sqlite:///{tmp_path / 'empty.sqlite3'}", tmp_path))
    reply = app.test_client().get(f"{path}?lang={language}")
    assert reply.status_code == status
    assert f'<html lang="{language}"' in reply.text
