"""Short ways to what the ballots' tests begin with."""

from datetime import datetime

from flask import current_app
from sqlalchemy import select

from declaration.amendments import operations as amendments
from declaration.amendments.models import Amendment
from declaration.extensions import db
from declaration.procedure.states import AmendmentState, Choice, Method, Question
from declaration.voting import closing
from declaration.voting import operations as voting
from declaration.voting.models import Ballot
from declaration.voting.operations import Put
from tests.world import VOTING, World


def ballot(number: int) -> Ballot:
    """The ballot as it stands now."""
    db.session.rollback()
    return db.session.scalars(select(Ballot).where(Ballot.number == number)).one()


def state_of(amendment: int) -> AmendmentState:
    """What has become of an amendment."""
    db.session.rollback()
    return db.session.get_one(Amendment, amendment).state


def scheduled(world: World, who: str, clause: str, **wording: object) -> int:
    """An amendment on the list of what is voted."""
    amendment = world.admitted(who, clause, **wording)
    amendments.schedule(amendment, world.actor("secretariat"))
    return amendment


def centres_everywhere(world: World) -> int:
    """Jubail's: the places of learning are everywhere."""
    return scheduled(
        world,
        "delegate.jubail",
        "access",
        old="في المراكز كافة",
        new="في المؤسسات والأحياء كافة",
    )


def opened(
    world: World, *amendment: int, method: Method = Method.RECORDED, closes: datetime | None = None
) -> int:
    """The id of an open ballot on an amendment, or on several of one package."""
    question = Question.AMENDMENT if len(amendment) == 1 else Question.PACKAGE
    put = Put(question=question, method=method, amendments=amendment, closes=closes)
    number = voting.open_ballot(world.declaration_id, put, world.actor("chair"))
    return ballot(number).id


def cast(world: World, ballot_id: int, **choices: str) -> None:
    """`cast(world, ballot, jubail="for", doha="against")`."""
    for key, choice in choices.items():
        voting.cast(ballot_id, Choice(choice), world.actor(f"delegate.{key}"))


def adopted(world: World, *amendment: int) -> int:
    """The id of a closed ballot in which everybody was in favour."""
    ballot_id = opened(world, *amendment)
    cast(world, ballot_id, **dict.fromkeys(VOTING, "for"))
    closing.close(ballot_id, world.actor("chair"))
    return ballot_id


def _here() -> World:
    world = World.read(current_app._get_current_object())
    world.sitting_opened()
    return world


def one_is_scheduled() -> None:
    """An amendment of Jubail awaits its vote."""
    world = _here()
    centres_everywhere(world)


def one_is_put() -> None:
    """An amendment of Jubail is put to a recorded vote, and Jubail has voted."""
    world = _here()
    cast(world, opened(world, centres_everywhere(world)), jubail="for")


def one_is_closed() -> None:
    """The vote on Jubail's amendment is over, and the chair has not told the meeting yet."""
    world = _here()
    adopted(world, centres_everywhere(world))


def consensus_is_sought() -> None:
    """The chair asks whether anybody objects."""
    world = _here()
    opened(world, centres_everywhere(world), method=Method.CONSENSUS)


def the_roll_is_called() -> None:
    """A roll call is open."""
    world = _here()
    opened(world, centres_everywhere(world), method=Method.ROLL_CALL)


def hands_are_shown() -> None:
    """A show of hands is open."""
    world = _here()
    opened(world, centres_everywhere(world), method=Method.SHOW_OF_HANDS)


def one_is_adopted_over_its_rival() -> None:
    """Jubail's amendment, the second, is adopted; Doha's, the first, would fall by it."""
    world = _here()
    scheduled(world, "delegate.doha", "access", old="في المراكز كافة", new="في الجامعات وحدها")
    adopted(world, centres_everywhere(world))
