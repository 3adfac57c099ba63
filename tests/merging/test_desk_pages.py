"""The desk in a browser without a script: choose, settle, preview, publish, and nothing lost."""

import re
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import html

from declaration.extensions import db
from declaration.merging.drafts import draft_of
from declaration.merging.models import MergeDraft
from declaration.procedure.states import AmendmentState
from tests.conftest import forget, statements
from tests.merging.situations import (
    a_clause_is_not_adopted,
    adopted,
    published,
    put_and_adopted,
    reconsidered,
    row,
)
from tests.world import World, actor

DESK = "/tiny/text/text/desk"
CLAUSE = f"{DESK}/clauses/centres"


@pytest.fixture
def ids(app: Flask) -> list[int]:
    """Three adopted amendments of one clause; the first two contradict each other."""
    with app.app_context():
        world = World.read(app)
        world.sitting_opened()
        made = [
            world.admitted("delegate.jubail", "centres", old="40%", new="60%"),
            world.admitted("delegate.tunis", "centres", old="40%", new="50%"),
            world.admitted("delegate.doha", "centres", old="2030", new="2035"),
        ]
        put_and_adopted(world, *made)
    return made


@pytest.fixture
def officer(client_of: Callable[[str], FlaskClient]) -> FlaskClient:
    return client_of("secretariat")


def mark(page: str) -> str:
    """The name of the one conflict on a page."""
    found = set(re.findall(r'name="answer_([0-9a-f]+)"', page))
    assert len(found) == 1, found
    return found.pop()


def value(page: str, name: str) -> str:
    found = re.search(rf'name="{name}"[^>]*value="([^"]*)"', page)
    assert found, name
    return found.group(1)


def body(page: str, ids: list[int], **more: str) -> dict[str, object]:
    """The form of a page as a browser would send it."""
    return {
        "seen": value(page, "seen"),
        "key": value(page, "key"),
        "chosen": [str(id_) for id_ in ids],
        **more,
    }


def test_the_desk_lists_what_waits(officer: FlaskClient, ids: list[int]) -> None:
    page = officer.get(f"{DESK}/?lang=en").text
    assert "3 adopted amendments" in page
    assert CLAUSE in page


def test_an_empty_desk_says_so(officer: FlaskClient) -> None:
    assert "Nothing waits" in officer.get(f"{DESK}/?lang=en").text


def test_everything_adopted_is_chosen_and_the_conflict_is_shown(
    officer: FlaskClient, ids: list[int]
) -> None:
    page = officer.get(f"{CLAUSE}?lang=en").text
    assert page.count("checked") == 3
    assert "60%" in page
    assert "50%" in page
    assert "1 conflict left" in page
    assert "complete when everything is decided" in page


def test_publishing_without_deciding_is_refused_at_the_conflict(
    officer: FlaskClient, ids: list[int]
) -> None:
    page = officer.get(f"{CLAUSE}?lang=en").text
    reply = officer.post(f"{CLAUSE}?lang=en", data=body(page, ids, do="publish"))
    assert reply.status_code == 422
    assert f'href="#answer_{mark(page)}-0"' in reply.text


def test_a_wording_offered_is_previewed_and_published(
    app: Flask, officer: FlaskClient, ids: list[int]
) -> None:
    page = officer.get(f"{CLAUSE}?lang=en").text
    choice = {f"answer_{mark(page)}": "option-0"}
    preview = officer.post(f"{CLAUSE}?lang=en", data=body(page, ids, do="preview", **choice))
    assert "Everything is decided" in preview.text
    reply = officer.post(CLAUSE, data=body(preview.text, ids, do="publish", **choice))
    assert reply.status_code == 303
    with app.app_context():
        world = World.read(app)
        assert "60% في موعد أقصاه عام 2035" in world.clause("centres").text
        assert {row(id_).state for id_ in ids} == {AmendmentState.MERGED}
        assert db.session.query(MergeDraft).count() == 0


