"""The pages of amendments, as the people of the small forum open them."""

import re
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import html

from declaration import clock
from declaration.amendments import operations as amendments
from declaration.amendments.models import Amendment
from declaration.amendments.queries import amendment_shown
from declaration.amendments.wording import Wording
from declaration.extensions import db
from declaration.procedure.states import AmendmentState
from tests.amendments import situations
from tests.amendments.test_drafting import AFTER_THE_WINDOW
from tests.conftest import statements
from tests.world import World, actor

BASE = "/tiny/text/text/amendments"
Clients = Callable[[str], FlaskClient]


@pytest.fixture
def access(app: Flask) -> int:
    """An admissible amendment of Jubail to the clause on access."""
    with app.app_context():
        return World.read(app).admitted(
            "delegate.jubail", "access", old="المراكز كافة", new="المؤسسات كافة"
        )


@pytest.mark.parametrize(
    ("who", "path", "says"),
    [
        ("visitor", "", "التعديلات"),
        ("delegate.tunis", "", "البند 1"),
        ("delegate.tunis", "?state=pending&clause=access&words=المؤسسات", "1"),
        ("visitor", "/1", "المؤسسات"),
        ("delegate.tunis", "/new/access", "اقتراح"),
        ("delegate.tunis", "/new", "بند"),
        ("delegate.tunis", "/1/new", "1"),
        ("secretariat", "/queue", "الفحص"),
        ("visitor", "/matrix", "التعارض"),
        ("visitor", "/order/access", "التصويت"),
        ("visitor", "/what-if/access?with=1", "المؤسسات"),
        ("delegate.jubail", "/1/revision", "المؤسسات"),
        ("secretariat", "/hand-in/access", "الوفد"),
        ("secretariat", "/hand-in", "الوفد"),
        ("secretariat", "/compromise/access", "توافق"),
    ],
)
def test_a_page_opens(access: int, client_of: Clients, who: str, path: str, says: str) -> None:
    reply = client_of(who).get(BASE + path)
    assert reply.status_code == 200, reply.text
    assert says in reply.text


@pytest.mark.parametrize("path", ["/1", "/queue"])
def test_an_amendment_in_english_alone_is_shown_as_what_it_changes_in_the_english(
    app: Flask, client_of: Clients, path: str
) -> None:
    with app.app_context():
        situations.it_is_in_english()
    page = client_of("secretariat").get(f"{BASE}{path}?lang=en").text
    assert re.search(r"<del[^>]*>[^<]*(<span[^>]*>[^<]*</span>)?40%", page)
    assert re.search(r"<ins[^>]*>[^<]*(<span[^>]*>[^<]*</span>)?60%", page)
    assert not re.search(r"<ins[^>]*>[^<]*(<span[^>]*>[^<]*</span>)?We pledge", page)


@pytest.mark.parametrize(
    ("situation", "says"),
    [
        (situations.it_is_in_english, "once the secretariat has entered the Arabic"),
        (situations.its_arabic_is_entered, "has not been confirmed by its sponsor"),
        (situations.it_puts_another_text, "The chair must first rule"),
    ],
)
def test_what_cannot_be_found_admissible_yet_says_what_is_missing_instead_of_offering_it(
    app: Flask, client_of: Clients, situation: Callable[[], None], says: str
) -> None:
    with app.app_context():
        situation()
    page = client_of("secretariat").get(f"{BASE}/1?lang=en").text
    assert "It cannot be found admissible yet." in page
    assert says in page
    assert f'action="{BASE}/1/admission"' not in page
    assert "cannot be found admissible" not in client_of("delegate.jubail").get(f"{BASE}/1").text


def test_the_arabic_of_an_english_amendment_begins_with_the_clause_as_it_stands(
    app: Flask, client_of: Clients
) -> None:
    with app.app_context():
        situations.it_is_in_english()
    page = html.fromstring(client_of("secretariat").get(f"{BASE}/1").text)
    assert page.get_element_by_id("arabic-text").text.strip() == text_of(app)


