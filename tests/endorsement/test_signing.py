"""Mandates, signatures, withdrawals, accession, the network; what the record says of each."""

from threading import Barrier, Thread

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from declaration import clock
from declaration.database import begin_writing
from declaration.drafting.models import Declaration
from declaration.endorsement import freezing, operations
from declaration.endorsement.models import Endorsement, Freeze, Mandate, Mode, NetworkMember
from declaration.endorsement.operations import Signature
from declaration.endorsement.operations.mandates import AT_MOST, WITHIN, TooManyPapers
from declaration.endorsement.queries import (
    freeze_of,
    latest_mandate,
    live_endorsement,
    signatories,
    statements_on,
    withdrawn_signatures,
)
from declaration.endorsement.receipts import receipt_of, receipt_with
from declaration.endorsement.roster import roster
from declaration.extensions import db
from declaration.files.keeping import receive
from declaration.journal.models import JournalEntry
from declaration.journal.sealing import seal
from declaration.plenary import stages
from declaration.procedure import (
    Act,
    DeclarationState,
    Invalid,
    MandateState,
    NotPermitted,
    StatementKind,
    WrongState,
)
from declaration.proof import Entry, read_entry
from declaration.proof.text import read_frozen_text
from tests.conftest import NOON, statements
from tests.endorsement import situations
from tests.endorsement.situations import SIGNATURE, fingerprint
from tests.files.papers import PDF
from tests.world import World, actor


def last_entry() -> Entry:
    query = select(JournalEntry.body).order_by(JournalEntry.id.desc()).limit(1)
    return read_entry(db.session.scalars(query).one())


def entries() -> int:
    return len(db.session.scalars(select(JournalEntry.id)).all())


def frozen_here(world: World) -> Freeze:
    frozen = freeze_of(world.declaration_id)
    assert frozen is not None
    return frozen


def signed(world: World, who: str = "signatory.yanbu", **changed: object) -> str:
    told = {"fingerprint": fingerprint(), "signed_in_again": True, **changed}
    return operations.endorse(world.declaration_id, SIGNATURE, actor(who), **told)  # type: ignore[arg-type]


def test_the_text_is_frozen_once_everything_is_decided_and_says_what_is_missing(
    any_world: World,
) -> None:
    world = any_world
    declaration = db.session.get_one(Declaration, world.declaration_id)
    ready = freezing.readiness(declaration, actor("chair").log)
    assert ready.unmet == ("the_whole_is_adopted",)
    assert len(ready.undecided) == len(world.text().clauses)
    with pytest.raises(WrongState):
        freezing.freeze(world.declaration_id, actor("secretariat"))
    situations.the_text_is_adopted()
    db.session.expire_all()
    declaration = db.session.get_one(Declaration, world.declaration_id)
    ready = freezing.readiness(declaration, actor("chair").log)
    assert ready.is_ready
    with pytest.raises(NotPermitted):
        freezing.freeze(world.declaration_id, actor("chair"))
    assert freezing.freeze(world.declaration_id, actor("secretariat")) == ready.fingerprint
    with pytest.raises(WrongState):
        freezing.freeze(world.declaration_id, actor("secretariat"))


def test_the_frozen_bytes_hold_every_word_of_the_revision_in_its_order(world: World) -> None:
    situations.the_text_is_frozen()
    text = read_frozen_text(frozen_here(world).canonical)
    assert [c.text for c in text.clauses] == [c.text for c in world.text().clauses]


def test_a_signature_leaves_an_entry_that_names_the_text_and_seals_the_person(
    any_world: World,
) -> None:
    situations.yanbu_may_sign()
    code = signed(any_world)
    entry = last_entry()
    assert (entry.act, entry.on_behalf, entry.role) == (Act.ENDORSE, "yanbu", "signatory")
    assert entry.data["fingerprint"] == fingerprint()
    assert set(entry.sealed) == {"name", "office"}
    receipt = receipt_with(code, actor("chair").log)
    assert receipt is not None
    assert receipt.entry == entry


@pytest.mark.parametrize(
    ("because", "changed", "unmet"),
    [
        ("another text was seen", {"fingerprint": "0" * 64}, "the_fingerprint_is_the_frozen_one"),
        ("the sign-in is not fresh", {"signed_in_again": False}, "the_signatory_signed_in_again"),
    ],
)
def test_a_signature_is_refused_by_name(
    world: World, because: str, changed: dict[str, object], unmet: str
) -> None:
    situations.yanbu_may_sign()
    before = entries()
    with pytest.raises(WrongState) as refused:
        signed(world, **changed)
    assert refused.value.unmet == (unmet,), because
    assert entries() == before


def test_nobody_signs_without_an_accepted_mandate_or_before_the_freeze(world: World) -> None:
    with pytest.raises(WrongState) as refused:
        operations.endorse(
            world.declaration_id,
            SIGNATURE,
            actor("signatory.yanbu"),
            fingerprint="0" * 64,
            signed_in_again=True,
        )
    assert "the_text_is_frozen" in refused.value.unmet
    situations.the_text_is_frozen()
    with pytest.raises(WrongState) as refused:
        signed(world)
    assert refused.value.unmet == ("the_mandate_is_accepted",)


