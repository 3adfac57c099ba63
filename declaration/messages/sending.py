"""Sending what is due by SMTP, outside every transaction."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Final
from urllib.parse import unquote, urlsplit

from flask import current_app
from sqlalchemy import select, update

from declaration import clock
from declaration.bookkeeping import bookkeeping, end_reading
from declaration.config import Settings
from declaration.extensions import db
from declaration.messages.models import Letter
from declaration.messages.writing import ONCE, write

TIMEOUT: Final = 20
"""Seconds that a mail server may keep us waiting for one answer."""
LEASE: Final = timedelta(minutes=10)
"""A letter that one sender has claimed is left alone by others for this long."""
MOST_FAILURES: Final = 8
"""After so many failures a letter waits for the secretariat to look at it."""
AT_ONCE: Final = 100


@dataclass(frozen=True)
class Sent:
    """What came of one round of sending, in letters."""

    sent: int = 0
    failed: int = 0


def sends() -> bool:
    """Whether a mail server is configured. Without one, letters wait in the outbox."""
    settings: Settings = current_app.config["SETTINGS"]
    return bool(settings.smtp_url)


def send_due() -> Sent:
    """Send what is due, when a mail server is configured; each letter is claimed before.

    A letter that fails is tried again later and later. Two senders at once never send one letter
    both: the second finds it claimed.
    """
    settings: Settings = current_app.config["SETTINGS"]
    if not sends() or not (due := _due_now()):
        return Sent()
    sent = failed = 0
    try:
        with _server(settings.smtp_url) as server:
            for letter_id in due:
                if (letter := _claim(letter_id)) is None:
                    continue
                try:
                    server.send_message(_message(letter, settings))
                except smtplib.SMTPServerDisconnected:
                    raise
                except (smtplib.SMTPException, ValueError) as failure:
                    _note_failure(letter_id, failure)
                    failed += 1
                else:
                    _note_sent(letter)
                    sent += 1
    except (OSError, smtplib.SMTPException) as failure:
        current_app.logger.warning("letters wait: %s", type(failure).__name__)
    return Sent(sent, failed)


def _due_now() -> list[int]:
    query = (
        select(Letter.id)
        .where(
            Letter.sent_at.is_(None),
            Letter.due <= clock.now(),
            Letter.failures < MOST_FAILURES,
        )
        .order_by(Letter.due, Letter.id)
        .limit(AT_ONCE)
    )
    due = list(db.session.scalars(query))
    end_reading()
    return due


def _claim(letter_id: int) -> Letter | None:
    """Put the letter's time off, so that no other sender takes it; None when one has."""
    now = clock.now()
    with bookkeeping() as notes:
        query = update(Letter).where(
            Letter.id == letter_id, Letter.sent_at.is_(None), Letter.due <= now
        )
        claimed = notes.execute(query.values(due=now + LEASE))
        if not claimed.rowcount:  # type: ignore[attr-defined]
            return None
        letter = notes.get_one(Letter, letter_id, populate_existing=True)
    db.session.expunge(letter)
    return letter


def _note_sent(letter: Letter) -> None:
    kept = {name: value for name, value in letter.payload.items() if name != ONCE}
    with bookkeeping() as notes:
        query = update(Letter).where(Letter.id == letter.id)
        notes.execute(query.values(sent_at=clock.now(), payload=kept, last_failure=None))


def _note_failure(letter_id: int, failure: Exception) -> None:
    with bookkeeping() as notes:
        letter = notes.get_one(Letter, letter_id)
        letter.failures += 1
        letter.last_failure = str(failure)[:500]
        letter.due = _next_try(clock.now(), letter.failures)


def _next_try(now: datetime, failures: int) -> datetime:
    return now + timedelta(minutes=2**failures)


def _message(letter: Letter, settings: Settings) -> EmailMessage:
    written = write(letter)
    message = EmailMessage()
    message["From"] = settings.mail_from
    message["To"] = letter.address
    message["Subject"] = written.subject
    message["Date"] = format_datetime(clock.now())
    # Always the same for one letter: a reader's mail server can drop what came twice.
    message["Message-ID"] = f"<letter-{letter.id}@{settings.host.partition(':')[0]}>"
    message["Content-Language"] = letter.language
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(written.body)
    return message


@contextmanager
def _server(url: str) -> Iterator[smtplib.SMTP]:
    """The mail server that `smtp://user:password@host:port` names; `smtps://` speaks TLS at once.

    On `smtp://` TLS is begun where the server offers it, and always before a password is said.
    """
    parts = urlsplit(url)
    host = parts.hostname or "localhost"
    tls = ssl.create_default_context()
    server: smtplib.SMTP
    if parts.scheme == "smtps":
        server = smtplib.SMTP_SSL(host, parts.port or 465, timeout=TIMEOUT, context=tls)
    else:
        server = smtplib.SMTP(host, parts.port or 25, timeout=TIMEOUT)
    with server:
        server.ehlo()
        if parts.scheme != "smtps" and (server.has_extn("starttls") or parts.username):
            server.starttls(context=tls)
            server.ehlo()
        if parts.username:
            server.login(unquote(parts.username), unquote(parts.password or ""))
        yield server
