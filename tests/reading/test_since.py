"""What changed since somebody last looked: by person and clause, on any device."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, text

from declaration.bookkeeping import bookkeeping
from declaration.extensions import db
from declaration.merging.operations import Plan, publish
from declaration.notices.models import Seen
from tests.amendments import situations as amended
from tests.conftest import statements
from tests.reading.test_pages import cost
from tests.world import World, actor

Client = Callable[[str], FlaskClient]
TEXT = "/tiny/text/text/"
CENTRES = f"{TEXT}clauses/centres"
HEADING = "ما تغيّر منذ اطّلاعكم الأخير"


def published(app: Flask) -> None:
    """Amendment 2, of Doha, goes into «centres»."""
    with app.app_context():
        amended.it_must_be_restated()
        db.session.close()


def test_who_never_opened_the_text_is_not_told_that_all_of_it_changed(
    app: Flask, client_of: Client
) -> None:
    published(app)
    assert HEADING not in client_of("delegate.tunis").get("/tiny/").text


def test_home_shows_the_clause_its_change_and_by_which_amendment(
    app: Flask, client_of: Client
) -> None:
    client = client_of("delegate.tunis")
    client.get(TEXT)
    assert HEADING not in client.get("/tiny/").text
    published(app)
    page = client.get("/tiny/").text
    assert HEADING in page
    assert f'<a href="{CENTRES}">البند 2</a>' in page
    assert "من النسخة 1 إلى النسخة 2" in page
    assert f'بالتعديل <a href="{TEXT}amendments/2">2</a> (<bdi class="long">الدوحة</bdi>)' in page
    assert '<span class="unseen">حُذف: </span>40%' in page


@pytest.mark.parametrize("path", [TEXT, CENTRES])
def test_what_was_displayed_on_one_device_is_seen_on_all(
    app: Flask, client_of: Client, path: str
) -> None:
    phone, laptop = client_of("delegate.tunis"), client_of("delegate.tunis")
    phone.get(TEXT)
    published(app)
    assert HEADING in laptop.get("/tiny/").text
    phone.get(path)
    assert HEADING not in laptop.get("/tiny/").text


def test_it_is_one_persons_looking_not_the_delegations(app: Flask, client_of: Client) -> None:
    for who in ("delegate.jubail", "colleague.jubail"):
        client_of(who).get(TEXT)
    published(app)
    client_of("delegate.jubail").get(TEXT)
    assert HEADING in client_of("colleague.jubail").get("/tiny/").text


def test_the_clauses_page_shows_the_change_once(app: Flask, client_of: Client) -> None:
    client = client_of("delegate.tunis")
    client.get(CENTRES)
    published(app)
    assert 'id="since"' in client.get(CENTRES).text
    assert 'id="since"' not in client.get(CENTRES).text


def test_a_clause_that_came_and_one_that_left_are_told_apart(app: Flask, client_of: Client) -> None:
    client = client_of("observer")
    client.get(f"{TEXT}?lang=en")
    with app.app_context():
        world = World.read(app)
        gone = world.admitted("delegate.jubail", "access", removes=True)
        new = world.admitted(
            "delegate.tunis", None, text="ندعو المدن إلى يوم سنوي للتعلم.", after="network"
        )
        amended.adopted(world, gone, new)
        publish(world.declaration_id, Plan(chosen=(gone, new)), actor("secretariat"))
    page = client.get("/tiny/").text
    assert "added since you last looked" in page
    assert "removed since you last looked" in page
    client.get(TEXT)
    assert "since you last looked" not in client.get("/tiny/").text


def test_a_visitor_has_seen_nothing(app: Flask, client_of: Client) -> None:
    client_of("visitor").get(TEXT)
    with app.app_context():
        assert db.session.scalars(select(Seen)).all() == []


def test_a_note_that_cannot_be_written_costs_nobody_the_page(app: Flask, client_of: Client) -> None:
    with app.app_context(), bookkeeping() as notes:
        notes.execute(
            text(
                "CREATE TRIGGER broken BEFORE INSERT ON seen "
                "BEGIN SELECT RAISE(ABORT, 'the disk is full'); END"
            )
        )
    assert client_of("delegate.tunis").get(TEXT).status_code == 200
    with app.app_context():
        assert db.session.scalars(select(Seen)).all() == []


def test_looking_again_writes_nothing(app: Flask, client_of: Client) -> None:
    client = client_of("delegate.tunis")
    client.get(TEXT)
    with app.app_context():
        before = db.session.scalars(select(Seen.at)).all()
    client.get(TEXT)
    with app.app_context():
        assert db.session.scalars(select(Seen.at)).all() == before


@pytest.mark.parametrize("who", ["visitor", "observer", "delegate.jubail", "secretariat"])
def test_home_costs_the_same_however_much_there_is(app: Flask, client_of: Client, who: str) -> None:
    client = client_of(who)
    client.get(TEXT)
    published(app)
    before = cost(app, client, "/tiny/")
    with app.app_context():
        world = World.read(app)
        for delegate in ("delegate.yanbu", "delegate.tunis", "delegate.doha"):
            world.admitted(delegate, "access", old="كافة", new=f"كافة في {delegate}")
    assert cost(app, client, "/tiny/") <= before <= 40


def test_the_home_page_reads_no_clause_again_where_none_has_changed(
    app: Flask, client_of: Client
) -> None:
    reader = client_of("delegate.doha")
    reader.get("/tiny/text/text/")
    with app.app_context(), statements() as sent:
        assert reader.get("/tiny/").status_code == 200
    assert not [each for each in sent if "clause_version.text" in each]
