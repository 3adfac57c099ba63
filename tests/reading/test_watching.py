"""What supervisors see: metrics for who knows the token, lines without anything of a person."""

import json
import logging
from collections.abc import Iterator
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
import yaml
from flask import Flask
from flask.testing import FlaskClient

from declaration import create_app
from declaration.config import HOME, Settings
from declaration.extensions import db
from tests.conftest import sign_in
from tests.world import World

TOKEN = "a token that Prometheus knows"
DEPLOYMENT = HOME / "docs" / "deployment"
OF_OTHERS = {"POSTGRES_USER", "POSTGRES_DB", "POSTGRES_PASSWORD"}


@pytest.fixture
def watched(app: Flask) -> Iterator[Flask]:
    """The same installation, with logs in JSON and a token for its metrics."""
    settings = replace(app.config["SETTINGS"], log="json", metrics_token=TOKEN)
    other = create_app(settings)
    yield other
    other.logger.handlers.clear()
    other.logger.propagate = True
    with other.app_context():
        db.engine.dispose()


@pytest.fixture
def lines(watched: Flask) -> StringIO:
    """Where its lines go."""
    [handler] = watched.logger.handlers
    assert isinstance(handler, logging.StreamHandler)
    handler.stream = StringIO()
    return handler.stream


def gauges(client: FlaskClient, token: str = TOKEN) -> dict[str, float]:
    reply = client.get("/metrics", headers={"Authorization": f"Bearer {token}"})
    assert reply.status_code == 200
    assert reply.mimetype == "text/plain"
    lines = [line for line in reply.text.splitlines() if not line.startswith("#")]
    return {name: float(value) for name, value in (line.split() for line in lines)}


def test_the_metrics_say_what_the_record_says(watched: Flask) -> None:
    client = watched.test_client()
    before = gauges(client)
    assert before["declaration_sittings_open"] == 0
    with watched.app_context():
        World.read(watched).sitting_opened()
    after = gauges(client)
    assert after["declaration_sittings_open"] == 1
    assert after["declaration_journal_entries"] == before["declaration_journal_entries"] + 5


def test_without_the_token_there_are_no_metrics(watched: Flask, app: Flask) -> None:
    for token in ("", "Bearer ", "Bearer wrong", f"Basic {TOKEN}"):
        reply = watched.test_client().get("/metrics", headers={"Authorization": token})
        assert reply.status_code == 404
    nobody_set_one = app.test_client().get("/metrics", headers={"Authorization": "Bearer "})
    assert nobody_set_one.status_code == 404


def test_a_line_tells_of_a_request_and_nothing_of_the_person(
    watched: Flask, lines: StringIO
) -> None:
    client = watched.test_client()
    sign_in(watched, client, "delegate.tunis")
    answer = client.get("/tiny/?q=secret", headers={"User-Agent": "a phone"})
    [line] = lines.getvalue().splitlines()
    told = json.loads(line)
    assert told["page"] == "reading.home"
    assert told["status"] == 200
    assert told["request"] == answer.headers["X-Request-ID"]
    for personal in ("tunis", "secret", "127.0.0.1", "phone", "forum.example"):
        assert personal not in line


def test_a_device_that_has_seen_everything_leaves_no_line(watched: Flask, lines: StringIO) -> None:
    client = watched.test_client()
    page = client.get("/tiny/text/text/sitting/hall").text
    seen = page.split('data-seen="')[1].split('"')[0]
    before = lines.getvalue()
    assert client.get(f"/tiny/text/text/sitting/hall/live?seen={seen}").status_code == 204
    assert lines.getvalue() == before


def variables() -> set[str]:
    return {each.metadata["variable"] for each in Settings.__dataclass_fields__.values()}


def test_the_compose_file_sets_only_what_the_settings_know() -> None:
    compose = yaml.safe_load((DEPLOYMENT / "compose.yaml").read_text("utf-8"))
    services = compose["services"]
    assert {"app-1", "app-2", "database", "proxy"} <= services.keys()
    for name, service in services.items():
        unknown = set(service.get("environment", {})) - variables() - OF_OTHERS
        assert unknown == set(), name
    for name in ("app-1", "app-2"):
        assert services[name]["command"][:2] == ["declaration", "serve"]
        assert "instance:/instance" in services[name]["volumes"]
    for volume in (each for service in services.values() for each in service.get("volumes", ())):
        source = volume.partition(":")[0]
        assert source in compose["volumes"] or (DEPLOYMENT / source).exists(), volume


def test_the_proxy_asks_both_processes_and_lets_no_metrics_out() -> None:
    told = (DEPLOYMENT / "Caddyfile").read_text("utf-8")
    assert "reverse_proxy app-1:8000 app-2:8000" in told
    assert "path /metrics" in told


@pytest.mark.parametrize("page", ["README.md", "docs/deployment.md"])
def test_the_pages_name_no_variable_that_does_not_exist(page: str) -> None:
    text = (HOME / page).read_text("utf-8")
    named = {word for word in _words(text) if word.startswith("DECLARATION_")}
    assert named <= variables()


def test_the_readme_names_every_variable() -> None:
    words = set(_words((HOME / "README.md").read_text("utf-8")))
    assert variables() <= words


def _words(text: str) -> Iterator[str]:
    word = ""
    for letter in f"{text} ":
        if letter.isascii() and (letter.isupper() or letter == "_"):
            word += letter
        elif word:
            yield word
            word = ""


def test_the_image_copies_what_the_application_needs() -> None:
    told = (DEPLOYMENT / "Dockerfile").read_text("utf-8")
    copied = [line.split()[1:-1] for line in told.splitlines() if line.startswith("COPY ")]
    for name in (each for line in copied for each in line):
        assert (Path(HOME) / name).exists(), name
