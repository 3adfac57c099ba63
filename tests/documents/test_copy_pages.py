"""Bringing a working copy back: nothing before it is confirmed, and exactly that afterwards."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import html
from sqlalchemy import func, select

from declaration.amendments.models import Amendment
from declaration.amendments.queries import amendments_of, newest
from declaration.comments.models import Comment
from declaration.documents import word_field
from declaration.documents.refusals import Reason
from declaration.documents.worker import read_upload
from declaration.extensions import db
from declaration.journal.models import JournalEntry
from declaration.procedure.states import AmendmentState
from tests.documents import situations
from tests.documents.hostile import HOSTILE
from tests.documents.mangling import edited, rewritten, without_bookmarks, without_properties
from tests.documents.situations import Filled, errors_in, filled, sent
from tests.world import World, actor

UPLOAD = "/tiny/text/text/documents/working-copy"
JUBAIL = "delegate.jubail"
Clients = Callable[[str], FlaskClient]


@pytest.fixture
def copy(app: Flask) -> bytes:
    """The working copy of the small forum."""
    with app.app_context():
        return situations.working_copy()


def uploaded(client: FlaskClient, data: bytes, **fields: str) -> Filled:
    """The preview's form, as the browser shows it."""
    reply = sent(client, UPLOAD, data, **fields)
    assert reply.status_code == 200, errors_in(reply.text)
    return filled(reply.text)


def drafts(app: Flask) -> list[Amendment]:
    with app.app_context():
        found = amendments_of(World.read(app).declaration_id, states=[AmendmentState.DRAFT])
        return sorted(found, key=lambda draft: draft.id)


def entries(app: Flask) -> int:
    with app.app_context():
        return db.session.scalars(select(func.count(JournalEntry.id))).one()


def test_nothing_is_created_before_it_is_confirmed(
    app: Flask, client_of: Clients, copy: bytes
) -> None:
    before = entries(app)
    reply = sent(client_of(JUBAIL), UPLOAD, edited(copy, "40%", "60%"))
    assert reply.status_code == 200
    page = html.fromstring(reply.text)
    assert page.xpath("//del/text()") == ["40%"]
    assert page.xpath("//ins/text()") == ["60%"]
    assert entries(app) == before
    assert drafts(app) == []


def test_what_is_confirmed_becomes_drafts_of_the_uploaders_delegation(
    app: Flask, client_of: Clients, copy: bytes
) -> None:
    client = client_of(JUBAIL)
    form = uploaded(client, edited(copy, "40%", "60%", author="وفد تونس"))
    reply = client.post(form.action, data=form.values)
    assert reply.status_code == 303
    assert "أُنشئت مسودة واحدة." in client.get(reply.location).text
    (draft,) = drafts(app)
    assert draft.clause.key == "centres"
    assert newest(draft).text == newest(draft).base_text.replace("40%", "60%")
    assert [each.delegation.key for each in draft.sponsors] == ["jubail"]


def test_what_is_deselected_is_left_and_what_is_corrected_counts(
    app: Flask, client_of: Clients, copy: bytes
) -> None:
    client = client_of(JUBAIL)
    data = edited(edited(copy, "40%", "60%"), "كافة", "جميعها")
    form = uploaded(client, data)
    places = {form.values[f"edits-{at}-clauses"]: at for at in range(2)}
    del form.values[f"edits-{places['access']}-take"]
    wished = form.values[f"edits-{places['centres']}-text"].replace("60%", "55%")
    form.values[f"edits-{places['centres']}-text"] = wished
    looked = client.post(form.action, data={**form.values, "go": "look"})
    assert looked.status_code == 200
    assert "55%" in looked.text
    assert drafts(app) == []
    assert client.post(form.action, data=filled(looked.text).values).status_code == 303
    (draft,) = drafts(app)
    assert newest(draft).text == wished


def test_untracked_edits_stand_apart_and_wait_to_be_asked_for(
    client_of: Clients, copy: bytes
) -> None:
    client = client_of(JUBAIL)
    data = edited(edited(copy, "40%", "60%"), "كافة", "جميعها", tracked=False)
    reply = sent(client, UPLOAD, data)
    form = filled(reply.text)
    assert "تغييرات دون تتبع" in reply.text
    taken = {form.values[name.replace("take", "clauses")] for name in form.values if "take" in name}
    assert taken == {"centres"}


