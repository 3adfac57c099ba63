"""The parts in Chromium: reachable by everybody, and as quick as the scripts promise."""

import threading
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask, Response, jsonify, request
from playwright.sync_api import Browser, Page, expect
from werkzeug.serving import make_server

from declaration import clock
from tests.browser.people import follow
from tests.formats.samples import add_style_guide
from tests.served import PATIENCE

POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
CLAUSE = """
{% extends "base.html" %}{% from "parts/clause.html" import clause_text %}
{% block main %}
<h1>8</h1>
{{ clause_text("ندعو المدنَ (UNESCO) إلى:\nزيارات متبادلة؛\nأفرقة عمل.", "ar", choose_for="#on-words") }}
<div class="choose-bar" data-choose-bar hidden><q data-quote></q><button type="button" data-choose-go>…</button><button type="button" data-choose-none>×</button></div>
<form id="on-words" data-draft="/draft" data-guard><input name="start"><input name="end"><textarea name="quote" aria-label="quote"></textarea><textarea name="text" aria-label="text"></textarea><p data-saved data-failed="kept here"></p><button formaction="/act" formmethod="post">hand in</button></form>
<textarea data-only-read aria-label="clause" data-choose-for="#on-words" rows="3">ندعو المدنَ إلى التعلم</textarea>
<section id="live" data-live="/live" data-seen="1" data-every="0.2"><button id="still">1</button></section>
<form method="post" action="/act" data-once data-confirm="sure?"><button>act</button></form>
<label><input type="checkbox" data-tick-all="pick">all</label><label><input type="checkbox" name="pick">1</label><label><input type="checkbox" name="pick">2</label><b data-tick-count="pick"></b>
<textarea id="typed" aria-label="typed" data-preview="/preview" data-preview-in="#shown" form="preview" name="text">عام 2030, وفق</textarea><form id="preview"></form><div id="shown"></div>
<button type="button" data-fix='{"in": "typed", "start": 8, "end": 9, "was": ",", "text": "،"}'>fix</button>
{% endblock %}
"""


class Answers:
    """What the sample server has been asked, and how it answers next."""

    def __init__(self) -> None:
        self.live = Response(status=204)
        self.asked: list[str] = []
        self.drafts: list[dict[str, str]] = []
        self.acts = 0
        self.down = False
        self.came: list[str] = []
        self.begun, self.may_end = threading.Event(), threading.Event()
        self.may_end.set()


def add_sample_pages(app: Flask, answers: Answers) -> None:
    @app.after_request
    def protect(response: Response) -> Response:
        response.headers["Content-Security-Policy"] = POLICY
        return response

    @app.get("/clause")
    def clause() -> str:
        return app.jinja_env.from_string(CLAUSE).render(language="ar", direction="rtl", header=None)

    @app.get("/live")
    def live() -> Response:
        answers.asked.append(request.args["seen"])
        return Response(status=503) if answers.down else answers.live

    @app.post("/draft")
    def draft() -> Response:
        if answers.down:
            return Response(status=503)
        answers.begun.set()
        assert answers.may_end.wait(PATIENCE)
        answers.came.append("draft")
        answers.drafts.append(request.form.to_dict())
        return jsonify(saved="saved 14:32")

    @app.post("/preview")
    def preview() -> str:
        return f"<p data-said>{request.form['text']}</p>"

    @app.post("/act")
    def act() -> str:
        answers.came.append("act")
        answers.acts += 1
        return "<title>done</title><p>done"


@pytest.fixture(scope="module")
def answers() -> Answers:
    return Answers()


