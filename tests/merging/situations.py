"""Situations at the desk, brought about by the operations that bring them about in life."""

from flask import current_app
from sqlalchemy import update

from declaration.amendments import operations as amendments
from declaration.amendments.models import Amendment
from declaration.amendments.queries import amendment_shown
from declaration.amendments.wording import Wording
from declaration.database import begin_writing
from declaration.drafting.models import Declaration, Origin
from declaration.extensions import db
from declaration.merging.answers import Answers
from declaration.merging.drafts import keep_draft, show_draft
from declaration.merging.operations import Plan, deciding_ballots, publish
from declaration.procedure.states import Choice, DeclarationState, Fate, Method, Outcome, Question
from declaration.voting import closing, ruling
from declaration.voting import operations as voting
from declaration.voting.consequences import adopted_rivals
from declaration.voting.models import Ballot
from declaration.voting.operations import Put
from tests.world import VOTING, World, actor

SECRETARIAT = "secretariat"


def ballot_numbered(number: int) -> Ballot:
    return db.session.query(Ballot).filter_by(number=number).one()


def decided(world: World, put: Put) -> Outcome:
    """A question put and carried by everybody present."""
    number = voting.open_ballot(world.declaration_id, put, world.actor("chair"))
    ballot = ballot_numbered(number)
    if put.method is Method.RECORDED:
        for key in VOTING:
            voting.cast(ballot.id, Choice.IN_FAVOUR, world.actor(f"delegate.{key}"))
    return closing.close(ballot.id, world.actor("chair"))


def put_and_adopted(world: World, *ids: int) -> None:
    """Admissible amendments, each scheduled, put and adopted by consensus, in this order.

    Where an earlier one excludes a later one, the chair rules that it is put all the same.
    """
    for id_ in ids:
        for number in adopted_rivals(row(id_)):
            adopted_one = db.session.query(Amendment).filter_by(number=int(number)).one()
            ruling.rule_consequence(
                id_, Fate.STAYS, adopted_one.id, world.actor("chair"), reason="تُطرح للتصويت."
            )
        amendments.schedule(id_, world.actor(SECRETARIAT))
        put = Put(question=Question.AMENDMENT, method=Method.CONSENSUS, amendments=(id_,))
        assert decided(world, put) is Outcome.ADOPTED


def in_one_package(world: World, *ids: int) -> list[int]:
    """Admissible amendments bound together and adopted by one ballot."""
    amendments.pack(ids, world.actor(SECRETARIAT))
    for id_ in ids:
        amendments.schedule(id_, world.actor(SECRETARIAT))
    put = Put(question=Question.PACKAGE, method=Method.CONSENSUS, amendments=tuple(ids))
    assert decided(world, put) is Outcome.ADOPTED
    return list(ids)


def adopted(world: World, who: str, clause: str | None, **wording: object) -> int:
    """One amendment, proposed by `who`, admitted and adopted."""
    id_ = world.admitted(who, clause, **wording)
    put_and_adopted(world, id_)
    return id_


def published(world: World, *chosen: int, **plan: object) -> int:
    """The chosen amendments published by the secretariat; gives the serial."""
    return publish(
        world.declaration_id,
        Plan(chosen=chosen, **plan),  # type: ignore[arg-type]
        world.actor(SECRETARIAT),
    )


def reconsidered(world: World, amendment_id: int) -> None:
    """The decision on an amendment set aside by two thirds."""
    ballot_id, _number = deciding_ballots([amendment_id])[amendment_id]
    put = Put(question=Question.RECONSIDERATION, method=Method.RECORDED, of_ballot_id=ballot_id)
    assert decided(world, put) is Outcome.ADOPTED


def restored(world: World, clause_id: int, **plan: object) -> int:
    """The earlier text of a clause published again; gives the serial."""
    return published(world, restores=clause_id, origin=Origin.RESTORED, **plan)


