"""What is kept of a page is kept until the next act, and no longer."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Final

from flask import Flask
from flask.testing import FlaskClient

from declaration import clock
from declaration.accounts.provisioning import give_password
from declaration.accounts.sign_in import IDLE
from declaration.amendments import operations as amendments
from declaration.amendments.wording import Wording
from declaration.journal.queries import extent_of
from declaration.journal.sealing import seal
from declaration.remembering import Remembered
from tests.conftest import NOON, statements
from tests.world import World

Client = Callable[[str], FlaskClient]
TEXT: Final = "/tiny/text/text/"
SIGN_OUT: Final = 'action="/accounts/sign-out"'
TOKEN: Final = re.compile(r'name="csrf_token" value="([^"]+)"')
READERS: Final = ("delegate.jubail", "delegate.tunis", "secretariat", "visitor")


def without_token(page: str) -> str:
    return TOKEN.sub("", page)


def test_the_record_s_extent_grows_with_an_act_and_not_with_sealing(any_world: World) -> None:
    log = any_world.actor("secretariat").log
    before = extent_of(log)
    any_world.proposed("delegate.jubail", "access", old="المراكز", new="المؤسسات")
    after = extent_of(log)
    assert after[0] == before[0]
    assert after[1] == before[1] + 2
    seal(log)
    assert extent_of(log) == after


def test_an_act_is_on_the_page_at_once(app: Flask, client_of: Client) -> None:
    reader = client_of("delegate.tunis")
    assert "تعديل واحد" not in reader.get("/tiny/text/text/").text
    with app.app_context():
        world = World.read(app)
        amendment = world.admitted("delegate.jubail", "access", old="المراكز", new="المؤسسات")
    assert "تعديل واحد" in reader.get("/tiny/text/text/").text
    with app.app_context():
        amendments.withdraw(amendment, World.read(app).actor("delegate.jubail"))
    assert "تعديل واحد" not in reader.get("/tiny/text/text/").text


def test_a_draft_is_marked_for_its_own_delegation_alone(app: Flask, client_of: Client) -> None:
    with app.app_context():
        world = World.read(app)
        clause = world.clause("access")
        amendments.save_draft(
            world.declaration_id,
            Wording(text=clause.text.replace("المراكز", "المؤسسات")),
            world.actor("delegate.jubail"),
            clause_key="access",
        )
    shown = {who: client_of(who).get("/tiny/text/text/").text for who in READERS}
    assert {who for who, page in shown.items() if "مسودتكم" in page} == {"delegate.jubail"}


def test_the_page_is_kept_in_each_language(client_of: Client) -> None:
    reader = client_of("visitor")
    arabic, english = (reader.get(f"/tiny/text/text/?lang={tongue}") for tongue in ("ar", "en"))
    assert 'aria-label="محتويات' in arabic.text
    assert 'aria-label="Contents' in english.text


def test_what_was_used_last_is_kept() -> None:
    made: list[str] = []

    def value(key: str) -> str:
        return memory.value(key, lambda: made.append(key) or key)

    memory = Remembered(most=2)
    for key in "abacb":
        assert value(key) == key
    assert made == ["a", "b", "c", "b"]


def test_a_page_kept_for_a_reader_is_not_another_reader_s(client_of: Client) -> None:
    pages = {who: client_of(who).get(TEXT).text for who in READERS}
    again = {who: client_of(who).get(TEXT).text for who in READERS}
    assert all(SIGN_OUT in pages[who] for who in READERS if who != "visitor")
    assert SIGN_OUT not in again["visitor"]
    assert len({without_token(page) for page in again.values()}) == len(READERS)


def test_each_browser_gets_a_form_token_of_its_own(app: Flask, client_of: Client) -> None:
    one, other = client_of("delegate.tunis"), client_of("delegate.tunis")
    one.get(TEXT)
    token = TOKEN.search(other.get(TEXT).text)
    app.config["WTF_CSRF_ENABLED"] = True
    assert token is not None
    reply = other.post("/accounts/sign-out", data={"csrf_token": token[1]})
    assert reply.status_code == 303


def test_who_was_signed_out_everywhere_is_a_visitor_at_once(app: Flask, client_of: Client) -> None:
    reader = client_of("delegate.tunis")
    assert SIGN_OUT in reader.get(TEXT).text
    with app.app_context():
        give_password("delegate.tunis@forum.example", "another")
    assert SIGN_OUT not in reader.get(TEXT).text


def test_an_expired_sign_in_is_not_answered_from_memory(client_of: Client) -> None:
    reader = client_of("delegate.tunis")
    assert SIGN_OUT in reader.get(TEXT).text
    with clock.set_to(NOON + IDLE + timedelta(minutes=1)):
        assert SIGN_OUT not in reader.get(TEXT).text


def test_a_page_read_again_costs_one_statement(app: Flask, client_of: Client) -> None:
    reader = client_of("delegate.tunis")
    reader.get(TEXT)
    first = reader.get(TEXT).text
    with app.app_context(), statements() as sent:
        again = reader.get(TEXT).text
    assert without_token(again) == without_token(first)
    assert len(sent) == 1