@pytest.fixture(scope="module")
def address(sample_app: Flask, answers: Answers) -> Iterator[str]:
    add_style_guide(sample_app)
    add_sample_pages(sample_app, answers)
    server = make_server("127.0.0.1", 0, sample_app, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.fixture
def clause(browser: Browser, address: str, answers: Answers) -> Iterator[Page]:
    answers.__init__()  # type: ignore[misc]
    page = browser.new_context().new_page()
    page.goto(f"{address}/clause")
    yield page
    page.context.close()


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_part_is_for_everybody(
    browser: Browser, address: str, language: str, theme: str, width: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=theme)
    page = context.new_page()
    complaints: list[str] = []
    page.on(
        "console",
        lambda message: complaints.append(message.text) if message.type == "error" else None,
    )
    page.goto(f"{address}/styleguide?lang={language}")
    for state in ("as it is opened", "after a refusal"):
        found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
        assert [(v["id"], v["nodes"][0]["html"]) for v in found] == [], state
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), state
        page.evaluate("document.querySelector('form.form').noValidate = true")
        follow(page.locator("form.form button"))
        page.wait_for_selector("[data-errors]")
    assert complaints == []
    context.close()


def test_an_error_takes_the_focus_and_leads_to_its_field(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}/styleguide")
    page.evaluate("document.querySelector('form.form').noValidate = true")
    page.locator("form.form button").click()
    expect(page.locator("[data-errors]")).to_be_focused()
    assert page.title().startswith("خطأ:")
    page.locator("[data-errors] a").first.click()
    expect(page.locator("#name")).to_be_focused()
    assert page.locator("#name").get_attribute("aria-describedby") == "name-error"
    page.close()


def test_the_theme_is_kept_on_the_device(clause: Page) -> None:
    before = clause.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    clause.locator("[data-theme-switch]").click()
    after = clause.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert after != before
    clause.reload()
    assert clause.evaluate("getComputedStyle(document.documentElement).backgroundColor") == after


SELECT = """([from, at, to, until]) => {
  const lines = document.querySelectorAll(".clause-text [data-line]");
  getSelection().setBaseAndExtent(lines[from].firstChild, at, lines[to].firstChild, until);
}"""


@pytest.mark.parametrize(
    ("because", "selection", "chosen"),
    [
        ("half a word is the whole word, with its marks", [0, 7, 0, 8], ("5", "11", "المدنَ")),
        ("Latin words are words", [0, 13, 0, 19], ("13", "19", "UNESCO")),
        (
            "a choice may run over lines; letters are not counted",
            [0, 21, 1, 3],
            ("21", "32", "إلى:\nزيارات"),
        ),
        ("backwards is the same", [2, 4, 2, 1], ("42", "47", "أفرقة")),
    ],
)
def test_words_are_chosen_by_mouse(
    clause: Page, because: str, selection: list[int], chosen: tuple[str, str, str]
) -> None:
    clause.evaluate(SELECT, selection)
    expect(clause.locator("[data-choose-bar]")).to_be_visible()
    found = clause.evaluate(
        "['start', 'end', 'quote'].map((n) => document.querySelector('#on-words').elements[n].value)"
    )
    assert tuple(found) == chosen, because


def test_words_are_chosen_by_keyboard_and_cannot_be_changed(clause: Page) -> None:
    area = clause.locator("[data-only-read]")
    area.focus()
    clause.keyboard.press("Control+Home")
    clause.keyboard.type("x")
    clause.keyboard.press("Shift+ArrowLeft")
    expect(area).to_have_value("ندعو المدنَ إلى التعلم")
    expect(clause.locator("#on-words [name=quote]")).to_have_value("ندعو")


def test_a_live_part_is_left_alone_until_there_is_news(clause: Page, answers: Answers) -> None:
    clause.locator("#still").focus()
    clause.evaluate("document.querySelector('#still').mark = 'same'")
    with clause.expect_response("**/live?seen=1"):
        pass
    with clause.expect_response("**/live?seen=1"):
        pass
    assert clause.evaluate("document.querySelector('#still').mark") == "same"
    answers.live = Response(
        '<section id="live" data-live="/live" data-seen="2" data-every="0.2"><button id="still">2</button></section>'
    )
    expect(clause.locator("#still")).to_have_text("2")
    expect(clause.locator("#still")).to_be_focused()


