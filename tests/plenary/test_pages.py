"""The plenary as the chair, the hall and the delegates follow it."""

import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import html

from declaration import clock
from declaration.drafting.models import Declaration
from declaration.extensions import db
from declaration.procedure import Refusal
from declaration.procedure.states import AmendmentState, DeclarationState
from tests.conftest import NOON, statements
from tests.plenary import situations
from tests.served import PATIENCE
from tests.voting import situations as at
from tests.world import World

HERE = "/tiny/text/text/sitting"
BALLOTS = "/tiny/text/text/ballots"
ClientOf = Callable[[str], FlaskClient]


def text_of(client: FlaskClient, path: str) -> str:
    reply = client.get(path)
    assert reply.status_code == 200, reply.text
    return reply.text


def seen_in(part: str) -> str:
    return part.split('data-seen="')[1].split('"')[0]


def news(client: FlaskClient, seen: str) -> str:
    """What a device is told that asks until something is new, as its page does."""
    patience = time.monotonic() + PATIENCE
    while (reply := client.get(f"{HERE}/live?seen={seen}")).status_code == 204:
        assert time.monotonic() < patience
    assert reply.status_code == 200
    return reply.text


@pytest.fixture
def waiting(app: Flask) -> World:
    """An amendment of Jubail awaits its vote in an open sitting."""
    with app.app_context():
        situations.an_amendment_waits()
        return World.read(app)


@pytest.mark.parametrize(
    "situation",
    [
        at.one_is_scheduled,
        at.one_is_put,
        at.one_is_closed,
        at.the_roll_is_called,
        at.hands_are_shown,
        at.one_is_adopted_over_its_rival,
    ],
)
def test_whatever_is_going_on_the_chair_has_one_main_button(
    app: Flask, client_of: ClientOf, situation: Callable[[], None]
) -> None:
    with app.app_context():
        situation()
    page = html.fromstring(text_of(client_of("chair"), f"{HERE}/chair"))
    main = page.xpath('//main//*[contains(concat(" ", @class, " "), " main ")]')
    assert [each.get("id") for each in main] == ["main-act"]


def test_while_the_roll_is_called_the_chair_knows_who_writes_the_answers_down(
    app: Flask, client_of: ClientOf
) -> None:
    with app.app_context():
        at.the_roll_is_called()
    said = "the secretariat enters each answer"
    assert said in text_of(client_of("chair"), f"{HERE}/chair?lang=en")
    assert said not in text_of(client_of("secretariat"), f"{HERE}/chair?lang=en")


def test_the_chair_goes_from_question_to_result_on_one_page(
    waiting: World, client_of: ClientOf
) -> None:
    chair = client_of("chair")
    page = text_of(chair, f"{HERE}/chair")
    assert "السؤال التالي" in page
    assert "يُطرح للتصويت التعديل 1" in page
    sent = {"subject": "amendment:1", "method": "recorded", "key": "k1", "next": f"{HERE}/chair"}
    assert chair.post(f"{BALLOTS}/new", data=sent).location == f"{HERE}/chair"
    page = text_of(chair, f"{HERE}/chair")
    assert "أغلق الاقتراع" in page
    assert "لم يصوّت بعد" in page
    assert "السؤال التالي" not in page
    for who in ("yanbu", "jubail", "tunis"):
        client_of(f"delegate.{who}").post(f"{BALLOTS}/1/vote", data={"choice": "for"})
    closed = chair.post(f"{BALLOTS}/1/closing", data={"key": "k2", "next": f"{HERE}/chair"})
    assert closed.location == f"{HERE}/chair"
    page = text_of(chair, f"{HERE}/chair")
    assert "مع 3، ضد 0، امتناع 0. اعتُمد." in page


def test_a_delegate_stays_on_one_address_all_sitting(waiting: World, client_of: ClientOf) -> None:
    client = client_of("delegate.tunis")
    page = text_of(client, f"{HERE}/")
    assert "بانتظار فتح الاقتراع" in page
    seen = seen_in(page)
    assert client.get(f"{HERE}/live?seen={seen}").status_code == 204
    with waiting.app.app_context():
        at.opened(waiting, 1)
    assert 'value="for"' in news(client, seen)
    sent = {"choice": "for", "key": "k", "next": f"{HERE}/"}
    assert client.post(f"{BALLOTS}/1/vote", data=sent).location == f"{HERE}/"
    assert "سُجّل صوت وفد تونس: مع" in text_of(client, f"{HERE}/")
    client_of("chair").post(f"{BALLOTS}/1/closing")
    assert "بانتظار السؤال التالي" in text_of(client, f"{HERE}/")


