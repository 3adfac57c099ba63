"""The pages of comments, as a browser without scripts sees them."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from declaration import clock
from declaration.comments import operations
from declaration.comments.models import Comment, Thread
from declaration.extensions import db
from declaration.procedure import FORUM
from tests.comments.situations import a_clause_is_discussed, an_amendment_is_admitted
from tests.conftest import NOON
from tests.world import actor

ClientOf = Callable[[str], FlaskClient]
CLAUSE = "/tiny/text/text/clauses/access/comments"


def rows(app: Flask, model: type[Thread] | type[Comment]) -> int:
    with app.app_context():
        return len(db.session.scalars(select(model.id)).all())


def test_typed_words_are_found_and_marked_in_the_text(app: Flask, client_of: ClientOf) -> None:
    browser = client_of("delegate.jubail")
    reply = browser.post(CLAUSE, data={"text": "ما المقصود؟", "quote": "مدى الحياة"})
    assert (reply.status_code, reply.headers["Location"]) == (303, f"{CLAUSE}#thread-1")
    page = client_of("visitor").get(CLAUSE).text
    assert '<mark class="note"><a href="#thread-1">مدى الحياة</a></mark>' in page
    assert "ما المقصود؟" in page


def test_who_reads_english_reads_the_translation_above_the_arabic_that_is_discussed(
    client_of: ClientOf,
) -> None:
    page = client_of("delegate.jubail").get(f"{CLAUSE}?lang=en").text
    assert "available to all residents in all centres by 2030." in page
    assert "The Arabic text, on which comments are made" in page
    assert "all residents" not in client_of("delegate.jubail").get(f"{CLAUSE}?lang=ar").text


def test_one_returns_to_the_page_one_wrote_on_and_to_no_other_site(client_of: ClientOf) -> None:
    browser = client_of("delegate.jubail")
    for back, where in (
        ("/tiny/text/text/clauses/access", "/tiny/text/text/clauses/access"),
        ("https://elsewhere.example/", CLAUSE),
        ("//elsewhere.example/", CLAUSE),
    ):
        reply = browser.post(CLAUSE, data={"text": "سؤال", "back": back})
        assert reply.headers["Location"].startswith(f"{where}#thread-")


@pytest.mark.parametrize(
    ("because", "sent", "sentence"),
    [
        ("nothing was written", {"text": " "}, "هذا الحقل مطلوب"),
        ("200 KB", {"text": "ب" * 100_000}, "لا يزيد التعليق على 4,000 محرف"),
        ("an invisible character", {"text": "نعم\u202eلا"}, "U+202E"),
        ("words that are not there", {"text": "سؤال", "quote": "في القرى"}, "لم نجد هذه الكلمات"),
        (
            "a span nobody can have",
            {"text": "سؤال", "quote": "في القرى", "start": "9" * 40, "end": "x", "version": "-1"},
            "لم نجد هذه الكلمات",
        ),
    ],
)
def test_what_cannot_be_accepted_is_said_and_nothing_typed_is_lost(
    app: Flask, client_of: ClientOf, because: str, sent: dict[str, str], sentence: str
) -> None:
    reply = client_of("delegate.jubail").post(CLAUSE, data=sent)
    assert reply.status_code == 422, because
    assert sentence in reply.text
    assert sent["text"].strip()[:50].replace("\u202e", "") in reply.text.replace("\u202e", "")
    assert rows(app, Thread) == 0


def test_words_that_stand_twice_are_offered_as_a_choice(app: Flask, client_of: ClientOf) -> None:
    browser = client_of("delegate.jubail")
    sent = {"text": "أيهما؟", "quote": "عام"}
    sent["quote"] = "ل"
    reply = browser.post(CLAUSE, data=sent)
    assert reply.status_code == 422
    assert "أكثر من موضع" in reply.text
    place = reply.text.split('name="place" type="radio" value="')[2].split('"')[0]
    reply = browser.post(CLAUSE, data={**sent, "place": place})
    assert reply.status_code == 303
    with app.app_context():
        thread = db.session.scalars(select(Thread)).one()
        assert thread.quote == "ل"


def test_a_form_sent_twice_makes_one_comment(app: Flask, client_of: ClientOf) -> None:
    browser = client_of("delegate.jubail")
    sent = {"text": "سؤال", "key": "one-tap"}
    places = {browser.post(CLAUSE, data=sent).headers["Location"] for _ in range(2)}
    assert len(places) == 1
    assert rows(app, Comment) == 1


def test_too_many_comments_are_answered_with_a_sentence_and_the_text_kept(
    app: Flask, client_of: ClientOf
) -> None:
    with app.app_context():
        a_clause_is_discussed()
        for _ in range(operations.AT_MOST - 1):
            operations.answer(1, "وأيضاً", actor("delegate.jubail"), FORUM)
    browser = client_of("delegate.jubail")
    for address in (CLAUSE, "/tiny/text/text/threads/1/answers"):
        reply = browser.post(address, data={"text": "سؤالي الأخير"})
        assert reply.status_code == 429
        assert "تعليقات كثيرة" in reply.text
        assert "سؤالي الأخير" in reply.text


def test_an_answer_that_is_empty_comes_back_with_its_thread(
    app: Flask, client_of: ClientOf
) -> None:
    with app.app_context():
        a_clause_is_discussed()
    reply = client_of("delegate.doha").post("/tiny/text/text/threads/1/answers", data={"text": ""})
    assert reply.status_code == 422
    assert "ما المقصود؟" in reply.text


def test_a_hidden_comment_is_on_no_page_of_others(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        a_clause_is_discussed()
        operations.hide(1, "خارج الموضوع", actor("secretariat"))
    pages = (
        CLAUSE,
        "/tiny/text/text/comments",
        "/tiny/text/text/threads/1",
        "/tiny/text/text/clauses/access",
    )
    for who in ("visitor", "delegate.jubail", "delegate.doha", "chair", "observer"):
        for page in pages:
            reply = client_of(who).get(page)
            assert reply.status_code == 200
            assert "ما المقصود؟" not in reply.text, (who, page)
            assert "خارج الموضوع" in reply.text
    assert "ما المقصود؟" in client_of("secretariat").get(CLAUSE).text


@pytest.mark.parametrize(
    ("who", "path"),
    [
        ("visitor", "/tiny/text/text/threads/99"),
        ("visitor", "/tiny/text/text/clauses/nowhere/comments"),
        ("visitor", "/tiny/text/text/amendments/99/comments"),
        ("delegate.jubail", "/tiny/text/text/comments/99/wording"),
        ("secretariat", "/tiny/text/text/comments/99/hiding"),
    ],
)
def test_what_is_not_there_is_not_found(client_of: ClientOf, who: str, path: str) -> None:
    assert client_of(who).get(path).status_code == 404


def test_an_unscreened_amendments_discussion_is_not_found_by_others(
    app: Flask, client_of: ClientOf
) -> None:
    with app.app_context():
        from tests.world import World

        World.read(app).proposed("delegate.jubail", "access", old="كافة", new="جميعها")
    path = "/tiny/text/text/amendments/1/comments"
    assert client_of("delegate.tunis").get(path).status_code == 404
    assert client_of("delegate.tunis").post(path, data={"text": "سؤال"}).status_code == 404
    assert client_of("delegate.jubail").get(path).status_code == 200


def test_a_comment_on_an_amendments_words_is_marked_on_its_page(
    app: Flask, client_of: ClientOf
) -> None:
    with app.app_context():
        an_amendment_is_admitted()
    path = "/tiny/text/text/amendments/1/comments"
    sent = {"text": "أي المؤسسات؟", "quote": "المؤسسات"}
    assert client_of("delegate.doha").post(path, data=sent).status_code == 303
    assert '<a href="#thread-1">المؤسسات</a>' in client_of("visitor").get(path).text


def test_the_time_for_changing_a_comment_is_said_when_it_is_over(
    app: Flask, client_of: ClientOf
) -> None:
    from datetime import timedelta

    with app.app_context():
        a_clause_is_discussed()
    path = "/tiny/text/text/comments/1/wording"
    with clock.set_to(NOON + timedelta(minutes=16)):
        browser = client_of("delegate.jubail")
        assert path not in browser.get(CLAUSE).text
        reply = browser.post(path, data={"text": "متأخر"})
    assert reply.status_code == 422
    assert "انقضت المدة" in reply.text
