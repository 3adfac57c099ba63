"""Bad input: a clear sentence in the reader's language at the right field, and nothing half done."""

import html
import io
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from declaration import clock
from declaration.extensions import db
from declaration.forums.operations import invitations
from declaration.journal.models import JournalEntry
from declaration.messages.models import Letter
from declaration.voting import closing
from declaration.voting.models import Vote
from tests.amendments import situations as amending
from tests.conftest import NOON, sign_in
from tests.forums import situations as meeting
from tests.merging import situations as merging
from tests.voting import situations as balloting
from tests.world import actor, password_hash

HERE = "/tiny/text/text"
PROPOSE = f"{HERE}/amendments/new/centres"
VOTE = f"{HERE}/ballots/1/vote"
JOIN = {
    "name_ar": "قادم جديد",
    "language": "ar",
    "new": "a phrase of their own",
    "again": "a phrase of their own",
}
NOTHING = {"ar": "لم يتغيّر شيء.", "en": "Nothing was changed."}


def the_ballot_is_closed() -> None:
    balloting.one_is_put()
    closing.close(balloting.ballot(1).id, actor("chair"))


def the_invitation_is_used() -> None:
    meeting.somebody_is_invited()
    told = invitations.Acceptance(
        names={"ar": "قادم"}, office={}, language="ar", password_hash=password_hash()
    )
    invitations.accept("the-link", told, None)


@dataclass(frozen=True)
class Bad:
    """What somebody sends, and what they read. `at` is the field the sentence stands at."""

    because: str
    who: str
    path: str
    status: int
    ar: str
    en: str
    body: Mapping[str, Any] = field(default_factory=dict)
    at: str | None = None
    keeps: str = ""
    given: Callable[[], object] = lambda: None
    later: timedelta = timedelta()

    def says(self, language: str) -> str:
        return self.ar if language == "ar" else self.en


def clause(text: str) -> dict[str, str]:
    return {"what": "change", "place": "stays", "base": "8", "text": text}


CASES = [
    Bad(
        "an empty clause",
        "delegate.jubail",
        PROPOSE,
        422,
        "اكتب ما ينبغي أن يقوله البند، أو اختر له موضعاً آخر، أو اقترح حذفه.",
        "Write what the clause should say, choose a new place for it, or propose to remove it.",
        clause(""),
        at="text",
    ),
    Bad(
        "a clause of 200 KB",
        "delegate.jubail",
        PROPOSE,
        422,
        "الحد الأقصى هنا 20000 حرف.",
        "This may have at most 20000 characters.",
        clause("نتعهد بكل ما يأتي " * 12_000),
        at="text",
        keeps="نتعهد بكل ما يأتي نتعهد بكل ما يأتي",
    ),
    Bad(
        "a character that turns the reading order",
        "delegate.jubail",
        PROPOSE,
        422,
        "محرف خفي يقلب اتجاه القراءة (U+202E) في الموضع 6؛ احذفه.",
        "An invisible character that turns the reading order (U+202E) at place 6; remove it.",
        clause("نتعهد\u202eبأن نلتزم"),
        at="text",
        keeps="بأن نلتزم",
    ),
    Bad(
        "a vote after the closing",
        "delegate.doha",
        VOTE,
        409,
        "أُغلق الاقتراع",
        "ballot closed",
        {"choice": "for"},
        given=the_ballot_is_closed,
    ),
    Bad(
        "a vote by an observer",
        "observer",
        VOTE,
        403,
        "لا يحق لكم فعل ذلك هنا.",
        "You may not do this here.",
        {"choice": "for"},
        given=balloting.one_is_put,
    ),
    Bad(
        "a vote for another delegation",
        "delegate.doha",
        f"{HERE}/ballots/1/answers",
        403,
        "هو من شأن دور آخر أو وفد آخر.",
        "It belongs to another role or to another delegation.",
        {"delegation": "tunis", "answer": "1"},
        given=balloting.the_roll_is_called,
    ),
    Bad(
        "a choice that is none",
        "delegate.doha",
        VOTE,
        422,
        "اختر مع أو ضد أو امتناع.",
        "Choose for, against or abstain.",
        {"choice": "perhaps"},
        given=balloting.one_is_put,
    ),
    Bad(
        "an amendment after the deadline",
        "delegate.jubail",
        f"{HERE}/amendments/1/submission",
        409,
        "باب التعديلات مغلق الآن.",
        "Amendments are not being received now.",
        given=amending.a_draft_is_kept,
        later=timedelta(hours=7),
    ),
    Bad(
        "a merge of a version that has been overtaken",
        "secretariat",
        f"{HERE}/desk/clauses/centres",
        409,
        "نُشرت نسخة أحدث في هذه الأثناء.",
        "Somebody published a newer version meanwhile.",
        {"chosen": "1", "seen": "8:1", "note": "اتُّفق على ذلك في الجلسة", "do": "publish"},
        keeps="اتُّفق على ذلك في الجلسة",
        given=merging.a_revision_is_published,
    ),
    Bad(
        "an expired invitation",
        "visitor",
        "/invitations/the-link",
        410,
        "انتهت مدة هذه الدعوة. اطلبوا من الأمانة إرسال غيرها.",
        "This invitation has expired. Ask the secretariat to send another.",
        JOIN,
        given=meeting.somebody_is_invited,
        later=timedelta(days=60),
    ),
    Bad(
        "an invitation used before",
        "visitor",
        "/invitations/the-link",
        410,
        "استُعملت هذه الدعوة. سجّلوا الدخول بكلمة المرور التي اخترتموها.",
        "This invitation has been used. Sign in with the password you chose.",
        JOIN,
        given=the_invitation_is_used,
    ),
    Bad(
        "a sheet without the roles",
        "secretariat",
        "/tiny/invitations/sheet",
        422,
        "السطر 1: العمود «roles» ناقص.",
        "Line 1: The column «roles» is missing.",
        {"file-sheet": b"email,name_ar\nnewcomer@jubail.example,\xd8\xb3\n"},
    ),
    Bad(
        "an unknown amendment",
        "delegate.jubail",
        f"{HERE}/amendments/99/submission",
        404,
        "لا توجد صفحة بهذا العنوان، أو ليس لك أن تراها.",
        "There is no such page, or it is not yours to see.",
    ),
]