def test_its_sponsor_is_asked_to_confirm_the_arabic_before_anything_else(
    app: Flask, client_of: Clients
) -> None:
    with app.app_context():
        situations.its_arabic_is_entered()
    reply = client_of("delegate.jubail").get(f"{BASE}/1?lang=en").text
    assert "The secretariat wrote its Arabic. It is admissible once you confirm it." in reply
    assert "revised by its sponsor" not in reply
    acts = html.fromstring(reply).xpath('//aside//*[contains(@class, "btn")]')
    assert acts[0].text_content() == "Confirm the Arabic"


def test_what_lacks_nothing_is_offered_for_admission(app: Flask, client_of: Clients) -> None:
    with app.app_context():
        situations.one_is_submitted()
    page = client_of("secretariat").get(f"{BASE}/1?lang=en").text
    assert f'action="{BASE}/1/admission"' in page
    assert "It cannot be found admissible yet." not in page


@pytest.mark.parametrize("path", [f"{BASE}/1", BASE, "/tiny/text/text/clauses/centres"])
def test_who_reads_english_sees_what_an_arabic_amendment_changes_in_the_english(
    app: Flask, client_of: Clients, path: str
) -> None:
    with app.app_context():
        World.read(app).admitted(
            "delegate.jubail",
            "centres",
            old="40%",
            new="60%",
            text_en="We pledge that 60% of neighbourhoods will have a community learning centre by "
            "2030.",
        )
    page = html.fromstring(client_of("delegate.tunis").get(f"{path}?lang=en").text)
    (english,) = page.xpath('//*[@lang="en"][contains(@class, "changes")]')
    assert english.xpath("del/text()") == ["40%"]
    assert english.xpath("ins/text()") == ["60%"]


def text_of(app: Flask, clause: str = "centres") -> str:
    with app.app_context():
        return World.read(app).clause(clause).text


def proposal(text: str, **more: object) -> dict[str, object]:
    return {"what": "change", "place": "stays", "text": text, "key": "k1", **more}


def amendment(app: Flask, amendment_id: int) -> Amendment:
    with app.app_context():
        return amendment_shown(amendment_id)


def test_a_delegate_proposes_in_three_steps(app: Flask, client_of: Clients) -> None:
    client = client_of("delegate.jubail")
    said = proposal(text_of(app).replace("40%", "60%"), go="next")
    first = client.post(f"{BASE}/new/centres", data=said)
    assert first.status_code == 303
    assert first.location.endswith("/1/edit?step=2")
    second = client.post(f"{BASE}/1/edit?step=2", data={"rationale": "الهدف ممكن.", "go": "next"})
    assert second.location.endswith("/1/edit?step=3")
    look = client.get(second.location)
    assert "60%" in look.text
    assert "الهدف ممكن." in look.text
    done = client.post(f"{BASE}/1/submission", data={"key": "k2"})
    assert done.location.endswith("/amendments/1")
    kept = amendment(app, 1)
    assert (kept.number, kept.revisions[-1].rationale) == (1, "الهدف ممكن.")


def test_submitting_again_with_the_same_key_is_answered_like_the_first(
    app: Flask, client_of: Clients
) -> None:
    client = client_of("delegate.jubail")
    client.post(f"{BASE}/new/centres", data=proposal(text_of(app).replace("40%", "60%")))
    replies = [client.post(f"{BASE}/1/submission", data={"key": "k2"}) for _ in range(2)]
    assert {(reply.status_code, reply.location) for reply in replies} == {
        (303, f"{BASE}/1"),
    }


def test_a_draft_saves_itself_while_one_types(app: Flask, client_of: Clients) -> None:
    client, text = client_of("delegate.jubail"), text_of(app)
    address = f"{BASE}/drafts/clause/centres"
    first = client.post(address, data=proposal(text.replace("40%", "5"))).get_json()
    assert first["fields"]["draft"] == 1
    again = client.post(
        address, data=proposal(text.replace("40%", "50%"), **first["fields"])
    ).get_json()
    assert again["fields"]["draft"] == 1
    assert again["fields"]["seen"] > first["fields"]["seen"]
    assert "50%" in (amendment(app, 1).revisions[-1].text or "")


