"""Adopted amendments become the text: each kind is proposed, voted, merged, and seen."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from declaration.comments import operations as comments
from declaration.comments.models import Placement, PlacementState
from declaration.drafting.models import ClauseVersion, Origin
from declaration.drafting.operations import issue_revision
from declaration.extensions import db
from declaration.journal.models import JournalEntry
from declaration.merging.models import MergedText, MergeInput, MergeRecord, Resolution
from declaration.merging.operations import publish
from declaration.merging.plans import (
    INCOMPLETE_PACKAGE,
    NO_LONGER_STANDS,
    UNDECIDED,
    UNKNOWN,
    Plan,
)
from declaration.plenary import stages
from declaration.procedure import Rules
from declaration.procedure.refusals import Invalid, NotPermitted, Stale, WrongState
from declaration.procedure.states import AmendmentState, ClauseState
from declaration.proof import read_entry
from tests.conftest import statements
from tests.merging.situations import (
    SECRETARIAT,
    adopted,
    in_one_package,
    published,
    put_and_adopted,
    row,
)
from tests.world import World

SHARE = "نسبة الأحياء"
REPORT = "نلتزم بنشر تقرير سنوي عن التقدم."


def keys(world: World, serial: int | None = None) -> list[str]:
    return [clause.key for clause in world.text(serial).clauses]


def six_of_which_two_clash(world: World) -> list[int]:
    ids = [
        world.admitted("delegate.jubail", "centres", old="نتعهد", new="نلتزم"),
        world.admitted("delegate.tunis", "centres", old=SHARE, new="نسبة القرى والأحياء"),
        world.admitted("delegate.doha", "centres", old="مركز تعلم", new="مركز أو مكتبة تعلم"),
        world.admitted("delegate.jubail", "centres", old="40%", new="60%"),
        world.admitted("delegate.tunis", "centres", old="40%", new="50%"),
        world.admitted("delegate.doha", "centres", old="2030", new="2035"),
    ]
    put_and_adopted(world, *ids)
    return ids


def test_a_new_text_stands_in_the_next_revision(any_world: World) -> None:
    any_world.sitting_opened()
    id_ = adopted(any_world, "delegate.jubail", "centres", old="40%", new="60%")
    assert published(any_world, id_) == 2
    assert "60%" in any_world.clause("centres").text
    assert "40%" in any_world.text(1).by_key("centres").text
    assert row(id_).state is AmendmentState.MERGED


@pytest.mark.parametrize("clause", ["title", "theme-1", "chapeau"])
def test_title_headings_and_opening_words_are_amended_like_any_clause(
    world: World, clause: str
) -> None:
    world.sitting_opened()
    text = world.clause(clause).text
    id_ = adopted(world, "delegate.jubail", clause, text=f"{text} المتجددة")
    published(world, id_)
    assert world.clause(clause).text == f"{text} المتجددة"
    assert world.clause(clause).kind is world.text(1).by_key(clause).kind


def test_a_clause_moves_and_keeps_its_words_and_its_version(any_world: World) -> None:
    world = any_world
    world.sitting_opened()
    id_ = adopted(world, "delegate.jubail", "network", moves=True, after="theme-1")
    published(world, id_)
    assert keys(world)[-4:] == ["network", "access", "centres", "closing"]
    assert world.clause("network").version == 1
    assert world.clause("network").number == "1"
    assert world.text(1).by_key("network").number == "3"


def test_an_amendment_may_bring_both_a_text_and_a_place(world: World) -> None:
    world.sitting_opened()
    words = world.clause("network").text.replace("ندعو", "نحثّ")
    id_ = adopted(world, "delegate.jubail", "network", text=words, moves=True, after="theme-1")
    published(world, id_)
    assert world.clause("network").number == "1"
    assert world.clause("network").text == words


def test_a_removed_clause_stands_in_earlier_revisions_alone(any_world: World) -> None:
    world = any_world
    world.sitting_opened()
    id_ = adopted(world, "delegate.jubail", "network", removes=True)
    published(world, id_)
    assert "network" not in keys(world)
    assert "network" in keys(world, 1)


def test_several_additions_at_one_place_stand_in_the_order_agreed(any_world: World) -> None:
    world = any_world
    world.sitting_opened()
    first = world.admitted("delegate.jubail", None, text=REPORT, moves=True, after="centres")
    second = world.admitted(
        "delegate.tunis", None, text="نلتزم بإنشاء مرصد.", moves=True, after="centres"
    )
    put_and_adopted(world, first, second)
    with pytest.raises(Invalid) as refused:
        published(world, first, second)
    assert refused.value.errors == {"resolutions": [UNDECIDED]}

    ids = [row(each).clause_id for each in (first, second)]
    wordings = [row(each).revisions[-1].id for each in (first, second)]
    name = "same-place:" + "-".join(map(str, sorted(ids)))
    published(world, first, second, places={name: wordings[::-1]})
    at = keys(world).index("centres")
    assert [c.clause_id for c in world.text().clauses[at + 1 : at + 3]] == ids[::-1]
    assert [c.number for c in world.text().clauses[at + 1 : at + 3]] == ["3", "4"]


def test_after_a_move_and_an_insertion_the_first_revision_renders_byte_for_byte(
    app: Flask, client_of: Callable[[str], FlaskClient]
) -> None:
    before = client_of("visitor").get("/tiny/text/text/revisions/1")
    with app.app_context():
        world = World.read(app)
        told = world.text(1)
        world.sitting_opened()
        moved = world.admitted("delegate.jubail", "network", moves=True, after="theme-1")
        added = world.admitted("delegate.tunis", None, text=REPORT, moves=True, after="access")
        put_and_adopted(world, moved, added)
        published(world, moved, added)
        assert world.text(1).clauses == told.clauses
    after = client_of("visitor").get("/tiny/text/text/revisions/1")
    assert paper(before.text) == paper(after.text)


def paper(page: str) -> str:
    """The declaration itself, without the frame that tells what is newest."""
    return page[page.index('<div class="paper">') : page.index("</main>")]


def test_a_place_whose_clause_is_gone_is_near_where_that_stood(world: World) -> None:
    world.sitting_opened()
    added = world.admitted("delegate.tunis", None, text=REPORT, moves=True, after="centres")
    removed = adopted(world, "delegate.jubail", "centres", removes=True)
    published(world, removed)
    put_and_adopted(world, added)
    clause_id, gone = row(added).clause_id, world.text(1).by_key("centres").clause_id
    wording = row(added).revisions[-1].id
    published(world, added, places={f"place-gone:{clause_id}-{gone}": [wording]})
    assert keys(world)[-4:] == ["access", f"added-{row(added).number}", "network", "closing"]


def test_six_adopted_amendments_of_which_two_clash_become_one_text(any_world: World) -> None:
    world = any_world
    world.sitting_opened()
    ids = six_of_which_two_clash(world)
    clause = world.clause("centres")
    with pytest.raises(Invalid) as refused:
        published(world, *ids, seen={clause.clause_id: 1})
    assert refused.value.errors == {"resolutions": [UNDECIDED]}
    published(world, *ids, seen={clause.clause_id: 1}, resolutions={clause.clause_id: {1: "55%"}})
    assert world.clause("centres").text == (
        "نلتزم بأن تبلغ نسبة القرى والأحياء التي يتاح فيها مركز أو مكتبة تعلم مجتمعي "
        "55% في موعد أقصاه عام 2035."
    )
    assert {row(id_).state for id_ in ids} == {AmendmentState.MERGED}


def test_the_record_of_a_merge_keeps_all_it_was_made_of(world: World) -> None:
    world.sitting_opened()
    ids = six_of_which_two_clash(world)
    clause = world.clause("centres")
    published(world, *ids, resolutions={clause.clause_id: {1: "55%"}}, note="اتُّفق في الجلسة")
    record = db.session.scalars(select(MergeRecord)).one()
    text = db.session.scalars(select(MergedText)).one()
    resolution = db.session.scalars(select(Resolution)).one()
    inputs = db.session.scalars(select(MergeInput)).all()
    assert record.engine.startswith("declaration.text/")
    assert record.note == "اتُّفق في الجلسة"
    assert record.arrangement == [each.clause_id for each in world.text().clauses]
    assert text.base_version_id == clause.version_id
    assert (resolution.text, sorted(resolution.options.values())) == ("55%", ["50%", "60%"])
    assert len(inputs) == 6
    assert None not in {each.ballot_id for each in inputs}


def test_the_entry_names_what_was_merged_and_by_which_ballot(world: World) -> None:
    world.sitting_opened()
    id_ = adopted(world, "delegate.jubail", "centres", old="40%", new="60%")
    published(world, id_)
    body = db.session.scalars(select(JournalEntry.body).order_by(JournalEntry.id.desc())).first()
    said = read_entry(body)
    assert said.data["merged"] == [{"amendment": "1", "revision": 1, "ballot": 1}]
    assert [each["key"] for each in said.data["clauses"]] == ["centres"]


def test_what_was_adopted_and_not_chosen_stays_and_can_be_merged_later(any_world: World) -> None:
    world = any_world
    world.sitting_opened()
    first = world.admitted("delegate.jubail", "centres", old="40%", new="60%")
    second = world.admitted("delegate.tunis", "centres", old="40%", new="50%")
    put_and_adopted(world, first, second)
    published(world, first)
    assert row(second).state is AmendmentState.ADOPTED
    assert row(second).needs_rebasing

    clause = world.clause("centres")
    with pytest.raises(Invalid) as refused:
        published(world, second)
    assert refused.value.errors == {"resolutions": [UNDECIDED]}
    published(world, second, resolutions={clause.clause_id: {1: "55%"}})
    assert "55%" in world.clause("centres").text
    assert row(second).state is AmendmentState.MERGED
    assert not row(second).needs_rebasing


def test_pending_amendments_are_restated_or_marked(any_world: World) -> None:
    world = any_world
    world.sitting_opened()
    clean = world.admitted("delegate.tunis", "centres", old="2030", new="2035")
    clashing = world.admitted("delegate.doha", "centres", old="40%", new="45%")
    published(world, adopted(world, "delegate.jubail", "centres", old="40%", new="60%"))
    assert row(clean).revisions[-1].text == world.clause("centres").text.replace("2030", "2035")
    assert not row(clean).needs_rebasing
    assert row(clashing).needs_rebasing
    assert "45%" in row(clashing).revisions[-1].text


def test_amendments_of_a_removed_clause_are_marked_and_cannot_be_merged(world: World) -> None:
    world.sitting_opened()
    edit = world.admitted("delegate.tunis", "network", old="الأقران", new="المدن")
    removal = world.admitted("delegate.jubail", "network", removes=True)
    put_and_adopted(world, removal)
    published(world, removal)
    assert row(edit).needs_rebasing
    with pytest.raises(Invalid) as refused:
        published(world, edit)
    assert refused.value.errors == {"chosen": [NO_LONGER_STANDS]}


def test_a_removal_and_a_change_of_one_clause_are_never_merged_together(world: World) -> None:
    world.sitting_opened()
    edit = world.admitted("delegate.tunis", "network", old="الأقران", new="المدن")
    removal = world.admitted("delegate.jubail", "network", removes=True)
    put_and_adopted(world, edit, removal)
    with pytest.raises(Invalid) as refused:
        published(world, edit, removal)
    assert refused.value.errors == {"resolutions": [UNDECIDED]}
    published(world, edit)
    published(world, removal)
    assert "network" not in keys(world)


def test_a_package_is_merged_whole_or_not_at_all(world: World) -> None:
    world.sitting_opened()
    ids = in_one_package(
        world,
        world.admitted("delegate.tunis", "network", old="الأقران", new="المدن"),
        world.admitted("delegate.tunis", "access", old="2030", new="2035"),
    )
    with pytest.raises(Invalid) as refused:
        published(world, ids[0])
    assert refused.value.errors == {"chosen": [INCOMPLETE_PACKAGE]}
    published(world, *ids)
    assert {row(id_).state for id_ in ids} == {AmendmentState.MERGED}


def test_unknown_and_undecided_amendments_are_refused(world: World) -> None:
    world.sitting_opened()
    pending = world.admitted("delegate.tunis", "network", old="الأقران", new="المدن")
    with pytest.raises(Invalid) as refused:
        published(world, 999)
    assert refused.value.errors == {"chosen": [UNKNOWN]}
    with pytest.raises(WrongState):
        published(world, pending)
    with pytest.raises(NotPermitted):
        publish(world.declaration_id, Plan(chosen=(pending,)), world.actor("delegate.tunis"))


def test_a_clause_read_in_an_older_version_is_stale(world: World) -> None:
    world.sitting_opened()
    first = world.admitted("delegate.jubail", "centres", old="40%", new="60%")
    second = world.admitted("delegate.tunis", "centres", old="2030", new="2035")
    put_and_adopted(world, first, second)
    clause = world.clause("centres")
    published(world, first, seen={clause.clause_id: 1})
    with pytest.raises(Stale) as refused:
        published(world, second, seen={clause.clause_id: 1})
    assert (refused.value.seen, refused.value.now) == (1, 2)
    assert row(second).state is AmendmentState.ADOPTED


def test_a_refused_publication_leaves_no_trace(world: World) -> None:
    world.sitting_opened()
    ids = six_of_which_two_clash(world)
    entries = db.session.query(JournalEntry).count()
    with pytest.raises(Invalid):
        published(world, *ids)
    assert db.session.query(JournalEntry).count() == entries
    assert db.session.query(MergeRecord).count() == 0
    assert world.text().serial == 1


def test_a_new_version_opens_the_clause_again(world: World) -> None:
    world.sitting_opened()
    clause = world.clause("centres")
    stages.settle_clause(clause.clause_id, world.actor("chair"))
    assert world.clause("centres").state is ClauseState.SETTLED
    published(world, adopted(world, "delegate.jubail", "centres", old="40%", new="60%"))
    assert world.clause("centres").state is ClauseState.OPEN


def test_comments_follow_their_words_into_the_new_version(any_world: World) -> None:
    world = any_world
    world.sitting_opened()
    clause = world.clause("centres")
    for words in ("مركز تعلم مجتمعي", "40%"):
        start = clause.text.index(words)
        comments.open_thread(
            clause.clause_id,
            "ما المقصود؟",
            world.actor("delegate.doha"),
            Rules(),
            version_id=clause.version_id,
            start=start,
            stop=start + len(words),
        )
    published(world, adopted(world, "delegate.jubail", "centres", old="40%", new="60%"))
    placed = db.session.scalars(
        select(Placement)
        .where(Placement.version_id == world.clause("centres").version_id)
        .order_by(Placement.id)
    ).all()
    assert [each.state for each in placed] == [PlacementState.EXACT, PlacementState.EDITED]


def test_english_is_merged_where_every_input_has_it(world: World) -> None:
    world.sitting_opened()
    english = world.clause("centres").translations["en"]
    id_ = world.admitted(
        "delegate.jubail",
        "centres",
        text=world.clause("centres").text.replace("40%", "60%"),
        text_en=english.replace("40%", "60%"),
    )
    put_and_adopted(world, id_)
    published(world, id_)
    assert world.clause("centres").translations["en"] == english.replace("40%", "60%")


def test_english_is_stale_where_an_input_lacks_it(world: World) -> None:
    world.sitting_opened()
    published(world, adopted(world, "delegate.jubail", "centres", old="40%", new="60%"))
    assert world.clause("centres").translations == {}


def test_a_published_revision_can_carry_its_symbol(world: World) -> None:
    world.sitting_opened()
    published(
        world, adopted(world, "delegate.jubail", "centres", old="40%", new="60%"), symbol="Rev.1"
    )
    assert world.text().symbol == "Rev.1"
    with pytest.raises(Invalid):
        issue_revision(world.declaration_id, "Rev.2", world.actor(SECRETARIAT))


def test_the_merge_of_many_costs_no_more_reads_than_that_of_few(world: World) -> None:
    world.sitting_opened()
    few = [
        world.admitted("delegate.jubail", "access", old="نلتزم", new="نتعهد"),
        world.admitted("delegate.tunis", "access", old="2030", new="2035"),
    ]
    pairs = [
        ("نتعهد", "نلتزم"),
        (SHARE, "نسبة القرى والأحياء"),
        ("مركز تعلم", "مركز أو مكتبة تعلم"),
        ("40%", "60%"),
        ("موعد أقصاه", "موعد لا يتجاوز"),
        ("2030", "2035"),
    ]
    many = [world.admitted("delegate.doha", "centres", old=old, new=new) for old, new in pairs]
    put_and_adopted(world, *few, *many)
    with statements() as for_few:
        published(world, *few)
    with statements() as for_many:
        published(world, *many)
    assert reads(for_many) <= reads(for_few)
    assert len(for_many) <= len(for_few) + len(many)


def reads(sent: list[str]) -> int:
    return sum(statement.startswith("SELECT") for statement in sent)


def test_a_version_says_where_it_came_from_and_who_brought_its_words(world: World) -> None:
    world.sitting_opened()
    id_ = adopted(world, "delegate.jubail", "centres", old="40%", new="60%")
    wording = row(id_).revisions[-1].id
    published(world, id_)
    assert world.clause("centres").origin is Origin.MERGE
    segments = db.session.get_one(ClauseVersion, world.clause("centres").version_id).segments
    brought = [each["text"] for each in segments if each["inserted_by"] == [wording]]
    assert [words.strip() for words in brought] == ["60%"]
