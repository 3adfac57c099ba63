"""Notices as letters: at once or once a day, in their reader's language, never twice."""

from collections.abc import Iterator
from datetime import timedelta
from threading import Thread
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from declaration import clock
from declaration.extensions import db
from declaration.messages import sending
from declaration.messages.models import Letter
from declaration.messages.sending import Sent, send_due
from declaration.messages.writing import write
from declaration.notices import letters, operations
from declaration.notices.kinds import Kind, Way
from tests.amendments import situations as amended
from tests.conftest import NOON, statements
from tests.messages.servers import Server, hanging_server, running_server, sends_by
from tests.notices.situations import told
from tests.world import VOTING, World, actor

EVENING = NOON.replace(hour=15)
"""Six in the evening in Yanbu."""


@pytest.fixture
def server(any_world: World) -> Iterator[Server]:
    """A mail server that the forum sends by, on each database in turn."""
    with running_server() as (running, url):
        sends_by(any_world.app, url)
        yield running


def addressed_to(who: str) -> list[Letter]:
    db.session.rollback()
    query = select(Letter).where(Letter.address == f"{who}@forum.example").order_by(Letter.id)
    return list(db.session.scalars(query))


def test_who_wants_a_letter_at_once_gets_one_and_only_one(any_world: World, server: Server) -> None:
    amended.one_is_admitted()
    told()
    told()
    send_due()
    send_due()
    mine = [each for each in server.received if each["To"] == "delegate.jubail@forum.example"]
    assert [each["Subject"] for each in mine] == ["قُبل شكلاً التعديل 1 على البند 2"]
    assert "http://forum.example/tiny/text/text/amendments/1" in mine[0].get_content()
    assert "http://forum.example/tiny/notices/choices" in mine[0].get_content()


def test_a_letter_is_in_its_readers_language(any_world: World, server: Server) -> None:
    operations.choose_ways(actor("observer"), {Kind.WATCHED: Way.MAIL})
    operations.watch_clause(actor("observer"), any_world.clause("centres").clause_id)
    amended.one_is_admitted()
    told()
    (letter,) = addressed_to("observer")
    assert write(letter).subject == "Amendment 1 to Clause 2 is admissible"
    assert "A small forum for tests" in write(letter).body


def test_one_letter_a_day_tells_what_was_not_read(any_world: World, server: Server) -> None:
    operations.choose_ways(actor("delegate.jubail"), {Kind.SCREENING: Way.DIGEST})
    amended.two_are_rivals()
    told()
    assert addressed_to("delegate.jubail") == []
    for at in (EVENING, EVENING + timedelta(minutes=1), EVENING + timedelta(days=1)):
        with clock.set_to(at):
            told()
    (letter,) = addressed_to("delegate.jubail")
    assert write(letter).subject == "ملتقى صغير للاختبار: إشعار واحد"
    assert "- قُبل شكلاً التعديل 1 على البند 2" in write(letter).body


def test_the_letters_of_a_day_cost_no_more_statements_for_more_readers(
    any_world: World, server: Server
) -> None:
    readers = [f"delegate.{city}" for city in VOTING]
    for who in readers:
        operations.choose_ways(actor(who), {Kind.SITTINGS: Way.DIGEST})
    any_world.sitting_opened()
    told()
    with clock.set_to(EVENING), statements() as asked:
        letters.send_digests()
    assert [len(addressed_to(who)) for who in readers] == [1, 1, 1, 1]
    assert sum(each.startswith("UPDATE notice") for each in asked) == 1
    assert sum(each.startswith("INSERT INTO outbox") for each in asked) == 1


def test_what_was_read_on_the_page_is_left_out_of_the_days_letter(
    any_world: World, server: Server
) -> None:
    operations.choose_ways(actor("delegate.jubail"), {Kind.SCREENING: Way.DIGEST})
    amended.one_is_admitted()
    told()
    operations.mark_all_read(actor("delegate.jubail"))
    with clock.set_to(EVENING):
        told()
    assert addressed_to("delegate.jubail") == []


def test_the_day_ends_on_the_forums_clocks() -> None:
    riyadh = ZoneInfo("Asia/Riyadh")
    assert letters.latest_hour(EVENING, riyadh) == EVENING
    assert letters.latest_hour(EVENING - timedelta(seconds=1), riyadh) == EVENING - timedelta(
        days=1
    )


def test_letters_of_notices_are_not_listed_for_the_secretariat(
    any_world: World, server: Server
) -> None:
    amended.one_is_admitted()
    told()
    assert {each.forum_key for each in addressed_to("delegate.jubail")} == {None}


def test_without_a_mail_server_no_letters_gather(world: World) -> None:
    amended.one_is_admitted()
    told()
    assert addressed_to("delegate.jubail") == []


def test_a_mail_server_that_hangs_delays_no_act_and_loses_no_letter(
    any_world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "TIMEOUT", 60)
    sent: list[Sent] = []

    def send() -> None:
        with any_world.app.app_context(), clock.set_to(NOON):
            sent.append(send_due())

    with hanging_server() as (came, url):
        sends_by(any_world.app, url)
        amended.one_is_admitted()
        told()
        clerk = Thread(target=send)
        clerk.start()
        assert came.wait(30)
        any_world.admitted("delegate.doha", "centres", old="40%", new="30%")
        assert told() > 0
        assert clerk.is_alive(), "the server still keeps the sender waiting"
    clerk.join()
    assert sent == [Sent()]
    with running_server() as (server, url):
        sends_by(any_world.app, url)
        send_due()
        send_due()
    to_jubail = [e for e in server.received if e["To"] == "delegate.jubail@forum.example"]
    assert len(to_jubail) == 1
