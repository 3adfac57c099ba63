"""The pages of the final text, as a browser without scripts sees them."""

import io
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import html
from sqlalchemy import select

from declaration import clock
from declaration.accounts.sign_in import FRESH
from declaration.endorsement.models import Endorsement, Mandate
from declaration.extensions import db
from tests.conftest import NOON
from tests.endorsement import situations
from tests.files.papers import PDF, PNG
from tests.world import PASSWORD

ClientOf = Callable[[str], FlaskClient]
HERE = "/tiny/text/text"
SIGN = f"{HERE}/endorsement"


def form(app: Flask, **changed: str) -> dict[str, str]:
    with app.app_context():
        named = situations.fingerprint()
    return {
        "name": "الموقِّع عن مدينة ينبع الصناعية",
        "office": "أمين المدينة",
        "kind": "reservation",
        "clause": "",
        "statement": "",
        "read": "y",
        "fingerprint": named,
        **changed,
    }


def given(app: Flask, situation: Callable[[], None]) -> None:
    with app.app_context():
        situation()


def signatures(app: Flask) -> int:
    with app.app_context():
        return len(db.session.scalars(select(Endorsement.id)).all())


def test_a_signatory_reads_the_whole_text_signs_it_and_gets_a_receipt(
    app: Flask, client_of: ClientOf
) -> None:
    given(app, situations.yanbu_may_sign)
    browser = client_of("signatory.yanbu")
    page = browser.get(SIGN).text
    assert "نتعهد بأن تبلغ نسبة الأحياء" in page
    assert "أوقّع" in page
    assert "باسم مدينة ينبع الصناعية" in page
    reply = browser.post(SIGN, data=form(app))
    assert (reply.status_code, reply.headers["Location"]) == (303, f"{SIGN}/1/receipt")
    receipt = browser.get(f"{SIGN}/1/receipt").text
    assert "رمز الإيصال" in receipt
    assert "endorsement.given" in receipt
    assert browser.get(SIGN).headers["Location"] == f"{SIGN}/1/receipt"
    final = client_of("visitor").get(f"{HERE}/final").text
    assert "أمين المدينة" in final


@pytest.mark.parametrize(
    ("because", "changed", "sentence"),
    [
        ("no name", {"name": ""}, "كتابة الاسم الكامل"),
        ("no office", {"office": " "}, "كتابة الصفة"),
        ("an invisible character", {"office": "أمين\u202e"}, "U+202E"),
        ("not read", {"read": ""}, "تأكيد قراءة النص"),
        ("a statement beyond the rules", {"statement": "كلمة " * 401}, "أطول"),
        ("200 KB", {"statement": "ك" * 100_000}, "20,000"),
        ("a kind that is none", {"kind": "poem"}, "kind"),
    ],
)
def test_what_cannot_be_accepted_is_said_and_nothing_typed_is_lost(
    app: Flask, client_of: ClientOf, because: str, changed: dict[str, str], sentence: str
) -> None:
    given(app, situations.yanbu_may_sign)
    sent = form(app, **{"statement": "بيان طويل كتبناه", **changed})
    reply = client_of("signatory.yanbu").post(SIGN, data=sent)
    assert reply.status_code == 422, because
    assert sentence in reply.text
    assert sent["statement"][:15] in reply.text
    assert signatures(app) == 0


def test_a_sign_in_that_is_not_fresh_asks_for_the_password_on_the_same_page(
    app: Flask, client_of: ClientOf
) -> None:
    given(app, situations.yanbu_may_sign)
    browser = client_of("signatory.yanbu")
    with clock.set_to(NOON + FRESH + timedelta(seconds=1)):
        assert 'name="password"' in browser.get(SIGN).text
        told = form(app, statement="بيان طويل كتبناه")
        without = browser.post(SIGN, data=told)
        assert without.status_code == 422
        assert "بيان طويل كتبناه" in without.text
        wrong = browser.post(SIGN, data={**told, "password": "guess"})
        assert wrong.status_code == 422
        assert "ليست هذه كلمة" in wrong.text
        assert "بيان طويل كتبناه" in wrong.text
        assert signatures(app) == 0
        assert browser.post(SIGN, data={**told, "password": PASSWORD}).status_code == 303
    assert signatures(app) == 1


def test_passwords_cannot_be_guessed_at_the_signatories_page(
    app: Flask, client_of: ClientOf
) -> None:
    given(app, situations.yanbu_may_sign)
    browser = client_of("signatory.yanbu")
    with clock.set_to(NOON + FRESH + timedelta(seconds=1)):
        told = form(app, password="guess", statement="بيان طويل كتبناه")
        for _ in range(10):
            browser.post(SIGN, data=told)
        reply = browser.post(SIGN, data=told)
    assert reply.status_code == 429
    assert "بيان طويل كتبناه" in reply.text


