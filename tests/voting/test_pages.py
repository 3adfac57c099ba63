"""The pages of ballots, as people use them."""

import json
import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml.html import fromstring

from declaration import clock
from declaration.bookkeeping import bookkeeping
from declaration.forums.models import Digits, Forum
from declaration.procedure.states import AmendmentState, BallotState, Method, Outcome
from declaration.voting import closing, queries, recount
from tests.conftest import NOON
from tests.voting import situations as at
from tests.world import World

HERE = "/tiny/text/text/ballots"
ClientOf = Callable[[str], FlaskClient]


@pytest.fixture
def put(app: Flask) -> World:
    """An amendment of Jubail put to a recorded vote, everybody present."""
    with app.app_context():
        world = World.read(app)
        world.sitting_opened()
        at.opened(world, at.centres_everywhere(world))
    return world


def text_of(client: FlaskClient, path: str, status: int = 200) -> str:
    reply = client.get(path)
    assert reply.status_code == status, reply.text
    return reply.text


def test_one_tap_votes_and_the_page_says_what_was_recorded_by_whom(
    put: World, client_of: ClientOf
) -> None:
    client = client_of("delegate.tunis")
    reply = client.post(f"{HERE}/1/vote", data={"choice": "for", "key": "k1"})
    assert reply.status_code == 303
    page = text_of(client, reply.location)
    assert "سُجّل صوت وفد تونس: مع" in page
    assert "مندوب مدينة تونس" in page
    assert "12:00:00" in page


def test_an_english_page_shows_the_english_words_put_and_the_delegations_in_english_order(
    app: Flask, client_of: ClientOf
) -> None:
    words = "We pledge that 60% of neighbourhoods will have a community learning centre by 2030."
    with app.app_context():
        world = World.read(app)
        world.sitting_opened()
        amendment = at.scheduled(
            world, "delegate.jubail", "centres", old="40%", new="60%", text_en=words
        )
        at.opened(world, amendment)
    client = client_of("delegate.tunis")
    assert words not in text_of(client, f"{HERE}/1")
    for path in (f"{HERE}/1", "/tiny/text/text/amendments"):
        page = text_of(client, f"{path}?lang=en")
        assert re.search("We pledge that .*40%.*60%.* of neighbourhoods will have", page)
    client.post(f"{HERE}/1/vote", data={"choice": "for", "key": "k1"})
    with app.app_context():
        closing.close(1, world.actor("chair"))
    page = text_of(client, f"{HERE}/1?lang=en")
    named = [
        head.text_content() for head in fromstring(page).xpath("//th[@data-label='Delegation']")
    ]
    assert named == sorted(named)
    assert {"Doha", "Tunis"} <= set(named)


def test_a_vote_can_be_changed_and_taken_back_until_the_closing(
    put: World, client_of: ClientOf
) -> None:
    client = client_of("delegate.tunis")
    client.post(f"{HERE}/1/vote", data={"choice": "for", "key": "k1"})
    client.post(f"{HERE}/1/vote", data={"choice": "against", "key": "k1"})
    assert "سُجّل صوت وفد تونس: ضد" in text_of(client, f"{HERE}/1")
    client.post(f"{HERE}/1/withdrawal", data={"key": "k2"})
    assert "سُحب صوت وفد تونس" in text_of(client, f"{HERE}/1")


@pytest.mark.parametrize("who", ["observer", "secretariat", "chair", "signatory.yanbu"])
def test_who_is_no_delegate_does_not_vote(put: World, client_of: ClientOf, who: str) -> None:
    assert client_of(who).post(f"{HERE}/1/vote", data={"choice": "for"}).status_code == 403


def test_a_delegation_without_credentials_reads_why_it_cannot_vote(
    put: World, client_of: ClientOf
) -> None:
    client = client_of("delegate.amman")
    assert "لم تكن أوراق اعتماده مقبولة" in text_of(client, f"{HERE}/1")
    assert client.post(f"{HERE}/1/vote", data={"choice": "for"}).status_code == 403


def test_nonsense_is_no_choice(put: World, client_of: ClientOf) -> None:
    reply = client_of("delegate.tunis").post(f"{HERE}/1/vote", data={"choice": "maybe"})
    assert reply.status_code == 422
    assert "اختر مع أو ضد أو امتناع" in reply.text


def test_a_vote_after_the_closing_is_refused_with_a_sentence(
    put: World, client_of: ClientOf
) -> None:
    assert client_of("chair").post(f"{HERE}/1/closing").status_code == 303
    reply = client_of("delegate.tunis").post(f"{HERE}/1/vote", data={"choice": "for"})
    assert reply.status_code == 409


