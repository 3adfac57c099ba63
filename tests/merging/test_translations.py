"""Two languages: a translation belongs to a version, is behind when the clause moves on, and is
confirmed by an act."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from declaration.drafting import translating
from declaration.drafting.queries import newest_translations
from declaration.merging.overview import translated
from declaration.procedure import Invalid, NotPermitted, Stale
from tests.merging.situations import SECRETARIAT, a_revision_is_published, adopted, published
from tests.world import World

DESK = "/tiny/text/text/desk/translations"
NEW = "We pledge that 60% of neighbourhoods will have a community learning centre by 2030."
ClientOf = Callable[[str], FlaskClient]


def behind(world: World) -> list[str]:
    return [each.clause.key for each in translated(world.text()) if each.waits]


def english(world: World, key: str = "centres") -> str | None:
    return world.clause(key).translations.get("en")


@pytest.fixture
def moved_on(any_world: World) -> World:
    """The clause on centres has a second version; its English translates the first."""
    a_revision_is_published()
    return any_world


def test_a_translation_is_behind_when_its_clause_has_a_newer_version(moved_on: World) -> None:
    world = moved_on
    assert behind(world) == ["centres"]
    assert english(world) is None
    found = newest_translations([world.clause("centres").clause_id], "en")
    assert [each.version for each in found.values()] == [1]


def test_a_translation_is_entered_for_the_newest_version_and_corrected(moved_on: World) -> None:
    world, by = moved_on, moved_on.actor(SECRETARIAT)
    id_, before = world.declaration_id, world.text().serial
    assert translating.translate(id_, "centres", "en", NEW, by, seen=2) == 1
    assert behind(world) == []
    corrected = NEW.replace("learning centre", "learning center")
    assert translating.translate(id_, "centres", "en", corrected, by, seen=2) == 2
    assert english(world) == corrected
    assert world.clause("centres").version == 2
    assert world.text().serial == before


def test_still_right_is_confirmed_by_an_act(moved_on: World) -> None:
    world, by = moved_on, moved_on.actor(SECRETARIAT)
    translating.confirm_translation(world.declaration_id, "centres", "en", by, seen=2)
    assert behind(world) == []
    assert english(world) == world.text(1).by_key("centres").translations["en"]
    with pytest.raises(Invalid) as refused:
        translating.confirm_translation(world.declaration_id, "centres", "en", by, seen=2)
    assert refused.value.errors == {"text": [translating.NOTHING_TO_CONFIRM]}


def test_who_read_an_earlier_version_is_told(moved_on: World) -> None:
    world, by = moved_on, moved_on.actor(SECRETARIAT)
    with pytest.raises(Stale):
        translating.translate(world.declaration_id, "centres", "en", NEW, by, seen=1)
    with pytest.raises(Stale):
        translating.confirm_translation(world.declaration_id, "centres", "en", by, seen=1)
    assert behind(world) == ["centres"]


def test_a_delegate_translates_nothing(world: World) -> None:
    by = world.actor("delegate.jubail")
    with pytest.raises(NotPermitted):
        translating.translate(world.declaration_id, "centres", "en", NEW, by, seen=1)
    with pytest.raises(NotPermitted):
        translating.confirm_translation(world.declaration_id, "centres", "en", by, seen=1)


@pytest.mark.parametrize(
    ("language", "text", "sentence"),
    [
        ("en", " ", translating.NOTHING_WRITTEN),
        ("en", "a" * 20_001, translating.TOO_LONG_A_TRANSLATION),
        ("fr", "Nous nous engageons.", translating.NO_SUCH_LANGUAGE),
        ("ar", "نلتزم.", translating.NO_SUCH_LANGUAGE),
    ],
)
def test_what_is_no_translation_is_refused(
    world: World, language: str, text: str, sentence: str
) -> None:
    by = world.actor(SECRETARIAT)
    with pytest.raises(Invalid) as refused:
        translating.translate(world.declaration_id, "centres", language, text, by, seen=1)
    assert refused.value.errors == {"text": [sentence]}


def test_the_same_words_again_are_no_translation(world: World) -> None:
    by, words = world.actor(SECRETARIAT), english(world)
    with pytest.raises(Invalid):
        translating.translate(world.declaration_id, "centres", "en", words or "", by, seen=1)


def test_english_that_was_confirmed_is_merged_with_the_next_amendment(moved_on: World) -> None:
    world, by = moved_on, moved_on.actor(SECRETARIAT)
    translating.translate(world.declaration_id, "centres", "en", NEW, by, seen=2)
    amendment = adopted(
        world,
        "delegate.tunis",
        "centres",
        text=world.clause("centres").text.replace("2030", "2035"),
        text_en=NEW.replace("2030", "2035"),
    )
    published(world, amendment)
    assert english(world) == NEW.replace("2030", "2035")


class TestAtTheDesk:
    @pytest.fixture
    def desk(self, app: Flask, client_of: ClientOf) -> FlaskClient:
        with app.app_context():
            a_revision_is_published()
        return client_of(SECRETARIAT)

    def test_what_is_behind_is_listed_and_counted(self, desk: FlaskClient) -> None:
        assert "بند واحد ينتظر الترجمة" in desk.get("/tiny/text/text/desk/").text
        page = desk.get(f"{DESK}/").text
        assert "للترجمة أو التأكيد: 1 من 10" in page
        assert page.count("متأخرة") == 1

    def test_the_page_shows_what_changed_since(self, desk: FlaskClient) -> None:
        page = desk.get(f"{DESK}/centres").text
        assert "ما تغيّر منذ تُرجمت النسخة 1" in page
        assert "<del" in page
        assert "We pledge that 40%" in page

    def test_a_translation_is_stored_once(self, desk: FlaskClient) -> None:
        sent = {"text": NEW, "seen": 2, "key": "once"}
        for _time in range(2):
            assert desk.post(f"{DESK}/centres", data=sent).status_code == 303
        assert NEW in desk.get("/tiny/text/text/?lang=en").text
        assert "كل البنود مترجمة" in desk.get(f"{DESK}/?lang=ar").text

    def test_still_right_is_one_button(self, desk: FlaskClient) -> None:
        reply = desk.post(f"{DESK}/centres/confirmation", data={"seen": 2, "key": "k"})
        assert reply.status_code == 303
        assert "We pledge that 40%" in desk.get("/tiny/text/text/clauses/centres?lang=en").text

    @pytest.mark.parametrize("text", ["", "a" * 20_001, "We\u202epledge"])
    def test_what_cannot_stand_is_said_at_its_field_and_kept(
        self, desk: FlaskClient, text: str
    ) -> None:
        reply = desk.post(f"{DESK}/centres", data={"text": text, "seen": 2})
        assert reply.status_code == 422
        assert 'id="text-error"' in reply.text
        assert text[:30] in reply.text

    def test_an_overtaken_translator_is_told_and_keeps_the_words(self, desk: FlaskClient) -> None:
        reply = desk.post(f"{DESK}/centres", data={"text": NEW, "seen": 1})
        assert reply.status_code == 409
        assert NEW in reply.text
        assert "نُشرت في أثناء ذلك" in reply.text or "نسخة أحدث" in reply.text
        assert 'name="seen" type="hidden" value="2"' in reply.text

    def test_in_english_a_clause_says_that_its_english_is_behind(self, desk: FlaskClient) -> None:
        page = desk.get("/tiny/text/text/?lang=en").text
        assert page.count("not translated yet") == 1
        page = desk.get("/tiny/text/text/clauses/centres?lang=en").text
        assert "behind: of version 1" in page
        assert "We pledge that 40%" in page

    @pytest.mark.parametrize("path", ["nowhere", "nowhere/confirmation"])
    def test_an_unknown_clause_is_not_there(self, desk: FlaskClient, path: str) -> None:
        assert desk.post(f"{DESK}/{path}", data={"text": NEW, "seen": 1}).status_code == 404