def test_a_lost_connection_is_said_and_mended(clause: Page, answers: Answers) -> None:
    answers.down = True
    expect(clause.locator("[data-offline]")).to_be_visible()
    answers.down = False
    expect(clause.locator("[data-offline]")).to_be_hidden()


def test_a_draft_saves_itself(clause: Page, answers: Answers) -> None:
    clause.locator("[name=text][aria-label=text]").fill("نص")
    expect(clause.locator("[data-saved]")).to_have_text("saved 14:32")
    assert answers.drafts[-1]["text"] == "نص"


def test_a_form_is_sent_after_the_draft_of_it_that_is_on_its_way(
    clause: Page, answers: Answers
) -> None:
    answers.may_end.clear()
    clause.locator("[name=text][aria-label=text]").fill("نص")
    assert answers.begun.wait(PATIENCE)
    clause.get_by_role("button", name="hand in").click()
    clause.get_by_role("button", name="hand in").click()
    answers.may_end.set()
    clause.wait_for_url("**/act")
    assert answers.came == ["draft", "act"]


def test_what_is_typed_while_a_draft_is_on_its_way_is_saved_next(
    clause: Page, answers: Answers
) -> None:
    answers.may_end.clear()
    field = clause.locator("[name=text][aria-label=text]")
    field.fill("نص")
    assert answers.begun.wait(PATIENCE)
    field.fill("نص آخر")
    with clause.expect_request(lambda sent: "آخر" in (sent.post_data or "")):
        answers.may_end.set()


def test_what_could_not_be_saved_is_still_there_after_the_page_is_left(
    clause: Page, answers: Answers
) -> None:
    answers.down = True
    clause.locator("[name=text][aria-label=text]").fill("نص لم يُحفظ")
    expect(clause.locator("[data-saved]")).to_have_text("kept here")
    clause.reload()
    expect(clause.locator("[name=text][aria-label=text]")).to_have_value("نص لم يُحفظ")


def test_an_act_is_asked_once_and_done_once(clause: Page, answers: Answers) -> None:
    clause.get_by_role("button", name="act").click()
    expect(clause.get_by_role("dialog")).to_contain_text("sure?")
    clause.locator("[data-no]").click()
    assert answers.acts == 0
    clause.get_by_role("button", name="act").click()
    clause.locator("[data-yes]").click()
    clause.wait_for_url("**/act")
    assert answers.acts == 1


def test_ticks_are_counted(clause: Page) -> None:
    clause.get_by_label("all").check()
    expect(clause.locator("[data-tick-count]")).to_have_text("2")
    clause.get_by_label("1", exact=True).uncheck()
    expect(clause.locator("[data-tick-count]")).to_have_text("1")
    assert clause.get_by_label("all").evaluate("(box) => box.indeterminate")


def test_a_suggested_wording_is_put_in_and_previewed(clause: Page) -> None:
    clause.get_by_role("button", name="fix").click()
    expect(clause.locator("#typed")).to_have_value("عام 2030، وفق")
    expect(clause.locator("#shown")).to_have_text("عام 2030، وفق")


def test_a_countdown_stays_true(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.clock.install(time=clock.now() - timedelta(hours=1))
    page.goto(f"{address}/styleguide")
    due = page.locator(".strip [data-countdown]").get_attribute("datetime")
    page.clock.pause_at(datetime.fromisoformat(due) - timedelta(hours=3, minutes=40, seconds=30))
    left = page.locator(".strip [data-left]")
    expect(left).to_have_text("، بعد 3 ساعات و40 دقيقة")
    page.clock.fast_forward("02:39:10")
    expect(left).to_have_text("، بعد ساعة واحدة ودقيقة واحدة")
    page.clock.fast_forward("01:01:40")
    expect(left).to_have_text("، انقضى الموعد")
    page.close()