def test_the_first_save_sent_twice_begins_one_draft(app: Flask, client_of: Clients) -> None:
    client, text = client_of("delegate.jubail"), text_of(app)
    for words in ("50%", "55%"):
        reply = client.post(
            f"{BASE}/drafts/clause/centres", data=proposal(text.replace("40%", words))
        )
        assert reply.get_json()["fields"]["draft"] == 1
    assert "55%" in (amendment(app, 1).revisions[-1].text or "")


def test_the_rationale_outlives_a_change_of_the_words(app: Flask, client_of: Clients) -> None:
    client, text = client_of("delegate.jubail"), text_of(app)
    client.post(f"{BASE}/new/centres", data=proposal(text.replace("40%", "60%")))
    client.post(f"{BASE}/1/edit?step=2", data={"rationale": "الهدف ممكن."})
    client.post(f"{BASE}/1/edit", data=proposal(text.replace("40%", "70%"), draft="1"))
    assert amendment(app, 1).revisions[-1].rationale == "الهدف ممكن."


@pytest.mark.parametrize(
    ("because", "words", "says"),
    [
        ("empty", "   ", "اكتب ما ينبغي أن يقوله البند"),
        ("200 KB", "نلتزم بالتعلم. " * 8_000, "20000"),
        ("an override", "نلتزم \u202eبالتعلم.", "الموضع 7"),
        ("a control character", "نلتزم\x07 بالتعلم.", "U+0007"),
    ],
)
def test_bad_words_are_answered_at_their_field_and_kept(
    app: Flask, client_of: Clients, because: str, words: str, says: str
) -> None:
    reply = client_of("delegate.jubail").post(f"{BASE}/new/centres", data=proposal(words))
    assert reply.status_code == 422, because
    assert says in reply.text, because
    assert 'id="text-error"' in reply.text, because
    assert words.strip()[:20] in reply.text, because
    with app.app_context():
        assert db.session.query(Amendment).count() == 0


def test_mixed_scripts_and_latin_commas_are_pointed_out_with_a_fix(
    app: Flask, client_of: Clients
) -> None:
    words = text_of(app).replace("عام 2030", "عام 2030, وفق المعاییر")
    reply = client_of("delegate.jubail").post(
        f"{BASE}/previews/clause/centres", data=proposal(words)
    )
    assert reply.status_code == 200
    assert reply.text.count("data-fix=") >= 2
    assert "علامة ترقيم لاتينية" in reply.text


def test_a_preview_names_the_amendments_it_clashes_with(app: Flask, client_of: Clients) -> None:
    with app.app_context():
        situations.one_is_admitted()
    address, text = f"{BASE}/previews/clause/centres", text_of(app)
    client = client_of("delegate.tunis")
    rival = client.post(address, data=proposal(text.replace("40%", "30%")))
    assert "يتعارض مع التعديل رقم 1 المقدَّم من وفد الجبيل الصناعية" in rival.text
    same = client.post(address, data=proposal(text.replace("40%", "60%")))
    assert "يقول الشيء نفسه" in same.text
    beside = client.post(address, data=proposal(text.replace("2030", "2035")))
    assert "لا يتعارض معه تعديل آخر" in beside.text


@pytest.mark.parametrize(
    ("words", "says"),
    [("50%", "يتعارض مع مسودة لوفدكم"), ("60%", "لوفدكم مسودة تقول الشيء نفسه.")],
)
def test_a_draft_of_ones_own_is_called_a_draft_and_not_an_amendment_with_a_number(
    app: Flask, client_of: Clients, words: str, says: str
) -> None:
    client, text = client_of("delegate.jubail"), text_of(app)
    client.post(f"{BASE}/drafts/clause/centres", data=proposal(text.replace("40%", "60%")))
    with app.app_context():
        World.read(app).admitted("delegate.tunis", "centres", old="40%", new=words)
    page = client.get(f"{BASE}/2").text
    assert says in page
    assert "التعديل رقم مسودة" not in page
    assert says not in client_of("delegate.tunis").get(f"{BASE}/2").text


