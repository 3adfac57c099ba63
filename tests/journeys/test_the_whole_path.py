"""One clause's way from a proposal to the endorsed text, by the operations the pages call."""

from declaration import clock
from declaration.amendments import operations as amendments
from declaration.amendments.models import Amendment
from declaration.drafting.models import Declaration
from declaration.endorsement import freezing
from declaration.endorsement import operations as endorsement
from declaration.endorsement.queries import freeze_of, signatories
from declaration.extensions import db
from declaration.merging.operations import Plan, publish
from declaration.plenary import stages
from declaration.procedure.states import (
    AmendmentState,
    Choice,
    ClauseState,
    DeclarationState,
    Method,
    Outcome,
    Question,
)
from declaration.voting import closing
from declaration.voting import operations as voting
from declaration.voting.models import Ballot
from declaration.voting.operations import Put
from tests.world import World


def by_consensus(world: World, put: Put) -> Outcome:
    number = voting.open_ballot(world.declaration_id, put, world.actor("chair"))
    return closing.close(ballot_numbered(number).id, world.actor("chair"))


def ballot_numbered(number: int) -> Ballot:
    return db.session.query(Ballot).filter_by(number=number).one()


def test_a_clause_goes_from_proposal_to_the_endorsed_text(any_world: World) -> None:
    world = any_world
    world.sitting_opened()
    amendment = world.admitted(
        "delegate.jubail", "access", old="في المراكز كافة", new="في المؤسسات والأحياء كافة"
    )
    amendments.schedule(amendment, world.actor("secretariat"))

    number = voting.open_ballot(
        world.declaration_id,
        Put(question=Question.AMENDMENT, method=Method.RECORDED, amendments=(amendment,)),
        world.actor("chair"),
    )
    ballot = ballot_numbered(number)
    for who in ("delegate.yanbu", "delegate.jubail", "delegate.tunis"):
        voting.cast(ballot.id, Choice.IN_FAVOUR, world.actor(who))
    voting.cast(ballot.id, Choice.AGAINST, world.actor("delegate.doha"))
    assert closing.close(ballot.id, world.actor("chair")) is Outcome.ADOPTED

    serial = publish(
        world.declaration_id,
        Plan(chosen=(amendment,), seen={world.clause("access").clause_id: 1}),
        world.actor("secretariat"),
    )
    assert serial == 2
    assert "في المؤسسات والأحياء كافة" in world.clause("access").text
    assert "في المراكز كافة" in world.text(1).by_key("access").text
    assert db.session.get_one(Amendment, amendment).state is AmendmentState.MERGED

    stages.begin_adoption(world.declaration_id, world.actor("secretariat"), listed=[])
    for clause in world.text().clauses:
        put = Put(question=Question.CLAUSE, method=Method.CONSENSUS, version_id=clause.version_id)
        assert by_consensus(world, put) is Outcome.ADOPTED
    assert {c.state for c in world.text().clauses} == {ClauseState.ADOPTED}
    whole = Put(question=Question.DECLARATION, method=Method.CONSENSUS, revision_id=world.text().id)
    assert by_consensus(world, whole) is Outcome.ADOPTED
    stages.adopt(world.declaration_id, world.actor("secretariat"))

    fingerprint = freezing.freeze(world.declaration_id, world.actor("secretariat"))
    signatory = world.actor("signatory.yanbu")
    mandate = endorsement.lodge_mandate(world.declaration_id, None, signatory)
    endorsement.decide_mandate(mandate, world.actor("secretariat"), accept=True)
    code = endorsement.endorse(
        world.declaration_id,
        endorsement.Signature(name="الموقِّع عن مدينة ينبع الصناعية", office="أمين المدينة"),
        signatory,
        fingerprint=fingerprint,
        signed_in_again=True,
    )

    assert len(code.split(".")) == 3
    declaration = db.session.get_one(Declaration, world.declaration_id)
    assert declaration.state is DeclarationState.FROZEN
    frozen = freeze_of(world.declaration_id)
    assert frozen is not None
    assert [s.delegation.key for s in signatories(frozen.id)] == ["yanbu"]
    assert clock.now().year == 2023