def test_a_signature_sent_twice_is_given_once(app: Flask, client_of: ClientOf) -> None:
    given(app, situations.yanbu_may_sign)
    browser = client_of("signatory.yanbu")
    told = form(app, key="one-tap")
    assert [browser.post(SIGN, data=told).status_code for _ in range(2)] == [303, 303]
    assert signatures(app) == 1


def test_a_fingerprint_of_another_text_is_refused_with_its_reason(
    app: Flask, client_of: ClientOf
) -> None:
    given(app, situations.yanbu_may_sign)
    reply = client_of("signatory.yanbu").post(SIGN, data=form(app, fingerprint="0" * 64))
    assert reply.status_code == 409
    assert "البصمة" in reply.text
    assert signatures(app) == 0


def test_who_cannot_sign_yet_reads_why(app: Flask, client_of: ClientOf) -> None:
    given(app, situations.the_text_is_frozen)
    page = client_of("signatory.yanbu").get(SIGN).text
    assert "لا يمكن التوقيع بعد" in page
    assert 'name="office"' not in page


def test_a_receipt_is_the_delegations_and_the_secretariats(app: Flask, client_of: ClientOf) -> None:
    given(app, situations.yanbu_has_signed)
    path = f"{SIGN}/1/receipt"
    assert client_of("delegate.yanbu").get(path).status_code == 200
    assert client_of("secretariat").get(path).status_code == 200
    assert client_of("delegate.jubail").get(path).status_code == 403
    assert client_of("visitor").get(path).status_code == 302
    assert client_of("signatory.yanbu").get(f"{SIGN}/99/receipt").status_code == 404


def test_a_mandate_is_lodged_checked_and_read_by_its_own(app: Flask, client_of: ClientOf) -> None:
    given(app, situations.the_text_is_frozen)
    browser = client_of("delegate.jubail")
    sent = {"paper": (io.BytesIO(PNG), "../تفويض.png")}
    assert browser.post(f"{SIGN}/mandate", data=sent).status_code == 303
    reply = browser.get(f"{HERE}/mandates/1/paper")
    assert reply.data == PNG
    assert reply.headers["Content-Disposition"].startswith("attachment")
    assert reply.headers["X-Content-Type-Options"] == "nosniff"
    assert client_of("delegate.doha").get(f"{HERE}/mandates/1/paper").status_code == 403
    office = client_of("secretariat")
    reason = {"reason": "الخطاب غير موقَّع."}
    assert office.post(f"{HERE}/mandates/1/refusal", data={"reason": ""}).status_code == 422
    assert office.post(f"{HERE}/mandates/1/refusal", data=reason).status_code == 303
    assert "الخطاب غير موقَّع." in browser.get(f"{SIGN}/mandate").text


@pytest.mark.parametrize(
    ("because", "paper", "sentence"),
    [
        ("nothing chosen", None, "ملف"),
        ("an empty file", b"", "ملف"),
        ("a page of the web", b"<html><script>1</script></html>", "PDF"),
        ("a file of more than 5 MB", PDF + b"\x00" * 5 * 1024 * 1024, "5 ميغابايت"),
    ],
)
def test_what_is_no_paper_is_refused_at_its_field(
    app: Flask, client_of: ClientOf, because: str, paper: bytes | None, sentence: str
) -> None:
    data = {"paper": (io.BytesIO(paper), "x.pdf")} if paper is not None else {}
    reply = client_of("delegate.jubail").post(f"{SIGN}/mandate", data=data)
    assert reply.status_code == 422, because
    assert sentence in reply.text
    with app.app_context():
        assert db.session.scalars(select(Mandate)).all() == []


def test_too_many_papers_are_answered_with_a_sentence(app: Flask, client_of: ClientOf) -> None:
    browser = client_of("delegate.jubail")
    for _ in range(10):
        browser.post(f"{SIGN}/mandate", data={"paper": (io.BytesIO(PDF), "x.pdf")})
    reply = browser.post(f"{SIGN}/mandate", data={"paper": (io.BytesIO(PDF), "x.pdf")})
    assert reply.status_code == 429
    assert "أوراق كثيرة" in reply.text


def test_the_secretariat_lodges_for_a_delegation_marked_so(app: Flask, client_of: ClientOf) -> None:
    office = client_of("secretariat")
    assert office.post(f"{HERE}/mandates", data={"delegation": "nowhere"}).status_code == 422
    assert office.post(f"{HERE}/mandates", data={"delegation": "doha"}).status_code == 303
    with app.app_context():
        mandate = db.session.scalars(select(Mandate)).one()
        assert mandate.upload_id is None
    assert "الدوحة" in office.get(f"{HERE}/mandates").text