def test_sent_twice_it_is_published_once(app: Flask, officer: FlaskClient, ids: list[int]) -> None:
    page = officer.get(CLAUSE).text
    data = body(page, ids, do="publish", **{f"answer_{mark(page)}": "option-1"})
    assert officer.post(CLAUSE, data=data).status_code == 303
    officer.post(CLAUSE, data=data)
    with app.app_context():
        assert World.read(app).text().serial == 2


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Write the agreed wording."),
        ("55%\u202e", "U+202E"),
        ("ا" * 200_000, "at most 20000 characters"),
    ],
)
def test_a_wording_that_cannot_stand_is_refused_and_still_there(
    officer: FlaskClient, ids: list[int], typed: str, sentence: str
) -> None:
    page = officer.get(CLAUSE).text
    words = {f"answer_{mark(page)}": "other", f"words_{mark(page)}": typed}
    reply = officer.post(f"{CLAUSE}?lang=en", data=body(page, ids, do="publish", **words))
    assert reply.status_code == 422
    assert sentence in reply.text
    assert typed[:100] in reply.text


def test_another_wording_fills_the_conflict(
    app: Flask, officer: FlaskClient, ids: list[int]
) -> None:
    page = officer.get(CLAUSE).text
    words = {f"answer_{mark(page)}": "other", f"words_{mark(page)}": "55%"}
    assert officer.post(CLAUSE, data=body(page, ids, do="publish", **words)).status_code == 303
    with app.app_context():
        assert "55%" in World.read(app).clause("centres").text


def test_what_was_chosen_and_typed_is_there_when_the_officer_returns(
    app: Flask, officer: FlaskClient, ids: list[int]
) -> None:
    page = officer.get(CLAUSE).text
    words = {f"answer_{mark(page)}": "other", f"words_{mark(page)}": "اثنان وخمسون"}
    officer.post(CLAUSE, data=body(page, ids[:2], do="save", **words))
    again = officer.get(CLAUSE).text
    assert "اثنان وخمسون" in again
    assert again.count('name="chosen"') == 3
    assert len(re.findall(r'name="chosen"[^>]*checked', again)) == 2


def test_an_answer_never_lands_in_another_conflict(
    app: Flask, officer: FlaskClient, ids: list[int]
) -> None:
    page = officer.get(CLAUSE).text
    words = {f"answer_{mark(page)}": "other", f"words_{mark(page)}": "55%"}
    reply = officer.post(f"{CLAUSE}?lang=en", data=body(page, ids[1:], do="preview", **words))
    assert "answer_" not in reply.text
    assert "Typed for a conflict that is no longer there" in reply.text
    assert "55%" in reply.text


def test_an_overtaken_officer_is_told_and_loses_nothing(
    app: Flask, officer: FlaskClient, ids: list[int]
) -> None:
    page = officer.get(CLAUSE).text
    words = {f"answer_{mark(page)}": "other", f"words_{mark(page)}": "اثنان وخمسون"}
    with app.app_context():
        published(World.read(app), ids[2])
    reply = officer.post(f"{CLAUSE}?lang=en", data=body(page, ids, do="publish", **words))
    assert reply.status_code == 409
    assert "Somebody published a newer version meanwhile." in reply.text
    assert "اثنان وخمسون" in reply.text
    again = body(reply.text, ids[:2], do="publish", **words)
    assert officer.post(CLAUSE, data=again).status_code == 303


def test_pending_amendments_are_told_their_fate(
    app: Flask, officer: FlaskClient, ids: list[int]
) -> None:
    with app.app_context():
        world = World.read(app)
        world.admitted("delegate.yanbu", "centres", old="نتعهد", new="نلتزم")
        world.admitted("delegate.yanbu", "centres", old="2030", new="2040")
    page = officer.get(CLAUSE).text
    choice = {f"answer_{mark(page)}": "option-0"}
    preview = officer.post(f"{CLAUSE}?lang=en", data=body(page, ids, do="preview", **choice)).text
    assert "will be restated on the new version by itself" in preview
    assert "will have to be restated: its words change here" in preview