def test_nobody_is_sent_to_another_site(waiting: World, client_of: ClientOf) -> None:
    with waiting.app.app_context():
        at.opened(waiting, 1)
    sent = {"choice": "for", "next": "https://elsewhere.example/"}
    reply = client_of("delegate.tunis").post(f"{BALLOTS}/1/vote", data=sent)
    assert reply.location.startswith(BALLOTS)


def test_the_hall_shows_numbers_without_controls(waiting: World, client_of: ClientOf) -> None:
    screen = client_of("visitor")
    seen = seen_in(text_of(screen, f"{HERE}/hall"))
    with waiting.app.app_context():
        ballot = at.opened(waiting, 1)
        at.cast(waiting, ballot, doha="against", jubail="for")
    part = text_of(screen, f"{HERE}/hall/live?seen={seen}")
    assert "<button" not in part
    assert "<form" not in part
    assert "لم يصوّتوا بعد" in part
    assert client_of("delegate.tunis").get(f"{HERE}/hall").text.count("csrf_token") == 0


def test_the_chair_alone_and_the_secretariat_see_the_platform(
    waiting: World, client_of: ClientOf
) -> None:
    assert client_of("delegate.tunis").get(f"{HERE}/chair").status_code == 403
    assert client_of("secretariat").get(f"{HERE}/chair").status_code == 200


def test_what_lapses_is_listed_before_and_to_the_secretariat_alone(
    waiting: World, client_of: ClientOf
) -> None:
    with waiting.app.app_context():
        unscreened = waiting.proposed("delegate.doha", "centres", old="40%", new="60%")
    assert "التعديل 2" not in text_of(client_of("delegate.tunis"), f"{HERE}/stages")
    page = text_of(client_of("secretariat"), f"{HERE}/stages")
    assert "ينقضي تعديلان لم يُبتّ فيهما" in page
    secretariat = client_of("secretariat")
    refused = secretariat.post(f"{HERE}/stages/adoption", data={"listed": [1]})
    assert refused.status_code == 409
    secretariat.post(f"{HERE}/stages/adoption", data={"listed": [1, unscreened]})
    with waiting.app.app_context():
        assert at.state_of(1) is AmendmentState.LAPSED
        assert at.state_of(unscreened) is AmendmentState.LAPSED


def test_the_way_back_to_negotiation_needs_a_reason(waiting: World, client_of: ClientOf) -> None:
    secretariat = client_of("secretariat")
    secretariat.post(f"{HERE}/stages/adoption", data={"listed": [1]})
    assert secretariat.post(f"{HERE}/stages/negotiation", data={"reason": " "}).status_code == 422
    sent = {"reason": "رُفض بند"}
    assert secretariat.post(f"{HERE}/stages/negotiation", data=sent).status_code == 303
    with waiting.app.app_context():
        declaration = db.session.get_one(Declaration, waiting.declaration_id)
        assert declaration.state is DeclarationState.NEGOTIATION
        assert at.state_of(1) is AmendmentState.SUBMITTED


def test_a_clause_is_settled_and_taken_up_again(waiting: World, client_of: ClientOf) -> None:
    chair = client_of("chair")
    assert chair.post(f"{HERE}/clauses/access/settlement").status_code == 409
    assert chair.post(f"{HERE}/clauses/centres/settlement").status_code == 303
    assert "متفق عليه مؤقتاً" in text_of(chair, f"{HERE}/agenda")
    assert chair.post(f"{HERE}/clauses/centres/reopening", data={"reason": ""}).status_code == 422
    sent = {"reason": "اقتراح جديد"}
    assert chair.post(f"{HERE}/clauses/centres/reopening", data=sent).status_code == 303
    assert chair.post(f"{HERE}/clauses/unknown/settlement").status_code == 404