def test_the_freeze_lists_what_is_missing_before_it_is_offered(
    app: Flask, client_of: ClientOf
) -> None:
    office = client_of("secretariat")
    page = office.get(f"{HERE}/freeze").text
    assert "لا يمكن تجميد النص بعد" in page
    assert "بنود لم يُبتّ فيها" in page
    assert office.post(f"{HERE}/freeze").status_code == 409


def test_freezing_asks_for_a_fresh_sign_in(app: Flask, client_of: ClientOf) -> None:
    given(app, situations.the_text_is_adopted)
    office = client_of("secretariat")
    with clock.set_to(NOON + FRESH + timedelta(seconds=1)):
        reply = office.post(f"{HERE}/freeze")
    assert "/accounts/confirm" in reply.headers["Location"]
    assert office.post(f"{HERE}/freeze").headers["Location"] == f"{HERE}/signatures"
    assert office.get(f"{HERE}/freeze").headers["Location"] == f"{HERE}/final"


def test_before_the_freeze_the_final_page_says_so(client_of: ClientOf) -> None:
    reply = client_of("visitor").get(f"{HERE}/final")
    assert reply.status_code == 200
    assert "ليس النص نهائياً بعد" in reply.text
    assert client_of("signatory.yanbu").get(SIGN).status_code == 404
    assert client_of("secretariat").get(f"{HERE}/signatures").status_code == 404


def test_anybody_verifies_a_code_on_the_public_page(app: Flask, client_of: ClientOf) -> None:
    given(app, situations.yanbu_has_signed)
    visitor = client_of("visitor")
    with app.app_context():
        named = situations.fingerprint()
    assert "البصمة مطابقة" in visitor.get(f"{HERE}/final?code={named}").text
    assert "غير مطابقة" in visitor.get(f"{HERE}/final?code={'0' * 64}").text
    code = visitor_code(client_of("signatory.yanbu").get(f"{SIGN}/1/receipt").text)
    assert "رمز إيصال توقيع ينبع الصناعية" in visitor.get(f"{HERE}/final?code={code}").text
    nonsense = visitor.get(f"{HERE}/final", query_string={"code": "<b>x</b>"})
    assert "ليست هذه بصمة" in nonsense.text
    assert "<b>x</b>" not in nonsense.text


def visitor_code(page: str) -> str:
    return page.split('<strong class="fp">')[1].split("<")[0]


def test_a_signature_on_paper_is_recorded_with_its_scan(app: Flask, client_of: ClientOf) -> None:
    given(app, situations.jubail_may_sign)
    office = client_of("secretariat")
    told = {"delegation": "jubail", "name": "فلان الفلاني", "office": "أمين المدينة"}
    without = office.post(f"{HERE}/signatures/paper", data=told)
    assert without.status_code == 422
    assert "فلان الفلاني" in without.text
    told["scan"] = (io.BytesIO(PDF), "صفحة.pdf")  # type: ignore[assignment]
    assert office.post(f"{HERE}/signatures/paper", data=told).status_code == 303
    assert office.get(f"{SIGN}/1/scan").data == PDF
    assert client_of("delegate.doha").get(f"{SIGN}/1/scan").status_code == 403
    assert "فلان الفلاني" in office.get(f"{HERE}/signatures").text


def test_withdrawing_asks_first_and_is_shown_afterwards(app: Flask, client_of: ClientOf) -> None:
    given(app, situations.yanbu_has_signed)
    browser = client_of("signatory.yanbu")
    assert "لا يُمحى التوقيع" in browser.get(f"{SIGN}/1/withdrawal").text
    assert browser.post(f"{SIGN}/1/withdrawal", data={"reason": "ق" * 3000}).status_code == 422
    assert browser.post(f"{SIGN}/1/withdrawal", data={"reason": ""}).status_code == 303
    assert browser.post(f"{SIGN}/1/withdrawal", data={"reason": ""}).status_code == 409
    assert "توقيعات رُجع عنها" in client_of("visitor").get(f"{HERE}/final").text


def test_a_statement_is_made_beside_a_ballot_and_taken_back(
    app: Flask, client_of: ClientOf
) -> None:
    given(app, situations.the_text_is_adopted)
    browser = client_of("delegate.jubail")
    path = f"{HERE}/ballots/1/statements"
    told = {"kind": "reservation", "clause": "centres", "text": "نتحفظ على الموعد."}
    assert browser.post(path, data={**told, "text": ""}).status_code == 422
    assert browser.post(path, data={**told, "kind": "explanation-before"}).status_code == 422
    assert browser.post(path, data=told).status_code == 303
    assert "نتحفظ على الموعد." in client_of("visitor").get(path).text
    assert client_of("visitor").get(f"{HERE}/ballots/99/statements").status_code == 404
    back = {"back": path}
    reply = browser.post(f"{HERE}/statements/1/withdrawal", data=back)
    assert reply.headers["Location"] == path
    assert "نتحفظ على الموعد." not in client_of("visitor").get(path).text
    assert browser.post(f"{HERE}/statements/1/withdrawal").status_code == 409
    assert browser.post(f"{HERE}/statements/99/withdrawal").status_code == 404