@pytest.mark.parametrize("who", ["delegate.yanbu", "secretariat", "chair", "observer"])
def test_only_a_signatory_signs(world: World, who: str) -> None:
    situations.yanbu_may_sign()
    with pytest.raises(NotPermitted):
        signed(world, who)


@pytest.mark.parametrize(
    ("because", "signature", "field"),
    [
        ("no name", Signature(name=" ", office="أمين"), "name"),
        ("no office", Signature(name="فلان", office=""), "office"),
        ("a name that is too long", Signature(name="ف" * 201, office="أمين"), "name"),
        (
            "a name that turns the reading order",
            Signature(name="فلان\u202e", office="أمين"),
            "name",
        ),
        (
            "a statement beyond the rules",
            Signature(name="ف", office="أ", statement="كلمة " * 401),
            "statement",
        ),
        (
            "a statement of 200 KB",
            Signature(name="ف", office="أ", statement="ك" * 200_000),
            "statement",
        ),
    ],
)
def test_what_a_signatory_states_is_checked(
    world: World, because: str, signature: Signature, field: str
) -> None:
    situations.yanbu_may_sign()
    with pytest.raises(Invalid) as refused:
        operations.endorse(
            world.declaration_id,
            signature,
            actor("signatory.yanbu"),
            fingerprint=fingerprint(),
            signed_in_again=True,
        )
    assert set(refused.value.errors) == {field}, because
    assert signatories(frozen_here(world).id) == []


def test_a_delegation_signs_once_and_again_after_taking_it_back(any_world: World) -> None:
    world = any_world
    situations.yanbu_has_signed()
    with pytest.raises(Invalid):
        signed(world)
    first = live_endorsement(frozen_here(world).id, actor("signatory.yanbu").delegation_id or 0)
    assert first is not None
    with pytest.raises(NotPermitted):
        operations.withdraw_endorsement(first.id, actor("secretariat"))
    operations.withdraw_endorsement(first.id, actor("signatory.yanbu"), reason="قرار المجلس")
    assert last_entry().act is Act.WITHDRAW_ENDORSEMENT
    with pytest.raises(WrongState):
        operations.withdraw_endorsement(first.id, actor("signatory.yanbu"))
    assert signatories(frozen_here(world).id) == []
    assert [each.id for each in withdrawn_signatures(frozen_here(world).id)] == [first.id]
    signed(world)
    assert [each.delegation.key for each in signatories(frozen_here(world).id)] == ["yanbu"]


def test_the_database_itself_refuses_a_second_live_signature(any_world: World) -> None:
    situations.yanbu_has_signed()
    begin_writing(db.session)
    first = db.session.scalars(select(Endorsement)).one()
    db.session.add(
        Endorsement(
            freeze_id=first.freeze_id,
            delegation_id=first.delegation_id,
            mode=Mode.SIGNED_IN,
            membership_id=first.membership_id,
            name="غيره",
            office="غيره",
            receipt="",
            accession=False,
            given_at=clock.now(),
        )
    )
    with pytest.raises(IntegrityError):
        db.session.flush()
    db.session.rollback()