def test_a_split_becomes_a_package(app: Flask, client_of: Clients, copy: bytes) -> None:
    client = client_of(JUBAIL)
    form = uploaded(client, edited(copy, "40%", "60%"))
    form.values["edits-0-what"] = "split"
    words = form.values["edits-0-text"]
    form.values["edits-0-text"] = words.replace(" في موعد", "\n\nفي موعد")
    looked = client.post(form.action, data={**form.values, "go": "look"})
    assert "مسودتان في حزمة" in looked.text
    assert client.post(form.action, data=form.values).status_code == 303
    made = drafts(app)
    assert [each.package for each in made] == [1, 1]
    assert [each.adds_clause for each in made] == [False, True]


def test_a_join_becomes_a_package(app: Flask, client_of: Clients, copy: bytes) -> None:
    client = client_of(JUBAIL)
    form = uploaded(client, edited(copy, "40%", "60%"))
    form.values["edits-0-what"] = "joined"
    form.values["edits-0-clauses"] = "access centres"
    looked = client.post(form.action, data={**form.values, "go": "look"})
    assert "مسودتان في حزمة" in looked.text
    assert client.post(form.action, data=form.values).status_code == 303
    made = drafts(app)
    assert [each.package for each in made] == [1, 1]
    assert [(each.clause.key, newest(each).removes) for each in made] == [
        ("access", False),
        ("centres", True),
    ]


def test_a_confirmation_sent_twice_counts_once_and_says_so(
    app: Flask, client_of: Clients, copy: bytes
) -> None:
    client = client_of(JUBAIL)
    form = uploaded(client, edited(copy, "40%", "60%"))
    for _ in range(2):
        reply = client.post(form.action, data=form.values)
        assert reply.status_code == 303
    assert "أصبح تغيير واحد مسودة من قبل" in client.get(reply.location).text
    assert len(drafts(app)) == 1


def test_a_comment_of_the_file_becomes_a_comment_where_it_stood(
    app: Flask, client_of: Clients
) -> None:
    client = client_of(JUBAIL)
    with app.app_context():
        data = situations.proposed_in_word("centres", "40%", "60%", rationale="لأن الأثر أوضح.")
    form = uploaded(client, data)
    assert form.values["remarks-0-clause"] == "centres"
    assert "remarks-0-take" not in form.values
    form.values["remarks-0-take"] = "y"
    assert client.post(form.action, data=form.values).status_code == 303
    with app.app_context():
        (comment,) = db.session.scalars(select(Comment)).all()
        assert "لأن الأثر أوضح." in comment.text
        assert comment.person_id == actor(JUBAIL).person_id


def test_what_no_clause_may_hold_is_reported_line_by_line(
    app: Flask, client_of: Clients, copy: bytes
) -> None:
    client = client_of(JUBAIL)
    form = uploaded(client, edited(copy, "40%", "\u202e60%"))
    (line,) = [value for name, value in form.values.items() if name.startswith("report")]
    assert "\ufffd60%" in line
    assert "\u202e" not in line
    assert not any(name.startswith("edits") for name in form.values)


def test_words_corrected_into_what_is_refused_are_kept_with_the_reason_beside_them(
    app: Flask, client_of: Clients, copy: bytes
) -> None:
    client = client_of(JUBAIL)
    form = uploaded(client, edited(copy, "40%", "60%"))
    form.values["edits-0-text"] += "\u202e"
    reply = client.post(form.action, data=form.values)
    assert reply.status_code == 422
    page = html.fromstring(reply.text)
    assert page.get_element_by_id("edits-0-text").get("aria-invalid") == "true"
    assert page.xpath("//*[@class='errors']//a/@href") == ["#edits-0-text"]
    assert drafts(app) == []


def test_nothing_chosen_is_said(client_of: Clients, copy: bytes) -> None:
    client = client_of(JUBAIL)
    form = uploaded(client, edited(copy, "40%", "60%"))
    del form.values["edits-0-take"]
    reply = client.post(form.action, data=form.values)
    assert reply.status_code == 422
    assert "لم تختر شيئاً." in reply.text


def test_an_untouched_copy_has_nothing_to_propose(client_of: Clients, copy: bytes) -> None:
    reply = sent(client_of(JUBAIL), UPLOAD, copy)
    assert reply.status_code == 200
    assert "لا شيء فيه يُقترح" in reply.text


