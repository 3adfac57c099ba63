"""What is kept of a page is kept until the next act, and no longer."""

from collections.abc import Callable
from typing import Final

from flask import Flask
from flask.testing import FlaskClient

from declaration.amendments import operations as amendments
from declaration.amendments.wording import Wording
from declaration.journal.queries import extent_of
from declaration.journal.sealing import seal
from declaration.reading.remembered import Remembered
from tests.world import World

Client = Callable[[str], FlaskClient]
READERS: Final = ("delegate.jubail", "delegate.tunis", "secretariat", "visitor")


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
