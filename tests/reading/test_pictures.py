"""The pictures on pages: drawn from the same rows as the words beside them."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml.html import HtmlElement, fromstring

from declaration import clock
from declaration.comments import operations as comments
from declaration.procedure import Rules
from declaration.voting import closing
from tests.conftest import NOON
from tests.merging.situations import published, put_and_adopted
from tests.reading.test_pages import cost
from tests.voting import situations as at
from tests.world import World

Client = Callable[[str], FlaskClient]
TEXT = "/tiny/text/text"


def figures(client: FlaskClient, path: str) -> list[HtmlElement]:
    reply = client.get(path)
    assert reply.status_code == 200
    return fromstring(reply.get_data(as_text=True)).find_class("drawing")


def rows(figure: HtmlElement) -> list[list[str]]:
    """The table behind a picture."""
    return [
        [cell.text_content() for cell in row.iter("th", "td")]
        for row in figure.findall("details//tbody/tr")
    ]


@pytest.fixture
def adopted(app: Flask) -> None:
    """One amendment merged into a new version, another still in question."""
    with app.app_context():
        world = World.read(app)
        world.sitting_opened()
        decided = world.admitted("delegate.jubail", "centres", old="40%", new="60%")
        world.admitted("delegate.tunis", "centres", old="2030", new="2035")
        with clock.set_to(NOON + timedelta(minutes=30)):
            put_and_adopted(world, decided)
        with clock.set_to(NOON + timedelta(hours=1)):
            published(world, decided)


@pytest.mark.usefixtures("adopted")
def test_the_life_of_a_clause_shows_versions_and_amendments(client_of: Client) -> None:
    (figure,) = figures(client_of("visitor"), f"{TEXT}/clauses/centres")
    told = rows(figure)
    assert [row[0] for row in told] == [
        "النسخة 1",
        "النسخة 2",
        "التعديل رقم 1 · الجبيل الصناعية",
        "التعديل رقم 2 · تونس",
    ]
    assert [row[1] for row in told[:2]] == ["حلّت محلها التالية", "قائمة في النص"]
    assert told[0][3] == told[1][2], "one version ends where the next begins"
    assert told[3][3] == "لم ينته"
    drawn = " ".join(each.text for each in figure.iter("text"))
    assert all(row[0] in drawn.replace(row[1] + " ", "") for row in told)


def test_what_a_reader_may_not_see_is_in_no_picture(app: Flask, client_of: Client) -> None:
    with app.app_context():
        World.read(app).proposed("delegate.yanbu", "network", old="الخبرات", new="الموارد")
    (figure,) = figures(client_of("visitor"), f"{TEXT}/clauses/network")
    assert [row[0] for row in rows(figure)] == ["النسخة 1"]
    (figure,) = figures(client_of("delegate.yanbu"), f"{TEXT}/clauses/network")
    assert len(rows(figure)) == 2


def test_the_map_shows_the_pairs_of_the_matrix(app: Flask, client_of: Client) -> None:
    with app.app_context():
        world = World.read(app)
        for who, text in (("jubail", "60%"), ("tunis", "50%")):
            world.admitted(f"delegate.{who}", "centres", old="40%", new=text)
        world.admitted("delegate.doha", "centres", old="2030", new="2035")
        for who, more in (("jubail", "وذلك مجاناً"), ("tunis", "بلا تأخير")):
            start, _, rest = world.clause("access").text.partition(" ")
            text = f"{start} {more} {rest}" if who == "tunis" else f"{start} {rest} {more}"
            world.admitted(f"delegate.{who}", "access", text=text)
    page = client_of("visitor").get(f"{TEXT}/amendments/matrix").get_data(as_text=True)
    maps = {
        section.get("id"): [row for figure in section.find_class("drawing") for row in rows(figure)]
        for section in fromstring(page).findall(".//section")
        if section.get("id", "").startswith("c-")
    }
    assert maps["c-centres"] == [["1 · الجبيل الصناعية", "2 · تونس", "يتعارض"]]
    assert maps["c-access"] == [], "those that go together need no map"


def test_a_clauses_page_says_which_of_its_amendments_do_not_go_together(
    app: Flask, client_of: Client
) -> None:
    with app.app_context():
        world = World.read(app)
        for who, text in (("jubail", "60%"), ("tunis", "50%")):
            world.admitted(f"delegate.{who}", "centres", old="40%", new=text)
        world.admitted("delegate.doha", "centres", old="2030", new="2035")
        world.proposed("delegate.yanbu", "centres", old="40%", new="70%")
    page = fromstring(client_of("delegate.yanbu").get(f"{TEXT}/clauses/centres").text)
    (conflicts,) = page.xpath("//section[@id='conflicts']")
    (figure,) = conflicts.find_class("drawing")
    assert rows(figure) == [["1 · الجبيل الصناعية", "2 · تونس", "يتعارض"]], "the admissible ones"
    marked = [bool(card.find_class("clash")) for card in page.find_class("amend")]
    assert sorted(marked) == [False, False, True, True]
    assert conflicts.xpath(".//a[contains(@href, '/amendments/what-if/centres')]")


def test_amendments_that_go_together_are_said_to(app: Flask, client_of: Client) -> None:
    path = f"{TEXT}/clauses/centres"
    with app.app_context():
        world = World.read(app)
        world.admitted("delegate.jubail", "centres", old="40%", new="60%")
    assert 'id="conflicts"' not in client_of("visitor").get(path).text, "one has no rival"
    with app.app_context():
        World.read(app).admitted("delegate.doha", "centres", old="2030", new="2035")
    page = client_of("visitor").get(path).text
    assert "يمكن تطبيقها معاً كما كُتبت" in page
    assert "يتعارض" not in page


def test_the_figures_count_what_everybody_may_read(app: Flask, client_of: Client) -> None:
    with app.app_context():
        world = World.read(app)
        world.admitted("delegate.jubail", "centres", old="40%", new="60%")
        world.admitted("delegate.jubail", "access", removes=True)
        world.admitted("delegate.tunis", "centres", old="2030", new="2035")
        world.proposed("delegate.yanbu", "network", old="الخبرات", new="الموارد")
        comments.open_thread(
            world.clause("centres").clause_id, "كم مركزاً؟", world.actor("delegate.doha"), Rules()
        )
    drawn = figures(client_of("visitor"), f"{TEXT}/figures")
    assert len(drawn) == 3
    clauses, delegations = ({row[0]: row[1:] for row in rows(figure)} for figure in drawn[1:])
    assert delegations["الجبيل الصناعية"] == ["2", "0", "0", "2"]
    assert delegations["تونس"] == ["1", "0", "0", "1"]
    assert delegations["الدوحة"] == ["0", "0", "1", "1"]
    assert delegations["ينبع الصناعية"] == ["0", "0", "0", "0"], "what is not screened"
    assert sorted(clauses.values()) == [["1", "0", "1"], ["2", "1", "3"]]


def test_without_activity_the_page_says_so(client_of: Client) -> None:
    reply = client_of("visitor").get(f"{TEXT}/figures").get_data(as_text=True)
    assert "لم يُقبل تعديل شكلاً بعد" in reply


def test_the_figures_cost_the_same_however_much_was_done(app: Flask, client_of: Client) -> None:
    client = client_of("delegate.jubail")
    with app.app_context():
        World.read(app).admitted("delegate.jubail", "centres", old="40%", new="60%")
    before = cost(app, client, f"{TEXT}/figures")
    with app.app_context():
        world = World.read(app)
        for clause in ("access", "centres", "network"):
            for delegate in ("delegate.jubail", "delegate.tunis", "delegate.doha"):
                text = world.clause(clause).text + f" وذلك بالتعاون مع {delegate}."
                world.admitted(delegate, clause, text=text)
    assert cost(app, client, f"{TEXT}/figures") == before <= 30


def test_the_figures_show_every_ballot_that_was_voted_on(app: Flask, client_of: Client) -> None:
    with app.app_context():
        world = World.read(app)
        world.sitting_opened()
        number = at.opened(world, at.centres_everywhere(world))
        at.cast(world, number, jubail="for", doha="for", tunis="against", yanbu="abstain")
        page = client_of("visitor").get(f"{TEXT}/figures").get_data(as_text=True)
        assert "لم يُحسم سؤال بعد" in page, "an open ballot tells nobody how it goes"
        closing.close(number, world.actor("chair"))
        put_and_adopted(world, world.admitted("delegate.jubail", "centres", old="40%", new="60%"))
    drawn = figures(client_of("visitor"), f"{TEXT}/figures")
    (told,) = rows(drawn[1])
    assert told[0].startswith("الاقتراع 1: ")
    assert told[0].endswith("(اعتُمد)")
    assert told[1:] == ["2", "1", "1", "4"]
    page = client_of("visitor").get(f"{TEXT}/figures").get_data(as_text=True)
    assert "بلا تصويت، بتوافق الآراء أو بالصمت: 1" in page