def test_a_copy_of_an_earlier_revision_is_compared_with_that_one(
    app: Flask, client_of: Clients, copy: bytes
) -> None:
    with app.app_context():
        before = World.read(app).clause("centres").version_id
        situations.centres_at_half()
        assert World.read(app).clause("centres").version_id != before
    client = client_of(JUBAIL)
    form = uploaded(client, edited(copy, "أقصاه", "غايته"))
    assert form.values["serial"] == "1"
    assert client.post(form.action, data=form.values).status_code == 303
    (draft,) = drafts(app)
    assert newest(draft).base_version_id == before
    assert "40%" in newest(draft).text


def test_a_copy_that_names_no_revision_is_compared_with_the_chosen_one(
    app: Flask, client_of: Clients, copy: bytes
) -> None:
    with app.app_context():
        situations.centres_at_half()
    data = edited(copy, "أقصاه", "غايته")
    for mangle in (without_bookmarks, without_properties):
        data = rewritten(data, mangle)
    client = client_of(JUBAIL)
    assert uploaded(client, data).values["serial"] == "2"
    form = uploaded(client, data, revision="1")
    assert [name for name in form.values if name.endswith("clauses")] == ["edits-0-clauses"]
    assert form.values["serial"] == "1"


ONE_OF_EACH = {reason: make for reason, make in HOSTILE.values() if reason is not Reason.TOO_LARGE}


@pytest.mark.parametrize("reason", ONE_OF_EACH, ids=lambda reason: reason.name)
def test_a_hostile_upload_is_refused_by_its_sentence_at_the_field(
    client_of: Clients, reason: Reason
) -> None:
    reply = sent(client_of(JUBAIL), UPLOAD, ONE_OF_EACH[reason]())
    assert reply.status_code == 422
    assert reason.value[0] in " ".join(errors_in(reply.text))


def test_a_refusal_is_said_in_the_pages_language(client_of: Clients) -> None:
    client = client_of(JUBAIL)
    client.get(f"{UPLOAD}?lang=en")
    reply = sent(client, UPLOAD, b"%PDF-1.7")
    assert Reason.PDF.value[1] in " ".join(errors_in(reply.text))


def test_no_file_is_said_at_the_field(client_of: Clients) -> None:
    reply = client_of(JUBAIL).post(UPLOAD)
    assert reply.status_code == 422
    assert errors_in(reply.text) == ["خطأ: اختاروا ملفاً."]


def test_a_file_of_another_declaration_asks_for_the_revision(
    client_of: Clients, copy: bytes
) -> None:
    other = rewritten(copy, lambda _name, xml: xml.replace(">text<", ">another<"))
    client = client_of(JUBAIL)
    reply = sent(client, UPLOAD, other)
    assert reply.status_code == 422
    assert "إعلان آخر" in " ".join(errors_in(reply.text))
    assert sent(client, UPLOAD, other, revision="1").status_code == 200


def test_another_text_is_told_apart(client_of: Clients) -> None:
    reply = sent(client_of(JUBAIL), UPLOAD, situations.another_text())
    assert reply.status_code == 422
    assert "لا يشبه الملف هذه المراجعة" in " ".join(errors_in(reply.text))


@pytest.mark.parametrize("megabytes", [11, 13])
def test_a_file_beyond_the_limit_is_refused_at_the_field(
    client_of: Clients, megabytes: int
) -> None:
    """Above 12 MB the request itself is not read: the page is led back to."""
    client = client_of(JUBAIL)
    reply = sent(client, UPLOAD, bytes(megabytes * 1024 * 1024))
    if reply.status_code == 303:
        reply = client.get(reply.location)
    assert Reason.TOO_LARGE.value[0] in " ".join(errors_in(reply.text))


def test_the_file_is_read_while_no_transaction_is_open(
    client_of: Clients, copy: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = []

    def look(data: bytes) -> object:
        held.append(db.session.in_transaction())
        return read_upload(data)

    monkeypatch.setattr(word_field, "read_upload", look)
    assert sent(client_of(JUBAIL), UPLOAD, copy).status_code == 200
    assert held == [False]


def test_who_drafts_finds_the_way_from_the_declaration(client_of: Clients) -> None:
    assert UPLOAD in client_of(JUBAIL).get("/tiny/text/text/").text
    for who in ("visitor", "observer", "secretariat"):
        assert UPLOAD not in client_of(who).get("/tiny/text/text/").text
