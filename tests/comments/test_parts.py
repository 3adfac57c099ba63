"""What this room and its neighbours show of comments on their own pages."""

from collections.abc import Callable

from flask import Flask
from flask.testing import FlaskClient

from declaration.comments import operations
from declaration.procedure import FORUM
from tests.comments.situations import a_clause_is_discussed, an_amendment_is_admitted
from tests.world import actor

ClientOf = Callable[[str], FlaskClient]


def test_the_clauses_page_shows_its_discussion_and_returns_to_itself(
    app: Flask, client_of: ClientOf
) -> None:
    with app.app_context():
        a_clause_is_discussed()
    here = "/tiny/text/text/clauses/access"
    assert "ما المقصود؟" in client_of("visitor").get(here).text
    browser = client_of("delegate.doha")
    page = browser.get(here).text
    assert f'name="back" type="hidden" value="{here}"' in page
    assert 'id="new-thread"' not in client_of("visitor").get(here).text


def test_the_amendments_page_shows_its_discussion(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        an_amendment_is_admitted()
        operations.open_thread_on_amendment(1, "أي المؤسسات؟", actor("delegate.doha"), FORUM)
    page = client_of("visitor").get("/tiny/text/text/amendments/1").text
    assert "أي المؤسسات؟" in page
    assert 'id="new-thread"' in client_of("delegate.tunis").get("/tiny/text/text/amendments/1").text


def test_every_id_of_a_page_with_many_forms_is_there_once(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        a_clause_is_discussed()
        a_clause_is_discussed()
    page = client_of("delegate.doha").get("/tiny/text/text/clauses/access").text
    ids = [part.split('"')[0] for part in page.split(' id="')[1:]]
    assert sorted(ids) == sorted(set(ids))
