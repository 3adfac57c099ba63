"""Nobody votes on words that change under the vote."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from declaration import clock
from declaration.amendments import operations as amendments
from declaration.drafting.models import Origin, Revision
from declaration.extensions import db
from declaration.merging.operations import BEING_VOTED
from declaration.plenary import stages
from declaration.procedure.refusals import Invalid
from declaration.procedure.states import AmendmentState, BallotState, Method, Question
from declaration.voting import operations as voting
from declaration.voting.models import Ballot, BallotSubject
from declaration.voting.operations import Put
from tests.merging.situations import SECRETARIAT, adopted, published, row
from tests.world import World


def newest_revision(world: World) -> int:
    query = select(func.max(Revision.id)).where(Revision.declaration_id == world.declaration_id)
    return db.session.scalars(query).one()


def put(world: World, amendment: int, method: Method) -> int:
    amendments.schedule(amendment, world.actor(SECRETARIAT))
    closes = clock.now() + timedelta(hours=73) if method is Method.SILENCE else None
    question = Put(
        question=Question.AMENDMENT, method=method, amendments=(amendment,), closes=closes
    )
    return voting.open_ballot(world.declaration_id, question, world.actor("chair"))


def test_a_text_that_is_being_voted_on_is_not_changed(world: World) -> None:
    world.sitting_opened()
    decided = adopted(world, "delegate.jubail", "centres", old="40%", new="60%")
    put(world, world.admitted("delegate.tunis", "centres", old="2030", new="2035"), Method.RECORDED)
    with pytest.raises(Invalid) as refused:
        published(world, decided)
    assert refused.value.errors == {"chosen": [BEING_VOTED]}


def test_a_ballot_on_another_clause_hinders_nothing(world: World) -> None:
    world.sitting_opened()
    decided = adopted(world, "delegate.jubail", "centres", old="40%", new="60%")
    put(world, world.admitted("delegate.tunis", "access", old="2030", new="2035"), Method.RECORDED)
    assert published(world, decided) == 2


def test_silence_begins_anew_with_the_restated_wording(any_world: World) -> None:
    world = any_world
    world.sitting_opened()
    decided = adopted(world, "delegate.jubail", "centres", old="40%", new="60%")
    silent = world.admitted("delegate.tunis", "centres", old="2030", new="2035")
    number = put(world, silent, Method.SILENCE)
    published(world, decided)
    ballots = db.session.scalars(select(Ballot).order_by(Ballot.number)).all()
    assert [each.state for each in ballots[-2:]] == [BallotState.VOID, BallotState.OPEN]
    assert ballots[-1].restarts_id == ballots[-2].id
    assert ballots[-2].number == number
    subject = db.session.scalars(
        select(BallotSubject).where(BallotSubject.ballot_id == ballots[-1].id)
    ).one()
    assert row(silent).state is AmendmentState.PUT
    assert subject.amendment_revision_id == row(silent).revisions[-1].id
    assert "60%" in (row(silent).revisions[-1].text or "")


def test_silence_on_the_whole_begins_anew_with_any_correction(any_world: World) -> None:
    world = any_world
    stages.begin_adoption(world.declaration_id, world.actor(SECRETARIAT), listed=[])
    asked = Put(
        question=Question.DECLARATION,
        method=Method.SILENCE,
        revision_id=newest_revision(world),
        closes=clock.now() + timedelta(hours=73),
    )
    number = voting.open_ballot(world.declaration_id, asked, world.actor("chair"))
    clause = world.clause("centres")
    published(
        world,
        origin=Origin.CORRECTION,
        edits={clause.clause_id: f"{clause.text.removesuffix('.')}؛"},
    )
    ballots = db.session.scalars(select(Ballot).order_by(Ballot.number)).all()
    assert [(each.number, each.state) for each in ballots] == [
        (number, BallotState.VOID),
        (number + 1, BallotState.OPEN),
    ]
    subject = db.session.scalars(
        select(BallotSubject).where(BallotSubject.ballot_id == ballots[-1].id)
    ).one()
    assert subject.revision_id == newest_revision(world)
    assert subject.current
