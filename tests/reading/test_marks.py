"""What stands beside a clause on the page of the text, and what two revisions differ in."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml.html import HtmlElement, fromstring

from declaration.amendments import operations as amendments
from declaration.amendments.wording import Wording
from declaration.comments import operations as comments
from declaration.procedure import Rules
from tests.merging.situations import adopted, published
from tests.world import World, actor

Client = Callable[[str], FlaskClient]
TEXT = "/tiny/text/text/"
FORUM = Rules()


def beside(client: FlaskClient, key: str) -> str:
    """The words beside a clause."""
    page = fromstring(client.get(TEXT).text)
    (item,) = [each for each in page.find_class("item") if each.get("id") == f"c-{key}"]
    return " ".join(" ".join(marks.text_content().split()) for marks in item.find_class("marks"))


def test_a_clause_shows_how_many_amendments_wait_that_everybody_may_read(
    app: Flask, client_of: Client
) -> None:
    with app.app_context():
        world = World.read(app)
        world.admitted("delegate.jubail", "centres", old="40%", new="60%")
        world.admitted("delegate.tunis", "centres", old="40%", new="50%")
        world.proposed("delegate.doha", "centres", old="40%", new="45%")
    assert "تعديلان" in beside(client_of("visitor"), "centres")
    assert "تعديل" not in beside(client_of("visitor"), "access")


def test_a_draft_is_marked_for_its_own_delegation_alone(app: Flask, client_of: Client) -> None:
    with app.app_context():
        amendments.save_draft(
            World.read(app).declaration_id,
            Wording(text="نلتزم."),
            actor("delegate.jubail"),
            clause_key="access",
        )
    assert "مسودتكم" in beside(client_of("colleague.jubail"), "access")
    assert "مسودتكم" not in beside(client_of("delegate.tunis"), "access")


def test_a_discussion_stands_beside_its_clause_with_the_newest_word(
    app: Flask, client_of: Client
) -> None:
    with app.app_context():
        world = World.read(app)
        access, jubail = world.clause("access").clause_id, actor("delegate.jubail")
        thread = comments.open_thread(access, "ما المقصود؟", jubail, FORUM)
        comments.answer(thread, "كل مدينة بنفسها.", actor("delegate.tunis"), FORUM)
    said = beside(client_of("visitor"), "access")
    assert "نقاش واحد" in said
    assert "تونس" in said
    assert "كل مدينة بنفسها." in said
    with app.app_context():
        comments.resolve(thread, actor("delegate.jubail"))
    assert "كل مدينة" not in beside(client_of("visitor"), "access"), "it is settled"


@pytest.fixture
def three(app: Flask) -> None:
    """Three revisions: first «centres» changes, then «access» goes."""
    with app.app_context():
        world = World.read(app)
        world.sitting_opened()
        first = adopted(world, "delegate.jubail", "centres", old="40%", new="60%")
        published(world, first)
        second = adopted(world, "delegate.tunis", "access", removes=True)
        published(world, second)


def differences(client: FlaskClient, asked: str) -> dict[str, HtmlElement]:
    """The clauses that a comparison shows, by key."""
    reply = client.get(f"{TEXT}compare?{asked}")
    assert reply.status_code == 200
    return {each.get("id")[2:]: each for each in fromstring(reply.text).find_class("amend")}


@pytest.mark.parametrize(
    ("asked", "changed"),
    [
        ("from=1&to=2", {"centres"}),
        ("from=2&to=3", {"access"}),
        ("from=1&to=3", {"centres", "access"}),
        ("from=3&to=1", {"centres", "access"}),
        ("from=2&to=2", set()),
        ("", {"centres", "access"}),
    ],
)
def test_any_two_revisions_are_compared(
    three: None, client_of: Client, asked: str, changed: set[str]
) -> None:
    assert differences(client_of("visitor"), asked).keys() == changed


def test_the_later_is_read_as_a_change_of_the_earlier_whichever_is_newer(
    three: None, client_of: Client
) -> None:
    onward = differences(client_of("visitor"), "from=1&to=3")
    back = differences(client_of("visitor"), "from=3&to=1")
    assert "60%" in onward["centres"].find(".//ins").text_content()
    assert "40%" in back["centres"].find(".//ins").text_content()
    assert "حُذف" in onward["access"].text_content()
    assert "أُضيف" in back["access"].text_content()


@pytest.mark.parametrize("asked", ["from=1&to=9", "from=0&to=1"])
def test_a_revision_that_was_never_published_is_not_compared(
    three: None, client_of: Client, asked: str
) -> None:
    assert client_of("visitor").get(f"{TEXT}compare?{asked}").status_code == 404