def test_two_who_sign_at_once_for_one_delegation_leave_one_signature(any_app: Flask) -> None:
    with any_app.app_context():
        situations.yanbu_may_sign()
        world, named = World.read(any_app), fingerprint()
        by = actor("signatory.yanbu")
        db.session.close()
    start, ends = Barrier(2), []

    def sign() -> None:
        with any_app.app_context(), clock.set_to(NOON):
            start.wait()
            try:
                operations.endorse(
                    world.declaration_id, SIGNATURE, by, fingerprint=named, signed_in_again=True
                )
                ends.append("signed")
            except Invalid:
                ends.append("refused")

    threads = [Thread(target=sign) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(ends) == ["refused", "signed"]


def test_a_statement_stands_beside_the_signature_and_goes_with_it(world: World) -> None:
    situations.yanbu_may_sign()
    spoken = Signature(
        name="الموقِّع",
        office="أمين المدينة",
        statement="نتحفظ على الموعد.",
        kind=StatementKind.DISSOCIATION,
        clause="centres",
    )
    operations.endorse(
        world.declaration_id,
        spoken,
        actor("signatory.yanbu"),
        fingerprint=fingerprint(),
        signed_in_again=True,
    )
    entry = last_entry()
    assert (entry.data["kind"], entry.data["clause"]) == ("dissociation", "centres")
    assert "text" in entry.sealed
    frozen = frozen_here(world)
    assert [each.text for each in statements_on(frozen.id)] == ["نتحفظ على الموعد."]
    endorsement = signatories(frozen.id)[0]
    operations.withdraw_endorsement(endorsement.id, actor("signatory.yanbu"))
    assert statements_on(frozen.id) == []


def test_a_signature_after_the_closing_is_an_accession(world: World) -> None:
    situations.yanbu_may_sign()
    stages.close(world.declaration_id, actor("secretariat"))
    signed(world)
    (endorsement,) = signatories(frozen_here(world).id)
    assert endorsement.accession
    assert last_entry().data["accession"] is True
    declaration = db.session.get_one(Declaration, world.declaration_id)
    assert declaration.state is DeclarationState.CLOSED


def test_a_signature_on_paper_needs_the_office_the_scan_and_the_mandate(any_world: World) -> None:
    world = any_world
    situations.a_mandate_is_lodged()
    scan = receive(PDF, "صفحة.pdf")
    jubail = actor("delegate.jubail").delegation_id or 0

    def record(who: str) -> int:
        return operations.record_paper_signature(
            world.declaration_id, jubail, scan, SIGNATURE, actor(who)
        )

    with pytest.raises(WrongState) as refused:
        record("secretariat")
    assert refused.value.unmet == ("the_mandate_is_accepted",)
    operations.decide_mandate(1, actor("secretariat"), accept=True)
    with pytest.raises(NotPermitted):
        record("delegate.jubail")
    record("secretariat")
    entry = last_entry()
    assert (entry.act, entry.on_behalf) == (Act.RECORD_PAPER_SIGNATURE, "jubail")
    assert set(entry.sealed) == {"name", "office", "scan"}
    with pytest.raises(Invalid):
        record("officer")


def test_the_newest_mandate_counts(world: World) -> None:
    situations.yanbu_may_sign()
    by = actor("signatory.yanbu")
    again = operations.lodge_mandate(world.declaration_id, None, by)
    with pytest.raises(WrongState):
        signed(world)
    with pytest.raises(WrongState):
        operations.decide_mandate(again, actor("secretariat"), accept=False, reason=" ")
    operations.decide_mandate(again, actor("secretariat"), accept=False, reason="بلا ختم")
    mandate = latest_mandate(world.declaration_id, by.delegation_id or 0)
    assert mandate is not None
    assert (mandate.state, mandate.reason) == (MandateState.REFUSED, "بلا ختم")
    with pytest.raises(WrongState):
        operations.decide_mandate(again, actor("secretariat"), accept=True)
    with pytest.raises(NotPermitted):
        operations.decide_mandate(again, by, accept=True)


def test_papers_are_counted_so_that_nobody_fills_the_disk(world: World) -> None:
    by = actor("delegate.jubail")
    for _ in range(AT_MOST):
        operations.lodge_mandate(world.declaration_id, None, by)
    with pytest.raises(TooManyPapers):
        operations.lodge_mandate(world.declaration_id, None, by)
    operations.lodge_mandate(world.declaration_id, None, actor("delegate.doha"))
    with clock.set_to(NOON + WITHIN):
        operations.lodge_mandate(world.declaration_id, None, by)
    assert len(db.session.scalars(select(Mandate.id)).all()) == AT_MOST + 2


def test_joining_the_network_is_no_signature(world: World) -> None:
    situations.the_text_is_frozen()
    operations.join_network(world.declaration_id, actor("delegate.jubail"))
    assert last_entry().act is Act.JOIN_NETWORK
    with pytest.raises(Invalid):
        operations.join_network(world.declaration_id, actor("colleague.jubail"))
    with pytest.raises(NotPermitted):
        operations.join_network(world.declaration_id, actor("observer"))
    assert len(db.session.scalars(select(NetworkMember)).all()) == 1
    assert signatories(frozen_here(world).id) == []


def test_the_receipt_is_the_entry_itself_and_tells_its_place_once_sealed(any_world: World) -> None:
    situations.yanbu_has_signed()
    log = actor("chair").log
    (endorsement,) = signatories(frozen_here(any_world).id)
    receipt = receipt_of(endorsement, log)
    assert receipt is not None
    assert receipt.position is None
    assert receipt.entry.data["statement"] == endorsement.receipt
    assert receipt_with("0000.0000.0000", log) is None
    operations.withdraw_endorsement(endorsement.id, actor("signatory.yanbu"))
    signed(any_world)
    seal(log)
    db.session.expire_all()
    (second,) = signatories(frozen_here(any_world).id)
    again = receipt_of(second, log)
    assert again is not None
    assert again.position is not None
    assert again.code != receipt.code
    with statements() as sent:
        receipt_of(second, log)
    assert len(sent) == 1


def test_the_roster_follows_every_city_in_arabic_order(world: World) -> None:
    situations.yanbu_has_signed()
    lines = roster(world.forum_id, frozen_here(world))
    assert [(each.delegation.key, each.state.value) for each in lines] == [
        ("tunis", "awaited"),
        ("jubail", "awaited"),
        ("doha", "awaited"),
        ("amman", "awaited"),
        ("yanbu", "given"),
    ]
    assert lines[-1].mandate_state is MandateState.ACCEPTED
    assert lines[0].mandate_state is MandateState.AWAITED