def recorded() -> tuple[int, int, int]:
    """How many entries, letters and votes there are."""
    db.session.rollback()
    tables = (JournalEntry, Letter, Vote)
    counts = [db.session.scalars(select(func.count()).select_from(t)).one() for t in tables]
    return counts[0], counts[1], counts[2]


def sent(body: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: (io.BytesIO(value), "sheet.csv") if isinstance(value, bytes) else value
        for name, value in body.items()
    }


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("bad", CASES, ids=lambda bad: bad.because)
def test_bad_input_is_answered_with_a_sentence(app: Flask, bad: Bad, language: str) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    with app.app_context():
        bad.given()
        before = recorded()
    client = app.test_client()
    if bad.who != "visitor":
        sign_in(app, client, bad.who)
    client.get(f"/accounts/sign-in?lang={language}")
    with client.session_transaction() as session:
        if "signed_in_at" in session:
            session["signed_in_at"] += bad.later.total_seconds()
    with clock.set_to(NOON + bad.later):
        reply = client.post(bad.path, data=sent(bad.body))
    page = html.unescape(reply.text)
    assert reply.status_code == bad.status
    assert f'<html lang="{language}"' in page
    assert bad.says(language) in " ".join(re.sub("<[^>]+>", "", page).split())
    if bad.at is not None:
        found = re.search(rf'id="{bad.at}-error">(.*?)</p>', page, re.DOTALL)
        assert found is not None
        assert bad.says(language) in found[1]
    assert bad.keeps in page
    with app.app_context():
        assert recorded() == before


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("ar", "ظلت هذه الصفحة مفتوحة مدة طويلة"), ("en", "This page had been open too long")],
)
def test_a_form_without_its_token_changes_nothing(app: Flask, language: str, sentence: str) -> None:
    with app.app_context():
        balloting.one_is_put()
        before = recorded()
    client = app.test_client()
    sign_in(app, client, "delegate.doha")
    client.get(f"/accounts/sign-in?lang={language}")
    reply = client.post(VOTE, data={"choice": "for"})
    assert reply.status_code == 400
    assert sentence in reply.text
    with app.app_context():
        assert recorded() == before


def test_a_vote_sent_twice_with_one_key_is_one_vote(app: Flask) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    with app.app_context():
        balloting.one_is_put()
        before = recorded()
    client = app.test_client()
    sign_in(app, client, "delegate.doha")
    for _time in range(2):
        assert client.post(VOTE, data={"choice": "for", "key": "once"}).status_code == 303
    with app.app_context():
        entries, letters, votes = before
        assert recorded() == (entries + 1, letters, votes + 1)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("ar", "كلمة واحدة بحروف من كتابتين"), ("en", "is one word in letters of two scripts")],
)
def test_letters_of_another_script_are_pointed_out_before_anything_is_submitted(
    app: Flask, language: str, sentence: str
) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    client = app.test_client()
    sign_in(app, client, "delegate.jubail")
    client.get(f"/accounts/sign-in?lang={language}")
    typed = clause("نتعهد بأن تكون ال\u0441كاملة.")
    page = client.post(f"{HERE}/amendments/previews/clause/centres", data=typed).text
    assert sentence in html.unescape(page)