def test_what_is_not_screened_warns_nobody_else(app: Flask, client_of: Clients) -> None:
    with app.app_context():
        situations.one_is_submitted()
    reply = client_of("delegate.tunis").post(
        f"{BASE}/previews/clause/centres", data=proposal(text_of(app).replace("40%", "30%"))
    )
    assert "يتعارض" not in reply.text.replace("لا يتعارض", "")


def test_an_addition_at_a_taken_place_is_told(app: Flask, client_of: Clients) -> None:
    with app.app_context():
        World.read(app).admitted("delegate.jubail", None, text="ندعو إلى يوم.", after="network")
    said = {"text": "ندعو إلى جائزة.", "kind": "operative", "place": "after:network"}
    reply = client_of("delegate.tunis").post(f"{BASE}/previews/addition", data=said)
    assert "في المكان نفسه" in reply.text


def test_an_addition_where_another_clause_is_moved_to_is_told(
    app: Flask, client_of: Clients
) -> None:
    with app.app_context():
        World.read(app).admitted("delegate.jubail", "centres", moves=True, after="network")
    said = {"text": "ندعو إلى جائزة.", "kind": "operative", "place": "after:network"}
    reply = client_of("delegate.tunis").post(f"{BASE}/previews/addition", data=said)
    assert "في المكان نفسه" in reply.text


def test_letters_before_sub_items_are_taken_off_and_that_is_said(
    app: Flask, client_of: Clients
) -> None:
    words = text_of(app, "network") + "\n(ج) إقامة ملتقى سنوي."
    client = client_of("delegate.jubail")
    reply = client.post(f"{BASE}/new/network", data=proposal(words), follow_redirects=True)
    assert "أُزيلت حروف الفقرات الفرعية" in reply.text
    assert (amendment(app, 1).revisions[-1].text or "").endswith("\nإقامة ملتقى سنوي.")


def test_a_stale_draft_is_shown_again_with_what_was_typed(app: Flask, client_of: Clients) -> None:
    text = text_of(app)
    client_of("delegate.jubail").post(
        f"{BASE}/new/centres", data=proposal(text.replace("40%", "60%"))
    )
    seen = str(amendment(app, 1).edition)
    mine = {"draft": "1", "seen": seen}
    client_of("colleague.jubail").post(
        f"{BASE}/1/edit", data=proposal(text.replace("40%", "70%"), **mine)
    )
    reply = client_of("delegate.jubail").post(
        f"{BASE}/1/edit", data=proposal(text.replace("40%", "80%"), **mine)
    )
    assert reply.status_code == 409
    assert "غيّر زميل هذه المسودة" in reply.text
    assert "80%" in reply.text
    assert "70%" in (amendment(app, 1).revisions[-1].text or "")


def test_after_the_deadline_the_draft_is_kept_and_the_refusal_says_why(
    app: Flask, client_of: Clients
) -> None:
    with app.app_context():
        situations.a_draft_is_kept()
    client = client_of("delegate.jubail")
    with clock.set_to(AFTER_THE_WINDOW):
        page = client.get(f"{BASE}/1/edit?step=3")
        assert "قدِّم التعديل" not in page.text
        reply = client.post(f"{BASE}/1/submission", data={"key": "k"})
    assert reply.status_code == 409
    assert "باب التعديلات مغلق الآن" in reply.text


@pytest.mark.parametrize(
    "path",
    ["/999", "/999/edit", "/new/nowhere", "/order/nowhere", "/what-if/nowhere", "/999/new"],
)
def test_what_does_not_exist_is_not_found(client_of: Clients, path: str) -> None:
    assert client_of("delegate.jubail").get(BASE + path).status_code == 404