def test_the_live_part_is_sent_only_when_something_changed(put: World, client_of: ClientOf) -> None:
    client = client_of("delegate.tunis")
    part = text_of(client, f"{HERE}/1/live")
    seen = part.split('data-seen="')[1].split('"')[0]
    assert client.get(f"{HERE}/1/live?seen={seen}").status_code == 204
    client_of("delegate.doha").post(f"{HERE}/1/vote", data={"choice": "for"})
    changed = text_of(client, f"{HERE}/1/live?seen={seen}")
    again = changed.split('data-seen="')[1].split('"')[0]
    assert int(again) > int(seen)
    client_of("delegate.doha").post(f"{HERE}/1/vote", data={"choice": "against"})
    assert client.get(f"{HERE}/1/live?seen={again}").status_code == 200


def test_nobody_sees_another_vote_while_the_ballot_is_open(put: World, client_of: ClientOf) -> None:
    client_of("delegate.doha").post(f"{HERE}/1/vote", data={"choice": "against"})
    page = text_of(client_of("delegate.tunis"), f"{HERE}/1")
    assert "صوت كل وفد" not in page
    assert "صوّت من الوفود 1 من 4" in page


def test_the_result_shows_each_vote_and_its_independent_recount(
    put: World, client_of: ClientOf
) -> None:
    for key, choice in (("yanbu", "for"), ("jubail", "for"), ("tunis", "against")):
        client_of(f"delegate.{key}").post(f"{HERE}/1/vote", data={"choice": choice})
    client_of("chair").post(f"{HERE}/1/closing")
    page = text_of(client_of("visitor"), f"{HERE}/1")
    assert "اعتُمد" in page
    assert "أُعيد العدّ من السجل المُصدَّر ببرنامج مستقل: النتيجة نفسها" in page
    record = json.loads(text_of(client_of("visitor"), f"{HERE}/record.json"))
    assert [recount.differences(each) for each in record["ballots"]] == [[]]
    table = text_of(client_of("visitor"), f"{HERE}/record.csv")
    assert "tunis" in table
    assert "against" in table
    assert "def differences" in text_of(client_of("visitor"), f"{HERE}/recount.py")


def test_the_chair_voids_a_ballot_with_a_reason_alone(put: World, client_of: ClientOf) -> None:
    chair = client_of("chair")
    reply = chair.post(f"{HERE}/1/voiding", data={"reason": "  "})
    assert reply.status_code == 422
    assert chair.post(f"{HERE}/1/voiding", data={"reason": "خلل في الأجهزة"}).status_code == 303
    assert "خلل في الأجهزة" in text_of(client_of("delegate.tunis"), f"{HERE}/1")
    assert (
        client_of("secretariat").post(f"{HERE}/1/voiding", data={"reason": "x"}).status_code == 403
    )


def test_an_extension_before_now_is_refused(put: World, client_of: ClientOf) -> None:
    chair, why = client_of("chair"), {"reason": "طلب وفدين"}
    past = {"closes": "2023-05-10T11:00", **why}
    assert chair.post(f"{HERE}/1/extension", data=past).status_code == 409
    assert chair.post(f"{HERE}/1/extension", data={"closes": "rubbish", **why}).status_code == 422
    unexplained = chair.post(f"{HERE}/1/extension", data={"closes": "2023-05-10T12:30"})
    assert unexplained.status_code == 422
    assert 'value="2023-05-10T12:30"' in unexplained.text
    sent = {"closes": "2023-05-10T12:30", **why}
    assert chair.post(f"{HERE}/1/extension", data=sent).status_code == 303
    assert "12:30" in text_of(chair, f"{HERE}/1")


