"""Letters: written in the act, looked at in the outbox, sent once."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from declaration import clock, create_app
from declaration.bookkeeping import bookkeeping
from declaration.config import Settings
from declaration.extensions import db
from declaration.messages import sending
from declaration.messages.models import Letter
from declaration.messages.sending import Sent, send_due
from declaration.messages.steps import post
from declaration.messages.writing import write
from tests.conftest import NOON
from tests.messages.servers import Server, running_server

ClientOf = Callable[[str], FlaskClient]
PAYLOAD = {
    "forum": "ملتقى صغير",
    "delegation": "تونس",
    "roles": ["مندوب"],
    "single_use_link": "https://forum.example/invitations/secret-token",
    "expires_at": "2023-05-24T09:00:00+00:00",
    "zone": "Asia/Riyadh",
    "digits": "western",
}


@pytest.fixture
def server() -> Iterator[tuple[Server, str]]:
    with running_server() as running:
        yield running


@pytest.fixture
def sending_app(app: Flask, server: tuple[Server, str], tmp_path: Path) -> Iterator[Flask]:
    """The application with a mail server configured."""
    url = app.config["SQLALCHEMY_ENGINES"]["default"]["url"]
    settings = Settings(
        database_url=url,
        secret_key="t" * 40,
        instance=str(tmp_path),
        smtp_url=server[1],
        mail_from="forum@forum.example",
        host="forum.example",
    )
    made = create_app(settings)
    with made.app_context():
        yield made
        db.engine.dispose()


def put(address: str = "delegate@tunis.example", **more: Any) -> None:
    with bookkeeping():
        post(address, "invitation", "ar", {**PAYLOAD, **more}, "tiny")


def letters() -> list[Letter]:
    db.session.rollback()
    return list(db.session.scalars(select(Letter).order_by(Letter.id)))


def test_a_letter_is_sent_once_and_its_secret_forgotten(
    sending_app: Flask, server: tuple[Server, str]
) -> None:
    put()
    assert send_due() == Sent(sent=1)
    assert send_due() == Sent()
    (message,) = server[0].received
    assert message["To"] == "delegate@tunis.example"
    assert message["Subject"] == "دعوة إلى ملتقى صغير"
    assert message["Message-ID"] == "<letter-1@forum.example>"
    body = message.get_content()
    assert "secret-token" in body
    assert "24 مايو 2023، 12:00" in body, "the forum's clocks, three hours ahead"
    (letter,) = letters()
    assert letter.sent_at == NOON
    assert "single_use_link" not in letter.payload
    assert "secret-token" not in write(letter).body


def test_a_second_sender_finds_the_letter_claimed(
    sending_app: Flask, server: tuple[Server, str]
) -> None:
    put()
    (due,) = [letter.id for letter in letters()]
    assert sending._claim(due) is not None
    assert sending._claim(due) is None
    assert send_due() == Sent()
    with clock.set_to(NOON + sending.LEASE):
        assert send_due() == Sent(sent=1), "the first sender died: the letter is sent after all"


def test_one_bad_address_does_not_hold_up_the_others(
    sending_app: Flask, server: tuple[Server, str]
) -> None:
    put("full@tunis.example")
    put()
    assert send_due() == Sent(sent=1, failed=1)
    refused, sent = letters()
    assert (refused.failures, refused.sent_at) == (1, None)
    assert "full" in str(refused.last_failure)
    assert refused.due > NOON
    assert sent.sent_at is not None


def test_a_letter_that_always_fails_waits_for_somebody_to_look(sending_app: Flask) -> None:
    put("full@tunis.example")
    at = NOON
    for _ in range(20):
        at += timedelta(days=1)
        with clock.set_to(at):
            send_due()
    assert letters()[0].failures == sending.MOST_FAILURES


def test_letters_wait_for_a_server_that_is_down(
    sending_app: Flask, server: tuple[Server, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    put()
    settings = sending_app.config["SETTINGS"]
    monkeypatch.setitem(
        sending_app.config,
        "SETTINGS",
        Settings(instance=settings.instance, smtp_url="smtp://127.0.0.1:1"),
    )
    assert send_due() == Sent()
    (letter,) = letters()
    assert (letter.sent_at, letter.failures, letter.due) == (None, 0, NOON)


def test_nothing_is_sent_before_it_is_due(sending_app: Flask) -> None:
    with bookkeeping():
        post("a@b.example", "invitation", "ar", PAYLOAD, due=NOON + timedelta(hours=1))
    assert send_due() == Sent()


def test_without_a_server_nothing_is_sent(app: Flask) -> None:
    with app.app_context():
        put()
        assert send_due() == Sent()
        assert letters()[0].sent_at is None


def test_no_value_adds_a_header_or_a_subject_of_its_own(
    sending_app: Flask, server: tuple[Server, str]
) -> None:
    put(forum="ملتقى\r\nBcc: everybody@elsewhere.example\r\n\r\nاشتروا")
    assert send_due() == Sent(sent=1)
    (message,) = server[0].received
    assert message["Bcc"] is None
    assert message["Subject"] == "دعوة إلى ملتقى Bcc: everybody@elsewhere.example اشتروا"


def test_an_english_letter_is_english_whatever_the_page(app: Flask) -> None:
    payload = {**PAYLOAD, "forum": "A small forum", "roles": ["Delegate"], "delegation": ""}
    with app.test_request_context("/?lang=ar"):
        letter = Letter(id=1, kind="invitation", language="en", payload=payload)
        written = write(letter)
    assert written.subject == "Invitation to A small forum"
    assert "until 24 May 2023, 12:00" in written.body
    assert "delegation" not in written.body


def test_the_outbox_shows_exactly_what_would_be_sent(client_of: ClientOf, app: Flask) -> None:
    with app.app_context():
        put()
        for name in range(25):
            put(f"delegate{name}@tunis.example")
    client = client_of("secretariat")
    page = client.get("/tiny/outbox").text
    assert "لم يُضبط خادم بريد" in page
    assert "delegate24@tunis.example" in page
    assert "delegate@tunis.example" in client.get("/tiny/outbox?page=2").text
    assert "https://forum.example/invitations/secret-token" in page
    assert client_of("chair").get("/tiny/outbox").status_code == 403
    assert client_of("visitor").get("/tiny/outbox").status_code == 302


def post_and_fail() -> None:
    with bookkeeping():
        post("a@b.example", "invitation", "ar", PAYLOAD)
        raise ZeroDivisionError


def test_what_is_undone_sends_no_letter(app: Flask) -> None:
    with app.app_context():
        with pytest.raises(ZeroDivisionError):
            post_and_fail()
        assert letters() == []
