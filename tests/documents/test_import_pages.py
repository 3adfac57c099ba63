"""Bringing a draft in: read, corrected in the page, created once."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from declaration.documents.refusals import Reason
from declaration.drafting.models import ClauseKind, Declaration
from declaration.drafting.queries import revision_text
from declaration.extensions import db
from declaration.journal.models import JournalEntry
from declaration.procedure.states import DeclarationState
from declaration.proof import read_entry
from tests.documents import situations
from tests.documents.situations import Filled, errors_in, filled, sent

IMPORT = "/tiny/imports"
SECRETARIAT = "secretariat"
Clients = Callable[[str], FlaskClient]


def uploaded(client: FlaskClient) -> Filled:
    """The preview's form of the ordinary draft, as the browser shows it."""
    reply = sent(client, IMPORT, situations.draft())
    assert reply.status_code == 200, errors_in(reply.text)
    return filled(reply.text)


def named(key: str) -> Declaration | None:
    return db.session.scalars(select(Declaration).where(Declaration.key == key)).one_or_none()


def structure(key: str) -> list[tuple[ClauseKind, str]]:
    declaration = named(key)
    assert declaration is not None
    return [(clause.kind, clause.text) for clause in revision_text(declaration.id).clauses]


def entries() -> int:
    return db.session.scalars(select(func.count(JournalEntry.id))).one()


def row_holding(form: Filled, words: str) -> str:
    """The beginning of the names of the row with these words."""
    return next(
        name.removesuffix("text")
        for name, value in form.values.items()
        if name.endswith("text") and words in value
    )


def test_a_draft_is_shown_with_what_speaks_for_each_clause(app: Flask, client_of: Clients) -> None:
    with app.app_context():
        before = entries()
    reply = sent(client_of(SECRETARIAT), IMPORT, situations.draft())
    assert "دلّ على ذلك: نمط الفقرة (الثقة 98%)" in reply.text
    assert "دلّ على ذلك: الرقم أو الحرف قبلها (الثقة 90%) · <bdi>المادة الأولى:</bdi>" in reply.text
    form = filled(reply.text)
    assert [value for name, value in form.values.items() if name.startswith("report")] == [
        "التوقيعات",
        "مدينة ينبع",
    ]
    with app.app_context():
        assert entries() == before
        assert db.session.scalars(select(func.count(Declaration.id))).one() == 1


def test_it_becomes_a_declaration_in_drafting_under_one_entry(
    app: Flask, client_of: Clients
) -> None:
    client = client_of(SECRETARIAT)
    form = uploaded(client)
    with app.app_context():
        before = entries()
    reply = client.post(form.action, data={**form.values, "name": "cities"})
    assert reply.status_code == 303
    assert "أُنشئ الإعلان" in client.get(reply.location).text
    with app.app_context():
        declaration = named("cities")
        assert declaration is not None
        assert declaration.state is DeclarationState.DRAFTING
        assert structure("cities") == [
            (ClauseKind.TITLE, "إعلان المدن العربية"),
            (ClauseKind.CHAPEAU, "نحن، رؤساء بلديات المدن العربية،"),
            (ClauseKind.PREAMBULAR, "إذ نستذكر أهداف التنمية المستدامة؛"),
            (ClauseKind.BRIDGE, "نعلن ونلتزم بما يلي:"),
            (ClauseKind.HEADING, "المحور الأول: التعلم"),
            (
                ClauseKind.OPERATIVE,
                "نلتزم بوضع خطط محلية تشمل:\nتعليم الكبار؛\nمحو الأمية الرقمية.",
            ),
            (ClauseKind.OPERATIVE, "نتعهد بإعداد تقرير سنوي."),
        ]
        assert entries() == before + 1
        newest = db.session.scalars(select(JournalEntry).order_by(JournalEntry.id.desc())).first()
        assert newest is not None
        assert read_entry(newest.body).key == "cities"


