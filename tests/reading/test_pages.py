"""The pages everybody starts from."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import html
from sqlalchemy import event

from declaration import clock, create_app
from declaration.bookkeeping import bookkeeping
from declaration.extensions import db
from declaration.forums.models import Forum, Membership
from declaration.migrations import upgrade
from tests.amendments import situations as amendment_situations
from tests.conftest import NOON, forget, settings_for
from tests.world import World

Client = Callable[[str], FlaskClient]


def cost(app: Flask, client: FlaskClient, path: str) -> int:
    """How many statements a page sends with nothing remembered, once activity was noted."""
    client.get(path)
    forget(app)
    sent: list[str] = []
    with app.app_context():
        engine = db.engine

    def note(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        sent.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        assert client.get(path).status_code == 200
    finally:
        event.remove(engine, "before_cursor_execute", note)
    return len(sent)


def test_a_visitor_reads_the_declaration(client_of: Client) -> None:
    page = client_of("visitor").get("/tiny/text/text/").get_data(as_text=True)
    assert "إعلان ينبع الإقليمي لمدن التعلم العربية" in page
    assert '<html lang="ar" dir="rtl"' in page
    assert "Rev.0" in page


def test_the_same_page_in_english_mirrors_it(client_of: Client) -> None:
    page = client_of("visitor").get("/tiny/text/text/?lang=en").get_data(as_text=True)
    assert '<html lang="en" dir="ltr"' in page
    assert "We commit to making lifelong learning" in page


def test_where_every_forum_is_closed_a_visitor_is_told_so_and_led_to_sign_in(
    app: Flask, client_of: Client
) -> None:
    with app.app_context(), bookkeeping() as notes:
        notes.query(Forum).update({"public": False})
    page = html.fromstring(client_of("visitor").get("/").text)
    [said] = page.xpath("//div[contains(@class, 'empty')]")
    assert "لا ملتقى هنا مفتوح للجمهور" in said.text_content()
    assert said.xpath(".//a/@href") == ["/accounts/sign-in"]
    assert client_of("delegate.jubail").get("/").location == "/tiny/"


def test_who_has_left_every_closed_forum_is_told_so_and_not_asked_to_sign_in(
    app: Flask, client_of: Client
) -> None:
    client = client_of("delegate.jubail")
    with app.app_context(), bookkeeping() as notes:
        notes.query(Forum).update({"public": False})
        notes.query(Membership).update({"ended_at": NOON})
    [said] = html.fromstring(client.get("/").text).xpath("//div[contains(@class, 'empty')]")
    assert "ولست عضواً" in said.text_content()
    assert said.xpath(".//a") == []


def test_where_no_forum_was_loaded_a_visitor_is_told_so(tmp_path: Path) -> None:
    app = create_app(settings_for(f"sqlite:///{tmp_path / 'empty.sqlite3'}", tmp_path))
    with app.app_context():
        upgrade(db.engine)
    assert "لا ملتقى هنا بعد" in app.test_client().get("/").text


def test_the_language_stays_once_chosen(client_of: Client) -> None:
    client = client_of("visitor")
    client.get("/tiny/?lang=en")
    assert 'lang="en"' in client.get("/tiny/text/text/").get_data(as_text=True)


@pytest.mark.parametrize(
    "path",
    [
        "/tiny/text/none/",
        "/nowhere/",
        "/tiny/text/text/clauses/none",
        "/tiny/text/text/revisions/9",
    ],
)
def test_what_is_not_there_says_so_in_arabic(client_of: Client, path: str) -> None:
    reply = client_of("visitor").get(path)
    assert reply.status_code == 404
    assert "لا توجد صفحة بهذا العنوان" in reply.get_data(as_text=True)


@pytest.mark.parametrize("who", ["visitor", "delegate.jubail", "secretariat"])
def test_the_declaration_costs_at_most_twenty_five_statements(
    app: Flask, client_of: Client, who: str
) -> None:
    client = client_of(who)
    before = cost(app, client, "/tiny/text/text/")
    with app.app_context():
        world = World.read(app)
        for clause in ("access", "centres", "network", "affirming"):
            for delegate in ("delegate.jubail", "delegate.tunis", "delegate.doha"):
                text = world.clause(clause).text + f" وذلك بالتعاون مع {delegate}."
                world.admitted(delegate, clause, text=text)
    after = cost(app, client, "/tiny/text/text/")
    assert before == after <= 25


def test_a_clause_page_costs_the_same_however_many_amendments(
    app: Flask, client_of: Client
) -> None:
    client = client_of("delegate.jubail")
    path = "/tiny/text/text/clauses/access"
    with app.app_context():
        world = World.read(app)
        text = world.clause("access").text
        world.admitted("delegate.tunis", "access", text=text + " وللجميع.")
    one = cost(app, client, path)
    with app.app_context():
        for n in range(6):
            world.admitted("delegate.doha", "access", text=text + f" وفي {n} مدن.")
    assert cost(app, client, path) == one <= 40


def test_the_page_carries_the_strict_policy(client_of: Client) -> None:
    headers = client_of("visitor").get("/tiny/").headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_a_missing_token_is_answered_in_arabic_and_changes_nothing(
    app: Flask, client_of: Client
) -> None:
    client = client_of("secretariat")
    app.config["WTF_CSRF_ENABLED"] = True
    reply = client.post("/tiny/sittings/1/opening")
    assert reply.status_code == 400
    assert "لم يتغير شيء" in reply.get_data(as_text=True)


def test_the_journal_is_the_secretariats_and_its_table_holds_no_formula(
    client_of: Client,
) -> None:
    assert client_of("delegate.jubail").get("/tiny/journal").status_code == 403
    sheet = client_of("secretariat").get("/tiny/journal.csv").get_data(as_text=True)
    lines = sheet.lstrip("\ufeff").splitlines()
    assert lines[0].startswith("position,at,act")
    assert any("declaration.imported" in line for line in lines)
    assert not any(cell[:1] in "=+-@" for line in lines[1:] for cell in line.split(",") if cell)


def test_the_journals_page_calls_every_act_by_a_name_in_the_readers_language(
    client_of: Client,
) -> None:
    client = client_of("secretariat")
    arabic = client.get("/tiny/journal?lang=ar").text
    assert "تحميل الإعلان" in arabic
    assert "declaration.imported" not in arabic
    assert "declaration loaded" in client.get("/tiny/journal?lang=en").text


def cells(page: str, label: str) -> list[str]:
    """What the journal's lines say under one of its heads."""
    found = html.fromstring(page).xpath("//td[@data-label=$label]", label=label)
    return [" ".join(each.text_content().split()) for each in found]


