"""The secretariat never believes that an invitation was sent which nobody got."""

import re
from collections.abc import Callable
from datetime import timedelta

from flask import Flask
from flask.testing import FlaskClient
from lxml import html

from declaration import clock
from declaration.forums.operations import invitations
from declaration.messages.sending import send_due
from tests.conftest import NOON, statements
from tests.forums.test_invitations import NEWCOMER, invitee, link_of
from tests.messages.servers import running_server, sends_by
from tests.world import actor

ClientOf = Callable[[str], FlaskClient]
PAGE = "/tiny/invitations"


def invited(app: Flask, email: str = NEWCOMER) -> None:
    with app.app_context():
        invitations.invite(invitee(email), actor("secretariat"), link_of=link_of)


def states(page: str, head: str = "State") -> list[str]:
    """What the page says of each invitation, the newest first."""
    found = html.fromstring(page).xpath("//td[@data-label=$head]", head=head)
    return [" ".join(each.text_content().split()) for each in found]


def main_of(page: str) -> str:
    (main,) = html.fromstring(page).xpath("//main")
    return " ".join(main.text_content().split())


def test_without_a_mail_server_it_is_written_and_not_sent(app: Flask, client_of: ClientOf) -> None:
    invited(app)
    client = client_of("secretariat")
    page = client.get(f"{PAGE}?lang=en").text
    (said,) = states(page)
    assert said.startswith("written, not sent")
    assert "No mail server is configured, so nothing is sent." in main_of(page)
    assert "pass its link on to the person yourself" in main_of(page)
    assert not re.search(r"\b(Send|sent again)\b", main_of(page)), "no button promises to send"
    (arabic,) = states(client.get(f"{PAGE}?lang=ar").text, "الحالة")
    assert arabic.startswith("كُتبت ولم تُرسل")


def test_its_link_is_read_in_the_outbox_however_many_were_written_since(
    app: Flask, client_of: ClientOf
) -> None:
    invited(app)
    for number in range(45):
        invited(app, f"person{number}@tunis.example")
    client = client_of("secretariat")
    (*_, oldest) = html.fromstring(client.get(PAGE).text).xpath("//td//a[contains(@href,'outbox')]")
    address, _, place = oldest.get("href").partition("#")
    (letter,) = html.fromstring(client.get(address).text).xpath("//*[@id=$place]", place=place)
    assert NEWCOMER in letter.text_content()
    assert link_of("") in letter.text_content()


def test_one_written_again_leads_to_the_newer_letter(app: Flask, client_of: ClientOf) -> None:
    invited(app)
    with app.app_context():
        invitations.send_again(1, actor("secretariat"), link_of=link_of)
    page = html.fromstring(client_of("secretariat").get(PAGE).text)
    (shown,) = page.xpath("//td//a[contains(@href,'outbox')]")
    assert shown.get("href").endswith("#letter-2")


def test_with_a_mail_server_it_waits_and_then_is_sent(app: Flask, client_of: ClientOf) -> None:
    invited(app)
    client = client_of("secretariat")
    with running_server() as (_server, url):
        sends_by(app, url)
        page = client.get(f"{PAGE}?lang=en").text
        assert states(page)[0].startswith("waits")
        assert "No mail server" not in main_of(page)
        with app.app_context():
            send_due()
        (said,) = states(client.get(f"{PAGE}?lang=en").text)
    assert re.fullmatch("sent ?until 24 May 2023, 12:00", said), "no way to a link no longer kept"


def test_with_a_mail_server_that_refuses_it_has_failed(app: Flask, client_of: ClientOf) -> None:
    invited(app, "full@jubail.example")
    with running_server() as (_server, url):
        sends_by(app, url)
        with app.app_context():
            send_due()
        (said,) = states(client_of("secretariat").get(f"{PAGE}?lang=en").text)
    assert said.startswith("failed after 1 attempt")
    assert said.endswith("Read it in the outbox")


def test_one_that_is_over_says_so_whether_or_not_it_was_sent(
    app: Flask, client_of: ClientOf
) -> None:
    invited(app)
    with clock.set_to(NOON + invitations.VALID_FOR + timedelta(days=1)):
        page = client_of("secretariat").get(f"{PAGE}?lang=en").text
    assert states(page) == ["expired"]


def test_the_page_costs_the_same_however_many_are_invited(app: Flask, client_of: ClientOf) -> None:
    client = client_of("secretariat")

    def cost() -> int:
        with app.app_context(), statements() as sent:
            assert client.get(PAGE).status_code == 200
        return len(sent)

    invited(app)
    cost()
    one = cost()
    for number in range(6):
        invited(app, f"person{number}@tunis.example")
    assert cost() == one


def test_where_nothing_is_sent_a_refusal_of_credentials_promises_no_e_mail(
    app: Flask, client_of: ClientOf
) -> None:
    client = client_of("secretariat")
    page = "/tiny/delegations/jubail?lang=en"
    assert "pass the e-mail on from the outbox yourself" in main_of(client.get(page).text)
    with running_server() as (_server, url):
        sends_by(app, url)
        assert "The delegation is told of it by e-mail" in main_of(client.get(page).text)
