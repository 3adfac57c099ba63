"""Drafts: kept as often as one types, seen by nobody else, handed in once."""

from datetime import UTC, datetime

import pytest

from declaration import clock
from declaration.amendments import operations as amendments
from declaration.amendments.models import Amendment
from declaration.amendments.queries import amendment_shown, newest
from declaration.amendments.wording import Member, Wording
from declaration.drafting.models import ClauseKind
from declaration.extensions import db
from declaration.journal import Channel, Repeated
from declaration.journal.models import JournalEntry
from declaration.procedure import Invalid, NotPermitted, Stale, WrongState
from declaration.procedure.states import AmendmentState
from declaration.proof import read_entry
from tests.amendments.situations import TWO_CHANGES
from tests.world import World

AFTER_THE_WINDOW = datetime(2023, 5, 10, 16, 0, tzinfo=UTC)


def drafted(world: World, **wording: object) -> int:
    return amendments.save_draft(
        world.declaration_id,
        Wording(**wording),  # type: ignore[arg-type]
        world.actor("delegate.jubail"),
        clause_key="centres",
    )


def entries() -> list[JournalEntry]:
    return list(db.session.query(JournalEntry).order_by(JournalEntry.id))


def test_a_draft_is_one_wording_however_often_it_is_saved(world: World) -> None:
    draft = drafted(world, text="نتعهد بأن تبلغ النسبة 50%.")
    for words in ("نتعهد بأن تبلغ النسبة 55%.", "نتعهد بأن تبلغ النسبة 60%."):
        amendments.save_draft(
            world.declaration_id,
            Wording(text=words),
            world.actor("colleague.jubail"),
            clause_key="centres",
            draft_id=draft,
        )
    amendment = amendment_shown(draft)
    assert [wording.text for wording in amendment.revisions] == ["نتعهد بأن تبلغ النسبة 60%."]
    assert amendment.number is None


def test_of_two_colleagues_saving_one_draft_the_slower_is_told(world: World) -> None:
    draft = drafted(world, text="نتعهد بأن تبلغ النسبة 50%.")
    seen = amendment_shown(draft).edition
    again = {"clause_key": "centres", "draft_id": draft, "seen": seen}
    amendments.save_draft(
        world.declaration_id, Wording(text="أ."), world.actor("delegate.jubail"), **again
    )
    with pytest.raises(Stale):
        amendments.save_draft(
            world.declaration_id, Wording(text="ب."), world.actor("colleague.jubail"), **again
        )
    assert newest(amendment_shown(draft)).text == "أ."


def test_another_delegation_can_neither_change_nor_submit_a_draft(world: World) -> None:
    draft = drafted(world, text="نتعهد بأن تبلغ النسبة 50%.")
    for who in ("delegate.tunis", "secretariat"):
        with pytest.raises(NotPermitted):
            amendments.submit(draft, world.actor(who))
        with pytest.raises(NotPermitted):
            amendments.discard_draft(draft, world.actor(who))


def test_the_secretariat_acting_for_a_delegation_does_not_reach_its_drafts(world: World) -> None:
    draft = drafted(world, text="نتعهد بأن تبلغ النسبة 50%.")
    jubail = world.actor("delegate.jubail")
    assert jubail.delegation_id is not None
    officer = world.actor("secretariat").on_behalf_of(
        jubail.delegation_id, "jubail", Channel.ON_BEHALF
    )
    with pytest.raises(NotPermitted):
        amendments.submit(draft, officer)


def test_numbers_follow_submission_without_gaps(any_world: World) -> None:
    world = any_world
    first = drafted(world, text="نتعهد بأن تبلغ النسبة 50%.")
    second = drafted(world, text="نتعهد بأن تبلغ النسبة 60%.")
    third = drafted(world, removes=True)
    amendments.discard_draft(second, world.actor("delegate.jubail"))
    assert amendments.submit(third, world.actor("delegate.jubail")) == 1
    assert amendments.submit(first, world.actor("delegate.jubail")) == 2


def test_submitting_twice_with_one_key_submits_once(any_world: World) -> None:
    world = any_world
    draft = drafted(world, text="نتعهد بأن تبلغ النسبة 50%.")
    by = world.actor("delegate.jubail").once("k1")
    amendments.submit(draft, by)
    with pytest.raises(Repeated):
        amendments.submit(draft, by)
    assert db.session.get_one(Amendment, draft).number == 1


@pytest.mark.parametrize(
    ("because", "wording", "field"),
    [
        ("nothing is said", {}, "text"),
        ("blanks are nothing", {"text": "  \n "}, "text"),
        ("200 KB is no clause", {"text": "كلمة " * 40_000}, "text"),
        ("a rationale has its length too", {"text": "أ.", "rationale": "ب" * 5_001}, "rationale"),
        ("an override deceives the eye", {"text": "نلتزم \u202eبما يلي."}, "text"),
        ("a removal is alone", {"removes": True, "text": "أ."}, "removes"),
        ("no such place", {"moves": True, "after": "nowhere"}, "after"),
    ],
)
def test_what_cannot_be_kept_is_named_and_leaves_nothing(
    world: World, because: str, wording: dict[str, object], field: str
) -> None:
    before = len(entries())
    with pytest.raises(Invalid) as refused:
        drafted(world, **wording)
    assert field in refused.value.errors, because
    assert db.session.query(Amendment).count() == 0
    assert len(entries()) == before


def test_what_changes_nothing_is_refused_where_it_is_submitted(world: World) -> None:
    draft = drafted(world, text=world.clause("centres").text)
    with pytest.raises(Invalid):
        amendments.submit(draft, world.actor("delegate.jubail"))
    assert db.session.get_one(Amendment, draft).state is AmendmentState.DRAFT