def test_a_question_is_put_from_the_form_once(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        world = World.read(app)
        world.sitting_opened()
        amendment = at.centres_everywhere(world)
    chair = client_of("chair")
    assert "التعديل 1" in text_of(chair, f"{HERE}/new?subject=amendment:{amendment}")
    sent = {"subject": f"amendment:{amendment}", "method": "recorded", "key": "once"}
    assert chair.post(f"{HERE}/new", data=sent).location.endswith("/ballots/1")
    assert chair.post(f"{HERE}/new", data=sent).location.endswith("/ballots/1")
    assert text_of(chair, f"{HERE}/").count("/ballots/1") == 1


def test_silence_without_an_end_is_refused_at_its_field(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        amendment = at.centres_everywhere(World.read(app))
    sent = {"subject": f"amendment:{amendment}", "method": "silence", "key": "k"}
    reply = client_of("chair").post(f"{HERE}/new", data=sent)
    assert reply.status_code == 422
    assert "يلزم إجراءَ الصمت موعدٌ ينتهي فيه" in reply.text


def test_a_silence_that_is_over_ends_before_the_next_change_and_never_by_reading(
    app: Flask, client_of: ClientOf
) -> None:
    ends = NOON + timedelta(hours=72)
    with app.app_context():
        world = World.read(app)
        world.sitting_opened()
        amendment = at.centres_everywhere(world)
        at.opened(world, amendment, method=Method.SILENCE, closes=ends)
    with clock.set_to(ends):
        client = client_of("delegate.tunis")
        text_of(client, f"{HERE}/1")
        with app.app_context():
            assert at.ballot(1).state is BallotState.OPEN
        reply = client.post(f"{HERE}/1/objection", data={"reason": "لا نوافق", "key": "k"})
        assert reply.status_code == 409
    with app.app_context():
        assert (at.ballot(1).result, at.ballot(1).closed_at) == (Outcome.ADOPTED, ends)


def test_an_objection_is_recorded_with_its_reason(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        world = World.read(app)
        world.sitting_opened()
        at.opened(world, at.centres_everywhere(world), method=Method.CONSENSUS)
    client = client_of("delegate.tunis")
    reply = client.post(f"{HERE}/1/objection", data={"reason": "ن\u202eص", "key": "k"})
    assert reply.status_code == 422
    client.post(f"{HERE}/1/objection", data={"reason": "لا نوافق على الحذف", "key": "k"})
    assert "سُجّل: وفد تونس يعترض" in text_of(client, f"{HERE}/1")
    client_of("chair").post(f"{HERE}/1/closing")
    assert "لا نوافق على الحذف" in text_of(client_of("visitor"), f"{HERE}/1")


def test_what_an_officer_typed_of_an_objection_is_kept_when_it_is_refused(
    app: Flask, client_of: ClientOf
) -> None:
    with app.app_context():
        at.consensus_is_sought()
    officer, sent = (
        client_of("secretariat"),
        {"delegation": "tunis", "reason": "لا نوافق\u202eعليه"},
    )
    refused = officer.post(f"{HERE}/1/answers", data=sent)
    assert refused.status_code == 422
    assert "U+202E" in refused.text
    assert "لا نوافق\u202eعليه</textarea>" in refused.text
    sent["reason"] = "لا نوافق عليه"
    assert officer.post(f"{HERE}/1/answers", data=sent).status_code == 303
    assert "معترض" in officer.get(f"{HERE}/1/answers").text


def test_an_amendments_page_leads_to_the_ballot_on_it(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        at.one_is_put()
    client = client_of("delegate.tunis")
    assert "/tiny/text/text/ballots/on/1" in client.get("/tiny/text/text/amendments/1").text
    assert client.get(f"{HERE}/on/1").location == f"{HERE}/1"
    assert client.get(f"{HERE}/on/999").status_code == 404


def test_an_officer_calls_the_roll_with_the_keyboard_alone(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        world = World.read(app)
        world.sitting_opened()
        at.opened(world, at.centres_everywhere(world), method=Method.ROLL_CALL)
    officer, path = client_of("secretariat"), f"{HERE}/1/answers"
    for place, typed in enumerate(("1", "٢", "ت", "0")):
        page = text_of(officer, path)
        assert "autofocus" in page
        key = page.split('name="delegation" value="')[1].split('"')[0]
        sent = {"delegation": key, "answer": typed, "key": f"k{place}"}
        path = officer.post(f"{HERE}/1/answers", data=sent).location.split("#")[0]
    client_of("chair").post(f"{HERE}/1/closing")
    [record] = json.loads(text_of(officer, f"{HERE}/record.json"))["ballots"]
    cast = sorted(str(each["vote"]) for each in record["electors"])
    assert cast == ["None", "abstain", "against", "for"]


def test_a_wrong_key_of_the_roll_call_is_asked_again(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        world = World.read(app)
        world.sitting_opened()
        at.opened(world, at.centres_everywhere(world), method=Method.ROLL_CALL)
    sent = {"delegation": "tunis", "answer": "7"}
    reply = client_of("secretariat").post(f"{HERE}/1/answers", data=sent)
    assert reply.status_code == 422
    assert "اختر مع أو ضد أو امتناع" in reply.text


def test_hands_are_counted_before_the_closing(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        world = World.read(app)
        world.sitting_opened()
        amendment = at.centres_everywhere(world)
        at.opened(world, amendment, method=Method.SHOW_OF_HANDS)
    chair = client_of("chair")
    assert "لم تُعدّ الأيدي بعد" in chair.post(f"{HERE}/1/closing").text
    too_many = {"in_favour": 4, "against": 1, "abstaining": 0}
    assert chair.post(f"{HERE}/1/totals", data=too_many).status_code == 409
    assert chair.post(f"{HERE}/1/totals", data={"in_favour": -1}).status_code == 422
    fits = {"in_favour": 3, "against": 1, "abstaining": 0}
    assert chair.post(f"{HERE}/1/totals", data=fits).status_code == 303
    assert chair.post(f"{HERE}/1/closing").status_code == 303
    with app.app_context():
        assert at.state_of(amendment) is AmendmentState.ADOPTED


def test_the_chair_confirms_what_follows_with_one_act(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        world = World.read(app)
        world.sitting_opened()
        rival = at.scheduled(
            world, "delegate.doha", "access", old="في المراكز كافة", new="في الجامعات وحدها"
        )
        first = at.centres_everywhere(world)
        at.adopted(world, first)
    chair = client_of("chair")
    page = text_of(chair, f"{HERE}/1/consequences")
    assert "الجامعات وحدها" in page
    assert "أؤكد: يسقط" in page
    sent = {"amendment": rival, "adopted": first, "fate": "stays", "key": "a"}
    refused = chair.post(f"{HERE}/1/consequences", data=sent)
    assert refused.status_code == 422
    assert "بيّن لماذا يخالف" in refused.text
    chair.post(f"{HERE}/1/consequences", data=sent | {"fate": "falls", "key": "b"})
    with app.app_context():
        assert at.state_of(rival) is AmendmentState.FALLEN
    assert "قرار الرئيس" in text_of(chair, f"{HERE}/1/consequences")


def test_no_sitting_closes_over_an_open_ballot(put: World, client_of: ClientOf) -> None:
    reply = client_of("chair").post("/tiny/sittings/1/closing")
    assert reply.status_code == 409
    with put.app.app_context():
        closing.close(at.ballot(1).id, put.actor("chair"))
    assert client_of("chair").post("/tiny/sittings/1/closing").status_code == 303


def test_an_unknown_ballot_is_not_there(client_of: ClientOf) -> None:
    text_of(client_of("chair"), f"{HERE}/99", 404)
    assert (
        client_of("delegate.tunis").post(f"{HERE}/99/vote", data={"choice": "for"}).status_code
        == 404
    )


def test_the_picture_of_a_result_and_the_table_behind_it_are_the_record(
    put: World, client_of: ClientOf
) -> None:
    for key, choice in (("tunis", "for"), ("doha", "for"), ("jubail", "against")):
        client_of(f"delegate.{key}").post(f"{HERE}/1/vote", data={"choice": choice})
    client_of("chair").post(f"{HERE}/1/closing")
    page = fromstring(client_of("visitor").get(f"{HERE}/1").get_data(as_text=True))
    (figure,) = page.find_class("drawing")
    rows = [
        tuple(cell.text_content() for cell in row.iter("th", "td"))
        for row in figure.findall(".//tbody/tr")
    ]
    assert rows[:3] == [("مع", "2"), ("ضد", "1"), ("امتناع", "0")]
    assert rows[4] == ("اللازم للاعتماد", "2")
    drawn = figure.find("svg")
    assert drawn.get("role") == "img"
    says = page.get_element_by_id(drawn.get("aria-describedby")).text
    assert says == "، ".join(f"{label}: {count}" for label, count in rows)


def test_the_list_of_ballots_is_cut_into_pages_that_link_to_each_other(
    put: World, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "A_PAGE", 1)
    with put.app.app_context():
        closing.close(1, put.actor("chair"))
        at.opened(put, at.scheduled(put, "delegate.doha", "centres", old="40%", new="60%"))
    client = client_of("visitor")
    newest, oldest = text_of(client, f"{HERE}/"), text_of(client, f"{HERE}/?page=2")
    assert f'href="{HERE}/2"' in newest
    assert f'href="{HERE}/1"' not in newest
    assert f'rel="next" href="{HERE}/?page=2"' in newest
    assert f'href="{HERE}/1"' in oldest
    assert f'rel="prev" href="{HERE}/?page=1"' in oldest
    assert f'href="{HERE}/1"' in text_of(client, f"{HERE}/?page=99"), "the last, where no later is"


def test_a_forum_that_writes_arabic_digits_has_them_in_what_a_ballot_asks(
    put: World, client_of: ClientOf
) -> None:
    with put.app.app_context(), bookkeeping() as notes:
        notes.get_one(Forum, put.forum_id).digits = Digits.ARABIC_INDIC
    for path in ("/", "/1", "/1/live"):
        assert "تعديل 1" not in text_of(client_of("visitor"), HERE + path)
        assert "١" in text_of(client_of("visitor"), HERE + path)