def test_the_hall_sees_a_draft_only_while_it_is_shown(
    app: Flask, officer: FlaskClient, client_of: Callable[[str], FlaskClient], ids: list[int]
) -> None:
    page = officer.get(CLAUSE).text
    officer.post(CLAUSE, data=body(page, ids, do="save"))
    visitor = client_of("visitor")
    assert visitor.get(f"{CLAUSE}/hall").status_code == 404
    officer.post(f"{CLAUSE}/hall", data={"shown": "yes"})
    shown = visitor.get(f"{CLAUSE}/hall?lang=en")
    assert shown.status_code == 200
    assert "It is not the text yet" in shown.text
    assert 'name="chosen"' not in shown.text
    officer.post(f"{CLAUSE}/hall", data={"shown": "no"})
    assert visitor.get(f"{CLAUSE}/hall").status_code == 404


def test_an_amendment_that_arrives_meanwhile_is_announced(
    app: Flask, officer: FlaskClient, ids: list[int]
) -> None:
    page = officer.get(CLAUSE).text
    officer.post(CLAUSE, data=body(page, ids, do="save"))
    with app.app_context():
        world = World.read(app)
        made = world.proposed("delegate.yanbu", "centres", old="نتعهد", new="نلتزم")
        draft = draft_of(world.clause("centres").clause_id, actor("secretariat").membership_id or 0)
        assert draft is not None
        submitted = row(made).submitted_at
        assert submitted is not None
        announced = submitted > draft.saved_at
    page = officer.get(f"{CLAUSE}?lang=en").text
    assert ("arrived since you saved" in page) is announced


def test_additions_at_one_place_are_ordered_by_hand(app: Flask, officer: FlaskClient) -> None:
    with app.app_context():
        world = World.read(app)
        world.sitting_opened()
        made = [
            world.admitted(who, None, text=text, moves=True, after="centres")
            for who, text in (
                ("delegate.jubail", "نلتزم بتقرير سنوي."),
                ("delegate.tunis", "نلتزم بمرصد عربي."),
            )
        ]
        put_and_adopted(world, *made)
        wordings = [row(each).revisions[-1].id for each in made]
    page = officer.get(f"{DESK}/arrangement").text
    ranks = {f"rank_{wordings[0]}": "2", f"rank_{wordings[1]}": "1"}
    reply = officer.post(f"{DESK}/arrangement", data=body(page, made, do="publish", **ranks))
    assert reply.status_code == 303
    with app.app_context():
        texts = [clause.text for clause in World.read(app).text().clauses]
    assert texts.index("نلتزم بمرصد عربي.") + 1 == texts.index("نلتزم بتقرير سنوي.")


def test_two_additions_with_one_rank_are_refused(app: Flask, officer: FlaskClient) -> None:
    with app.app_context():
        world = World.read(app)
        world.sitting_opened()
        made = [
            world.admitted(who, None, text=text, moves=True, after="centres")
            for who, text in (
                ("delegate.jubail", "نلتزم بتقرير سنوي."),
                ("delegate.tunis", "نلتزم بمرصد عربي."),
            )
        ]
        put_and_adopted(world, *made)
        wordings = [row(each).revisions[-1].id for each in made]
    page = officer.get(f"{DESK}/arrangement").text
    ranks = {f"rank_{each}": "1" for each in wordings}
    reply = officer.post(f"{DESK}/arrangement", data=body(page, made, do="publish", **ranks))
    assert reply.status_code == 422


def test_a_restoration_is_offered_shown_and_published(app: Flask, officer: FlaskClient) -> None:
    with app.app_context():
        world = World.read(app)
        world.sitting_opened()
        decided = adopted(world, "delegate.jubail", "centres", old="40%", new="60%")
        published(world, decided)
        reconsidered(world, decided)
    assert "Restore the earlier text" in officer.get(f"{DESK}/?lang=en").text
    page = officer.get(f"{DESK}/restorations/centres").text
    reply = officer.post(f"{DESK}/restorations/centres", data=body(page, [], do="publish"))
    assert reply.status_code == 303
    with app.app_context():
        assert "40%" in World.read(app).clause("centres").text
    assert officer.get(f"{DESK}/restorations/centres").status_code == 404