def test_in_adoption_the_chair_puts_clauses_then_the_whole(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        situations.adoption_has_begun()
        world = World.read(app)
        clauses = world.text().clauses
        first = f"version:{clauses[0].version_id}"
    chair = client_of("chair")
    assert "أرى أنه لا اعتراض" in text_of(chair, f"{HERE}/chair")
    with app.app_context():
        for clause in clauses:
            situations.by_consensus(world, situations.Question.CLAUSE, version_id=clause.version_id)
    page = text_of(chair, f"{HERE}/chair")
    assert first not in page
    assert "revision:" in page
    with app.app_context():
        whole = world.text().id
        situations.by_consensus(world, situations.Question.DECLARATION, revision_id=whole)
        with pytest.raises(Refusal):
            situations.by_consensus(world, situations.Question.DECLARATION, revision_id=whole)
    page = text_of(chair, f"{HERE}/chair")
    assert "revision:" not in page
    assert "لم يبق ما يُطرح" in page


def test_the_hall_waits_for_the_chair_to_declare_the_result(
    waiting: World, client_of: ClientOf
) -> None:
    with waiting.app.app_context():
        ballot = at.opened(waiting, 1)
        at.cast(waiting, ballot, doha="for", jubail="for", tunis="for")
    chair = client_of("chair")
    chair.post(f"{BALLOTS}/1/closing", data={"key": "closing"})
    assert "يُعلن الرئيس النتيجة بعد قليل" in text_of(client_of("visitor"), f"{HERE}/hall")
    for path in ("", "hall"):
        assert "اعتُمد" not in text_of(client_of("visitor"), f"{HERE}/{path}")
    page = text_of(chair, f"{HERE}/chair")
    assert "إعلان النتيجة" in page
    assert "مع 3، ضد 0" in page
    assert "فتح الاقتراع" not in page
    sent = {"key": "declaring", "next": f"{HERE}/chair"}
    assert chair.post(f"{BALLOTS}/1/declaration", data=sent).location == f"{HERE}/chair"
    assert "اعتُمد" in text_of(client_of("visitor"), f"{HERE}/hall")
    assert "إعلان النتيجة" not in text_of(chair, f"{HERE}/chair")
    assert chair.post(f"{BALLOTS}/1/declaration", data={"key": "again"}).status_code == 409


def test_a_consensus_is_declared_by_its_closing(waiting: World, client_of: ClientOf) -> None:
    with waiting.app.app_context():
        at.opened(waiting, 1, method=situations.Method.CONSENSUS)
    client_of("chair").post(f"{BALLOTS}/1/closing")
    assert "اعتُمد" in text_of(client_of("visitor"), f"{HERE}/hall")


def test_a_debate_goes_from_the_agenda_to_the_thanks(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        situations.a_sitting_is_open()
    chair, delegate, screen = (client_of(who) for who in ("chair", "delegate.tunis", "visitor"))
    assert "طلب الكلمة" not in text_of(delegate, f"{HERE}/")
    assert "نقطة نظام" in text_of(delegate, f"{HERE}/")
    assert "طرح للنقاش" in text_of(chair, f"{HERE}/agenda")
    chair.post(f"{HERE}/items", data={"clause": "access", "key": "k1"})
    seen = seen_in(text_of(screen, f"{HERE}/hall"))
    assert "المطروح للنقاش" in text_of(screen, f"{HERE}/hall")
    sent = {"floor": "general", "key": "k2", "next": f"{HERE}/"}
    assert delegate.post(f"{HERE}/floor", data=sent).location == f"{HERE}/"
    assert "أُدرج وفدكم في قائمة المتكلمين" in text_of(delegate, f"{HERE}/")
    assert "سحب طلب الكلمة" in text_of(delegate, f"{HERE}/")
    page = text_of(chair, f"{HERE}/chair")
    assert "إعطاء الكلمة إلى \u2068تونس\u2069" in page
    chair.post(f"{HERE}/floor/giving", data={"request": "1", "key": "k3"})
    part = text_of(screen, f"{HERE}/hall/live?seen={seen}")
    assert "له الكلمة" in part
    assert 'datetime="2023-05-10T09:03:00+00:00" data-clock' in part
    assert chair.post(f"{HERE}/floor/giving", data={"request": "1"}).status_code == 409
    chair.post(f"{HERE}/floor/end", data={"key": "k4"})
    assert "له الكلمة" not in text_of(screen, f"{HERE}/hall")
    chair.post(f"{HERE}/floor/closing", data={"key": "k5"})
    assert "أُغلقت قائمة المتكلمين" in text_of(delegate, f"{HERE}/")


def test_what_was_taken_up_after_a_ballot_replaces_its_result(
    waiting: World, client_of: ClientOf
) -> None:
    with waiting.app.app_context():
        at.adopted(waiting, 1)
    chair = client_of("chair")
    with clock.set_to(NOON + timedelta(minutes=1)):
        chair.post(f"{HERE}/items", data={"clause": "centres"})
        page = text_of(client_of("visitor"), f"{HERE}/hall")
    assert "المطروح للنقاش" in page
    assert "النتيجة" not in page


def test_a_delegate_notes_its_own_presence_where_it_waits(
    waiting: World, client_of: ClientOf
) -> None:
    delegate = client_of("delegate.tunis")
    sent = {"delegation": "tunis", "next": f"{HERE}/"}
    assert delegate.post("/tiny/sittings/1/absence", data=sent).location == f"{HERE}/"
    page = text_of(delegate, f"{HERE}/")
    assert "تسجيل حضور وفدنا" in page
    assert "الحاضرون 3 من 4" in page
    delegate.post("/tiny/sittings/1/presence", data=sent)
    page = text_of(delegate, f"{HERE}/")
    assert "تسجيل حضور وفدنا" not in page
    assert "الحاضرون 4 من 4" in page


@pytest.mark.parametrize(
    ("happens", "by", "path", "sent"),
    [
        ("a clause is taken up", "chair", f"{HERE}/items", {"clause": "centres"}),
        ("somebody leaves", "delegate.doha", "/tiny/sittings/1/absence", {"delegation": "doha"}),
        ("somebody votes", "delegate.doha", f"{BALLOTS}/1/vote", {"choice": "for"}),
        (
            "time is given",
            "chair",
            f"{BALLOTS}/1/extension",
            {"closes": "2023-05-10T13:00", "reason": "طلب"},
        ),
        ("the ballot closes", "chair", f"{BALLOTS}/1/closing", {}),
        ("a point of order", "delegate.doha", f"{HERE}/floor", {"floor": "point-of-order"}),
    ],
)
def test_whatever_happens_is_seen_on_every_screen(
    happens: str,
    by: str,
    path: str,
    sent: dict[str, str],
    waiting: World,
    client_of: ClientOf,
) -> None:
    with waiting.app.app_context():
        at.opened(waiting, 1)
    screen = client_of("visitor")
    seen = seen_in(text_of(screen, f"{HERE}/hall"))
    assert screen.get(f"{HERE}/hall/live?seen={seen}").status_code == 204
    assert client_of(by).post(path, data=sent).status_code == 303
    assert screen.get(f"{HERE}/hall/live?seen={seen}").status_code == 200, happens


def test_a_device_that_has_seen_everything_costs_no_more_than_two_statements(
    waiting: World, client_of: ClientOf
) -> None:
    with waiting.app.app_context():
        at.opened(waiting, 1)
    for who in ("visitor", "delegate.tunis"):
        client = client_of(who)
        seen = seen_in(text_of(client, f"{HERE}/"))
        client.get(f"{HERE}/live?seen={seen}")
        with waiting.app.app_context(), statements() as sent:
            assert client.get(f"{HERE}/live?seen={seen}").status_code == 204
        assert len(sent) <= 2, sent


def test_a_colleague_on_another_device_sees_what_their_delegation_voted(
    waiting: World, client_of: ClientOf
) -> None:
    with waiting.app.app_context():
        at.opened(waiting, 1)
    voter, colleague, other = (client_of(f"delegate.{who}") for who in ("tunis", "tunis", "doha"))
    seen = {each: seen_in(text_of(each, f"{HERE}/")) for each in (colleague, other)}
    voter.post(f"{BALLOTS}/1/vote", data={"choice": "for"})
    assert "سُجّل صوت وفد تونس: مع" in news(colleague, seen[colleague])
    assert other.get(f"{HERE}/live?seen={seen[other]}").status_code == 204