def test_the_journals_page_calls_a_delegation_by_its_name_and_keeps_its_key_beside_it(
    app: Flask, client_of: Client
) -> None:
    with app.app_context():
        World.read(app).proposed("delegate.jubail", "access", text="نلتزم بالتعلم.")
    client = client_of("secretariat")
    arabic, english = (client.get(f"/tiny/journal?lang={each}").text for each in ("ar", "en"))
    assert any(each.endswith("الجبيل الصناعية jubail") for each in cells(arabic, "من"))
    assert any(each.endswith("Jubail Industrial City jubail") for each in cells(english, "Who"))
    assert "الوفد الجبيل الصناعية jubail" in cells(arabic, "عن")
    assert "delegation Jubail Industrial City jubail" in cells(english, "About")


def test_the_record_itself_and_its_table_keep_the_key_alone(client_of: Client) -> None:
    sheet = client_of("secretariat").get("/tiny/journal.csv").text
    assert ",delegation,jubail," in sheet
    assert "Jubail Industrial City" not in sheet


def test_the_journals_page_costs_the_same_however_many_delegations_it_names(
    app: Flask, client_of: Client
) -> None:
    client = client_of("secretariat")
    one = cost(app, client, "/tiny/journal")
    with app.app_context():
        for city in ("yanbu", "jubail", "tunis", "doha"):
            text = f"نلتزم بالتعلم في {city}."
            World.read(app).proposed(f"delegate.{city}", "access", text=text)
    assert cost(app, client, "/tiny/journal") == one


def test_alive_and_ready(client_of: Client) -> None:
    client = client_of("visitor")
    assert client.get("/health").json == {"status": "alive"}
    assert client.get("/ready").json == {"status": "ready"}


def test_home_begins_with_the_day_that_it_is_in_the_forum(client_of: Client) -> None:
    with clock.set_to(NOON + timedelta(hours=12, minutes=30)):
        page = client_of("delegate.jubail").get("/tiny/?lang=en").text
    assert "Thursday 11 May 2023" in page


def test_a_draft_that_waits_names_the_clause_it_would_change(app: Flask, client_of: Client) -> None:
    with app.app_context():
        amendment_situations.a_draft_is_kept()
    page = client_of("delegate.jubail").get("/tiny/").text
    assert "مسودة تعديل · البند 2" in page
