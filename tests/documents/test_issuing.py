"""What is issued in the secretariat's name can be told by its hash from anything else."""

import hashlib
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import html
from sqlalchemy import select

from declaration.extensions import db
from declaration.journal.models import JournalEntry
from declaration.procedure.acts import Act
from declaration.proof import Entry, read_entry
from tests.documents import situations
from tests.documents.independent import WordFile

HERE = "/tiny/text/text/documents"
Clients = Callable[[str], FlaskClient]


def issued(app: Flask) -> list[Entry]:
    """The entries of issued files."""
    with app.app_context():
        bodies = db.session.scalars(select(JournalEntry.body).order_by(JournalEntry.id))
        return [entry for body in bodies if (entry := read_entry(body)).act is Act.ISSUE_DOCUMENT]


@pytest.mark.parametrize("ending", ["docx", "pdf"])
def test_the_very_file_that_is_given_out_is_on_record(
    ending: str, app: Flask, client_of: Clients
) -> None:
    reply = client_of("secretariat").post(f"{HERE}/compilation.{ending}")
    assert reply.status_code == 200
    assert f"tiny-text-compilation.{ending}" in reply.headers["Content-Disposition"]
    (entry,) = issued(app)
    assert entry.data["document"] == "compilation"
    assert entry.data["sha256"] == hashlib.sha256(reply.data).hexdigest()
    assert entry.data["language"] == "ar"
    assert entry.data["revision"] == 1
    if ending == "docx":
        assert WordFile(reply.data).body is not None


def test_everybody_reads_what_was_issued_beside_its_hash(client_of: Clients) -> None:
    assert 'id="issued"' not in client_of("visitor").get(f"{HERE}/").text
    reply = client_of("secretariat").post(f"{HERE}/voting-record.docx?language=en")
    (listed,) = html.fromstring(client_of("visitor").get(f"{HERE}/").text).xpath(
        "//*[@id='issued']//td/.."
    )
    assert [cell.text_content().strip() for cell in listed[:2]] == [
        "سجل التصويت بالإنجليزية",
        ".docx",
    ]
    assert listed[3].text_content() == hashlib.sha256(reply.data).hexdigest()


def test_a_document_in_both_languages_names_none(app: Flask, client_of: Clients) -> None:
    assert client_of("secretariat").post(f"{HERE}/bilingual.docx").status_code == 200
    (entry,) = issued(app)
    assert "language" not in entry.data


def test_a_long_file_is_issued_from_where_it_waits(app: Flask, client_of: Clients) -> None:
    with app.app_context():
        situations.a_long_file_is_ready()
    client, waiting = client_of("secretariat"), f"{HERE}/waiting/{situations.LONG_FILE}"
    assert f'action="{waiting}.pdf"' in client.get(waiting).text
    reply = client.post(f"{waiting}.pdf")
    (entry,) = issued(app)
    assert entry.data["sha256"] == hashlib.sha256(reply.data).hexdigest()
    assert f'action="{waiting}.pdf"' not in client_of("observer").get(waiting).text


def test_to_take_a_file_away_leaves_nothing_on_record(app: Flask, client_of: Clients) -> None:
    assert client_of("secretariat").get(f"{HERE}/compilation.docx").status_code == 200
    assert issued(app) == []


def test_only_the_secretariat_issues(app: Flask, client_of: Clients) -> None:
    for who in ("delegate.jubail", "chair", "observer"):
        client = client_of(who)
        assert client.post(f"{HERE}/compilation.docx").status_code == 403
    assert issued(app) == []


def test_what_is_not_there_is_not_issued(app: Flask, client_of: Clients) -> None:
    client = client_of("secretariat")
    assert client.post(f"{HERE}/endorsed.docx").status_code == 404
    assert client.post(f"{HERE}/working-copy.docx?language=en").status_code == 400
    assert issued(app) == []