def test_nonsense_in_the_address_is_passed_over(access: int, client_of: Clients) -> None:
    reply = client_of("delegate.tunis").get(
        BASE + "?state=eaten&page=-3&clause=%00&words=%E2%80%AE&delegation=x"
    )
    assert reply.status_code == 200
    assert client_of("visitor").get(f"{BASE}/what-if/access?with=9&with=x").status_code == 200


def test_without_its_token_no_form_is_accepted(app: Flask, client_of: Clients) -> None:
    client = client_of("delegate.jubail")
    app.config["WTF_CSRF_ENABLED"] = True
    reply = client.post(f"{BASE}/new/centres", data=proposal("أ."))
    assert reply.status_code == 400


def test_ticked_amendments_are_admitted_and_the_others_named(
    app: Flask, client_of: Clients
) -> None:
    with app.app_context():
        situations.one_is_submitted()
        World.read(app).proposed("delegate.doha", "centres", text=situations.ANOTHER_TEXT)
    reply = client_of("secretariat").post(
        f"{BASE}/queue/admission", data={"amendment": [1, 2]}, follow_redirects=True
    )
    assert "قُبل تعديل واحد شكلاً" in reply.text
    assert "تعذّر الآن" in reply.text
    assert amendment(app, 1).state is AmendmentState.ADMISSIBLE
    assert amendment(app, 2).state is AmendmentState.SUBMITTED


def test_a_screening_by_a_page_that_is_out_of_date_is_refused(
    app: Flask, client_of: Clients
) -> None:
    with app.app_context():
        situations.one_is_submitted()
        seen = amendment_shown(1).edition
        text = World.read(app).clause("centres").text.replace("40%", "99%")
        amendments.revise(1, Wording(text=text), actor("delegate.jubail"))
    reply = client_of("secretariat").post(f"{BASE}/1/admission", data={"seen": str(seen)})
    assert reply.status_code == 409
    assert amendment(app, 1).state is AmendmentState.SUBMITTED


def test_a_refusal_without_a_reason_asks_for_one(app: Flask, client_of: Clients) -> None:
    with app.app_context():
        situations.one_is_submitted()
    reply = client_of("secretariat").post(f"{BASE}/1/refusal", data={"refusal-reason": " "})
    assert reply.status_code == 422
    assert amendment(app, 1).state is AmendmentState.SUBMITTED


def test_a_stale_revision_keeps_what_was_typed(app: Flask, client_of: Clients) -> None:
    with app.app_context():
        situations.one_is_admitted()
    text = text_of(app)
    reply = client_of("delegate.jubail").post(
        f"{BASE}/1/revision", data=proposal(text.replace("40%", "77%"), seen="0")
    )
    assert reply.status_code == 409
    assert "77%" in reply.text


def test_a_form_refused_in_english_is_answered_in_english(app: Flask, client_of: Clients) -> None:
    client = client_of("delegate.jubail")
    client.get(f"{BASE}/new/centres?lang=en")
    reply = client.post(f"{BASE}/new/centres", data=proposal("نلتزم \u202eبالتعلم."))
    assert "place 7" in reply.text


@pytest.mark.parametrize(
    "path", ["", "/1", "/queue", "/matrix", "/order/centres", "/what-if/centres?with=1"]
)
def test_a_page_costs_the_same_however_many_amendments(
    app: Flask, client_of: Clients, path: str
) -> None:
    client, costs = client_of("secretariat"), []
    for number in (50, 60, 61, 62, 63):
        with app.app_context():
            world = World.read(app)
            world.admitted("delegate.jubail", "centres", old="40%", new=f"{number}%")
            world.proposed("delegate.doha", "centres", old="2030", new=f"{2000 + number}")
        with app.app_context(), statements() as sent:
            assert client.get(BASE + path).status_code == 200
        costs.append(len(sent))
    assert len(set(costs[1:])) == 1, costs
    assert costs[-1] <= 40