def test_after_the_deadline_nothing_is_submitted(world: World) -> None:
    draft = drafted(world, text="نتعهد بأن تبلغ النسبة 50%.")
    with clock.set_to(AFTER_THE_WINDOW), pytest.raises(WrongState) as refused:
        amendments.submit(draft, world.actor("delegate.jubail"))
    assert "amendments_are_open" in refused.value.unmet


def test_the_secretariat_accepts_a_late_one_and_the_record_says_so(world: World) -> None:
    jubail = world.actor("delegate.jubail")
    assert jubail.delegation_id is not None
    officer = world.actor("secretariat").on_behalf_of(
        jubail.delegation_id, "jubail", Channel.ON_BEHALF
    )
    with clock.set_to(AFTER_THE_WINDOW):
        late = amendments.enter(
            world.declaration_id, Wording(removes=True), officer, clause_key="centres"
        )
    amendment = amendment_shown(late)
    assert amendment.late
    assert amendment.state is AmendmentState.SUBMITTED
    said = read_entry(entries()[-1].body)
    assert (said.on_behalf, said.data["late"], said.role) == ("jubail", True, "secretariat")


def test_a_delegate_cannot_enter_for_oneself_past_the_deadline(world: World) -> None:
    with clock.set_to(AFTER_THE_WINDOW), pytest.raises(NotPermitted):
        amendments.enter(
            world.declaration_id,
            Wording(removes=True),
            world.actor("delegate.jubail"),
            clause_key="centres",
        )


def test_an_addition_reserves_its_clause_when_it_is_submitted(world: World) -> None:
    addition = world.proposed(
        "delegate.jubail",
        None,
        text="ندعو إلى يوم للتعلم.",
        after="network",
        kind=ClauseKind.OPERATIVE,
    )
    amendment = amendment_shown(addition)
    assert amendment.clause is not None
    assert amendment.clause.key == "added-1"
    assert newest(amendment).after_clause is not None
    assert world.text().by_key("added-1") is None


def test_what_was_typed_enters_the_journal_only_under_seal(world: World) -> None:
    world.proposed("delegate.jubail", "centres", old="40%", new="60%")
    body = entries()[-1].body.decode()
    assert "60%" not in body
    said = read_entry(entries()[-1].body)
    assert set(said.sealed) == {"text"}
    assert "sha256" not in said.data


def test_a_submitted_amendment_of_two_changes_can_be_split(world: World) -> None:
    whole = world.proposed("delegate.jubail", "centres", text=TWO_CHANGES)
    ids = amendments.split(whole, world.actor("delegate.jubail"))
    base = world.clause("centres").text
    texts = [newest(amendment_shown(each)).text for each in ids]
    assert texts == [base.replace("مجتمعي", "حيّ"), base.replace("2030", "2031")]
    rows = [amendment_shown(each) for each in ids]
    assert [row.number for row in rows] == [1, 2]
    assert {row.state for row in rows} == {AmendmentState.SUBMITTED}
    assert {s.delegation.key for row in rows for s in row.sponsors} == {"jubail"}


def test_a_draft_that_is_split_stays_drafts(world: World) -> None:
    ids = amendments.split(drafted(world, text=TWO_CHANGES), world.actor("delegate.jubail"))
    rows = [amendment_shown(each) for each in ids]
    assert {row.state for row in rows} == {AmendmentState.DRAFT}
    assert {row.number for row in rows} == {None}


def test_one_change_cannot_be_split(world: World) -> None:
    draft = drafted(world, text=world.clause("centres").text.replace("40%", "60%"))
    with pytest.raises(NotPermitted):
        amendments.split(draft, world.actor("delegate.jubail"))


def split_in_two(world: World) -> list[int]:
    """«network» parted after its first line."""
    first, *others = world.clause("network").text.split("\n")
    kind = world.clause("network").kind
    return amendments.draft_package(
        world.declaration_id,
        [
            Member(clause="network", wording=Wording(text=first)),
            Member(
                clause=None,
                wording=Wording(text="\n".join(others), after="network", kind=kind),
            ),
        ],
        world.actor("delegate.jubail"),
    )


def test_the_drafts_of_a_split_are_kept_together_under_one_entry(any_world: World) -> None:
    before = len(entries())
    drafts = split_in_two(any_world)
    packages = {amendment_shown(each).package for each in drafts}
    assert packages == {1}
    assert {amendment_shown(each).state for each in drafts} == {AmendmentState.DRAFT}
    (entry,) = entries()[before:]
    said = read_entry(entry.body)
    assert said.data["together"] == [f"draft-{each}" for each in drafts]
    assert said.data["package"] == 1


def test_a_draft_left_alone_is_in_no_package(world: World) -> None:
    first, second = split_in_two(world)
    amendments.discard_draft(second, world.actor("delegate.jubail"))
    assert amendment_shown(first).package is None


def test_a_package_of_one_draft_is_none(world: World) -> None:
    alone = Member(clause="network", wording=Wording(removes=True))
    with pytest.raises(Invalid):
        amendments.draft_package(world.declaration_id, [alone], world.actor("delegate.jubail"))


def test_a_package_half_handed_in_can_be_dissolved(world: World) -> None:
    first, second = split_in_two(world)
    amendments.submit(first, world.actor("delegate.jubail"))
    amendments.unpack(first, world.actor("secretariat"))
    assert [amendment_shown(each).package for each in (first, second)] == [None, None]
    assert amendment_shown(second).state is AmendmentState.DRAFT