def row(amendment_id: int) -> Amendment:
    """An amendment with everything about it, as it is now."""
    db.session.expire_all()
    return amendment_shown(amendment_id)


def here() -> World:
    """The small forum of the application at hand."""
    return World.read(current_app._get_current_object())  # type: ignore[attr-defined]


def an_amendment_is_adopted() -> None:
    """Amendment 1, of Jubail, is adopted and not merged."""
    world = here()
    world.sitting_opened()
    adopted(world, "delegate.jubail", "centres", old="40%", new="60%")


def words_before_a_sign_are_adopted() -> None:
    """Amendment 1, of Jubail, adds words at the end of an item, before its «؛»."""
    world = here()
    world.sitting_opened()
    adopted(world, "delegate.jubail", "network", old="لمدن التعلم؛", new="لمدن التعلم كافة؛")


def two_adopted_amendments_conflict() -> None:
    """Jubail's 60% and Tunis's 50% for the same words are both adopted, Doha's beside them."""
    world = here()
    world.sitting_opened()
    put_and_adopted(
        world,
        world.admitted("delegate.jubail", "centres", old="40%", new="60%"),
        world.admitted("delegate.tunis", "centres", old="40%", new="50%"),
        world.admitted("delegate.doha", "centres", old="عام 2030", new="عام 2028"),
    )


def a_draft_is_shown() -> None:
    """The secretariat shows in the hall how it would be merged."""
    an_amendment_is_adopted()
    world = here()
    membership = world.actor(SECRETARIAT).membership_id or 0
    clause = world.clause("centres")
    keep_draft(clause, Answers(chosen=(1,)), membership)
    show_draft(clause.clause_id, membership, shown=True)


def an_addition_is_adopted() -> None:
    """Amendment 1 adds a clause, and is adopted."""
    world = here()
    world.sitting_opened()
    adopted(world, "delegate.jubail", None, text="نلتزم بتقرير.", moves=True, after="centres")


def a_merged_amendment_is_reconsidered() -> None:
    """Amendment 1 stands in the text, and its decision does not."""
    an_amendment_is_adopted()
    world = here()
    published(world, 1)
    reconsidered(world, 1)


def a_clause_is_not_adopted() -> None:
    """The clause on access was put, voted down, and stands in the text still."""
    world = here()
    world.sitting_opened()
    version = world.clause("access").version_id
    put = Put(question=Question.CLAUSE, method=Method.CONSENSUS, version_id=version)
    number = voting.open_ballot(world.declaration_id, put, world.actor("chair"))
    ballot = ballot_numbered(number)
    voting.raise_objection(ballot.id, "لا نوافق.", world.actor("delegate.doha"))
    assert closing.close(ballot.id, world.actor("chair")) is Outcome.REJECTED


def a_revision_is_published() -> None:
    """Publication 2 has no symbol yet."""
    an_amendment_is_adopted()
    published(here(), 1)


def an_amendment_to_an_amendment_is_adopted() -> None:
    """Amendment 2 to amendment 1 is adopted; 1 is admissible."""
    world = here()
    world.sitting_opened()
    parent = world.admitted("delegate.jubail", "centres", old="40%", new="60% من المراكز")
    put_and_adopted(world, to_the_amendment(world, "delegate.tunis", parent, "60%", "55%"))


def to_the_amendment(world: World, who: str, parent: int, old: str, new: str) -> int:
    """An admissible amendment to an amendment."""
    text = (row(parent).revisions[-1].text or "").replace(old, new)
    draft = amendments.save_draft(
        world.declaration_id, Wording(text=text), actor(who), clause_key=None, parent_id=parent
    )
    amendments.submit(draft, actor(who))
    amendments.admit(draft, actor(SECRETARIAT))
    return draft


def the_text_is_being_drafted() -> None:
    """Before the negotiation was opened."""
    begin_writing(db.session)
    db.session.execute(update(Declaration).values(state=DeclarationState.DRAFTING))
    db.session.commit()