def test_a_clause_that_was_not_adopted_is_taken_out_at_the_desk(
    app: Flask, officer: FlaskClient
) -> None:
    with app.app_context():
        a_clause_is_not_adopted()
    assert "Take out of the text" in officer.get(f"{DESK}/?lang=en").text
    page = officer.get(f"{DESK}/restorations/access").text
    assert "The clause was put to the vote and not adopted." in page
    assert "فرص التعلم مدى الحياة" in page
    reply = officer.post(
        f"{DESK}/restorations/access", data=body(page, [], do="publish"), follow_redirects=True
    )
    assert "The clause is out of the text." in reply.text
    assert "Take out of the text" not in reply.text
    with app.app_context():
        assert "access" not in [clause.key for clause in World.read(app).text().clauses]


def test_a_correction_of_substance_is_refused_at_the_text(app: Flask, officer: FlaskClient) -> None:
    page = officer.get(f"{DESK}/texts/centres").text
    data = {"seen": value(page, "seen"), "text": "نتعهد بشيء آخر تماماً.", "do": "publish"}
    reply = officer.post(f"{DESK}/texts/centres?lang=en", data=data)
    assert reply.status_code == 422
    assert "A correction may change typography only" in reply.text
    assert "نتعهد بشيء آخر تماماً." in reply.text


def test_a_revision_is_issued_once_under_its_symbol(app: Flask, officer: FlaskClient) -> None:
    with app.app_context():
        world = World.read(app)
        world.sitting_opened()
        published(world, adopted(world, "delegate.jubail", "centres", old="40%", new="60%"))
    assert officer.post(f"{DESK}/revision", data={"symbol": "first"}).status_code == 422
    assert officer.post(f"{DESK}/revision", data={"symbol": "Corr.1"}).status_code == 422
    assert officer.post(f"{DESK}/revision", data={"symbol": "Rev.1"}).status_code == 303
    with app.app_context():
        assert World.read(app).text().symbol == "Rev.1"


@pytest.mark.parametrize("path", ["clauses/nothing", "texts/nothing", "amendments/99"])
def test_unknown_things_are_not_found(officer: FlaskClient, path: str) -> None:
    assert officer.get(f"{DESK}/{path}").status_code == 404


def test_the_page_of_a_clause_costs_no_more_reads_for_more_amendments(
    app: Flask, officer: FlaskClient, ids: list[int]
) -> None:
    officer.get(CLAUSE)
    forget(app)
    with app.app_context(), statements() as few:
        officer.get(CLAUSE)
    with app.app_context():
        world = World.read(app)
        for old, new in (("نتعهد", "نلتزم"), ("مركز", "بيت"), ("مجتمعي", "محلي")):
            world.admitted("delegate.yanbu", "centres", old=old, new=new)
    forget(app)
    with app.app_context(), statements() as many:
        officer.get(CLAUSE)
    assert len(many) == len(few)


def test_every_word_brought_bears_the_letter_the_colour_and_the_name_of_who_brought_it(
    app: Flask, officer: FlaskClient
) -> None:
    with app.app_context():
        world = World.read(app)
        world.sitting_opened()
        made = [
            world.admitted("delegate.jubail", "centres", old="مجتمعي", new="مجتمعي مجهز"),
            world.admitted("delegate.doha", "centres", old="2030", new="2035"),
        ]
        put_and_adopted(world, *made)
    page = html.fromstring(officer.get(f"{CLAUSE}?lang=ar").text)
    brought = {}
    for words in page.find_class("prov"):
        (mark,) = words.find_class("by")
        (colour,) = [each for each in words.get("class").split() if each != "prov"]
        brought[mark.get("title")] = (colour, mark[0].text_content())
        assert mark.get("title") in mark.find_class("unseen")[0].text_content()
    keys = {
        each.find("bdi").text: (each.get("class").split()[1], each.find("i").text_content())
        for each in page.xpath("//p[@class='row']/span[contains(@class, 'who')]")
    }
    assert set(brought) == {"الجبيل الصناعية", "الدوحة"}
    assert brought == keys, "the legend says whose they are"
    assert len(set(brought.values())) == 2