def test_it_is_corrected_in_the_page(app: Flask, client_of: Clients) -> None:
    client = client_of(SECRETARIAT)
    form = uploaded(client)
    parted, report = row_holding(form, "نلتزم بوضع"), row_holding(form, "تقرير سنوي")
    form.values[parted + "text"] = "نلتزم بوضع خطط محلية.\n\nندعو إلى:\n(أ) تعليم الكبار."
    form.values[report + "kind"] = "continues"
    form.values[row_holding(form, "نحن، رؤساء") + "kind"] = "out"
    looked = client.post(form.action, data={**form.values, "go": "look"})
    assert looked.status_code == 200
    again = filled(looked.text)
    texts = [value for name, value in again.values.items() if name.endswith("text")]
    assert texts[-2:] == [
        "نلتزم بوضع خطط محلية.",
        "ندعو إلى:\nتعليم الكبار.\nنتعهد بإعداد تقرير سنوي.",
    ]
    assert again.values[row_holding(again, "نحن، رؤساء") + "kind"] == "out"
    again.values["name"] = "corrected"
    assert client.post(again.action, data=again.values).status_code == 303
    with app.app_context():
        assert [text for _kind, text in structure("corrected")][-2:] == [
            "نلتزم بوضع خطط محلية.",
            "ندعو إلى:\nتعليم الكبار.\nنتعهد بإعداد تقرير سنوي.",
        ]
        assert not any("نحن، رؤساء" in text for _kind, text in structure("corrected"))


def test_the_page_sent_twice_creates_one_declaration(app: Flask, client_of: Clients) -> None:
    client = client_of(SECRETARIAT)
    form = uploaded(client)
    form.values["name"] = "cities"
    for _ in range(2):
        assert client.post(form.action, data=form.values).status_code == 303
    with app.app_context():
        assert db.session.scalars(select(func.count(Declaration.id))).one() == 2


@pytest.mark.parametrize(
    ("because", "change", "says"),
    [
        ("the name is taken", {"name": "text"}, "بهذا الاسم"),
        ("the name is no address", {"name": "إعلان"}, "حروف لاتينية"),
        ("two titles", {"clauses-1-kind": "title"}, "للإعلان عنوان واحد"),
        ("no title", {"clauses-0-kind": "out"}, "للإعلان عنوان واحد"),
        ("a title of two lines", {"clauses-0-text": "إعلان\nالمدن"}, "سطر واحد"),
        (
            "nothing to commit to",
            {"clauses-5-kind": "preambular", "clauses-6-kind": "preambular"},
            "فقرة منطوق واحدة",
        ),
        ("hidden direction", {"clauses-6-text": "نتعهد \u202eبالتقرير."}, "202E"),
        ("too long", {"clauses-6-text": "كلمة " * 5_000}, "20,000"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    app: Flask, client_of: Clients, because: str, change: dict[str, str], says: str
) -> None:
    client = client_of(SECRETARIAT)
    form = uploaded(client)
    reply = client.post(form.action, data={**form.values, "name": "new", **change})
    assert reply.status_code == 422, because
    assert says in reply.text, because
    kept = filled(reply.text).values
    ((name, typed), *_others) = change.items()
    assert kept[name].replace("\r\n", "\n").strip() == typed.strip()
    with app.app_context():
        assert db.session.scalars(select(func.count(Declaration.id))).one() == 1


def test_a_file_without_words_is_refused_at_the_field(client_of: Clients) -> None:
    reply = sent(client_of(SECRETARIAT), IMPORT, situations.empty())
    assert reply.status_code == 422
    assert errors_in(reply.text) == ["خطأ: لم يُعثر في الملف على أي بند."]


@pytest.mark.parametrize(
    ("data", "reason"), [(b"%PDF-1.7", Reason.PDF), (b"PK\x03\x04 cut", Reason.DAMAGED)]
)
def test_what_is_no_word_file_is_refused_at_the_field(
    client_of: Clients, data: bytes, reason: Reason
) -> None:
    reply = sent(client_of(SECRETARIAT), IMPORT, data)
    assert reply.status_code == 422
    assert reason.value[0] in " ".join(errors_in(reply.text))


def test_the_secretariat_finds_the_way_from_home(client_of: Clients) -> None:
    assert IMPORT in client_of(SECRETARIAT).get("/tiny/").text
    assert IMPORT not in client_of("delegate.jubail").get("/tiny/").text