def test_a_ballots_own_page_shows_the_statements_beside_it(app: Flask, client_of: ClientOf) -> None:
    given(app, situations.a_statement_is_made)
    page = client_of("visitor").get(f"{HERE}/ballots/1").text
    assert "لا يُنشئ هذا الإعلان التزاماً مالياً" in page
    assert f"{HERE}/ballots/1/statements" in page


def test_who_reads_english_knows_which_text_binds_and_reads_its_translation_beside_it(
    app: Flask, client_of: ClientOf
) -> None:
    given(app, situations.yanbu_may_sign)
    for path in (SIGN, f"{HERE}/final"):
        page = client_of("signatory.yanbu").get(f"{path}?lang=en").text
        assert "The Arabic text is the one that is signed, and it alone binds." in page
        assert "40% of neighbourhoods will have a community learning centre" in page
        assert "نتعهد بأن تبلغ نسبة الأحياء" in page
        assert 'id="translation"' not in client_of("signatory.yanbu").get(f"{path}?lang=ar").text


def test_a_delegation_that_has_signed_is_led_to_its_receipt_instead_of_signing_again(
    app: Flask, client_of: ClientOf
) -> None:
    given(app, situations.yanbu_has_signed)
    page = client_of("signatory.yanbu").get(f"{HERE}/final?lang=en").text
    assert f'href="{SIGN}/1/receipt"' in page
    assert "Read and sign" not in page
    assert f"{SIGN}/1/receipt" not in client_of("delegate.jubail").get(f"{HERE}/final").text


def test_a_receipt_says_what_happens_now_and_its_code_verifies_in_one_step(
    app: Flask, client_of: ClientOf
) -> None:
    given(app, situations.yanbu_has_signed)
    receipt = html.fromstring(client_of("signatory.yanbu").get(f"{SIGN}/1/receipt?lang=en").text)
    (way,) = receipt.xpath('//a[normalize-space()="Verify the code of this receipt"]/@href')
    assert "هذا رمز إيصال توقيع" in client_of("visitor").get(way).text


def test_words_of_a_delegation_are_drawn_in_the_direction_they_were_written_in(
    app: Flask, client_of: ClientOf
) -> None:
    given(app, situations.yanbu_may_sign)
    browser = client_of("signatory.yanbu")
    field = html.fromstring(browser.get(f"{SIGN}?lang=en").text).get_element_by_id("statement")
    assert (field.get("dir"), field.get("lang")) == ("auto", None)
    browser.post(SIGN, data=form(app, statement="It creates no duty (see clause 2)."))
    page = html.fromstring(browser.get(f"{HERE}/final").text)
    (words,) = page.xpath('//*[@id="statements"]//*[contains(text(), "no duty")]')
    assert (words.get("dir"), words.get("lang")) == ("auto", None)


def test_digits_read_aloud_break_between_groups_alone(app: Flask, client_of: ClientOf) -> None:
    given(app, situations.the_text_is_frozen)
    page = html.fromstring(client_of("visitor").get(f"{HERE}/final").text)
    (code,) = page.xpath('//*[@class="fp aloud"]')
    assert len(code.xpath(".//wbr")) == 7
    assert {len(part.strip(".")) for part in code.itertext()} == {5}
    assert len(code.text_content().split(".")) == 8


def test_an_accepted_mandate_leads_on_to_the_text(app: Flask, client_of: ClientOf) -> None:
    given(app, situations.yanbu_may_sign)
    page = html.fromstring(client_of("signatory.yanbu").get(f"{HERE}/endorsement/mandate").text)
    assert page.xpath('//main//*[contains(@class, "btn main")]/@href') == [f"{HERE}/final"]


def test_once_the_text_is_frozen_nobody_is_told_when_amendments_would_have_closed(
    app: Flask, client_of: ClientOf
) -> None:
    for path in ("/tiny/?lang=en", "/tiny/calendar.ics?lang=en"):
        assert "Amendments close" in client_of("signatory.yanbu").get(path).text
    given(app, situations.the_text_is_frozen)
    for path in ("/tiny/?lang=en", "/tiny/calendar.ics?lang=en"):
        page = client_of("signatory.yanbu").get(path).text
        assert "Amendments open" in page
        assert "Amendments close" not in page
