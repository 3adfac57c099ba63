"""What must have happened before a door of the plenary can be tried."""

from flask import current_app

from declaration.endorsement import freezing
from declaration.plenary import speaking, stages
from declaration.procedure import Floor
from declaration.procedure.states import Method, Question
from declaration.voting import closing
from declaration.voting import operations as voting
from declaration.voting.operations import Put
from tests.voting.situations import ballot, centres_everywhere, one_is_put
from tests.world import World

__all__ = [
    "a_clause_is_settled",
    "a_sitting_is_open",
    "adoption_has_begun",
    "an_amendment_waits",
    "by_consensus",
    "one_is_put",
    "the_text_is_frozen",
]


def a_sitting_is_open() -> World:
    """Everybody is present in the first sitting."""
    world = World.read(current_app._get_current_object())
    world.sitting_opened()
    return world


def a_clause_is_taken_up() -> World:
    """The clause on access is before the meeting, and nobody has asked for the floor."""
    world = a_sitting_is_open()
    speaking.take_up(world.clause("access").clause_id, world.actor("chair"))
    return world


def jubail_waits_for_the_floor() -> World:
    """Jubail alone has asked for the floor."""
    world = a_clause_is_taken_up()
    speaking.request_floor(Floor.GENERAL, world.actor("delegate.jubail"))
    return world


def three_wait_for_the_floor() -> World:
    """Jubail has asked for the floor, and after it Tunis and Yanbu."""
    world = jubail_waits_for_the_floor()
    for key in ("tunis", "yanbu"):
        speaking.request_floor(Floor.GENERAL, world.actor(f"delegate.{key}"))
    return world


def jubail_has_the_floor() -> World:
    """Jubail speaks."""
    world = jubail_waits_for_the_floor()
    speaking.give_floor(1, world.actor("chair"))
    return world


def an_amendment_waits() -> None:
    """An amendment of Jubail awaits its vote in an open sitting."""
    centres_everywhere(a_sitting_is_open())


def a_clause_is_settled() -> None:
    """A clause is agreed provisionally."""
    world = a_sitting_is_open()
    stages.settle_clause(world.clause("centres").clause_id, world.actor("chair"))


def adoption_has_begun() -> None:
    """The negotiation is over."""
    world = a_sitting_is_open()
    stages.begin_adoption(world.declaration_id, world.actor("secretariat"), listed=[])


def the_text_is_frozen() -> None:
    """Every clause and the whole are adopted by consensus, and the text is frozen."""
    adoption_has_begun()
    world = World.read(current_app._get_current_object())
    for clause in world.text().clauses:
        by_consensus(world, Question.CLAUSE, version_id=clause.version_id)
    by_consensus(world, Question.DECLARATION, revision_id=world.text().id)
    stages.adopt(world.declaration_id, world.actor("secretariat"))
    freezing.freeze(world.declaration_id, world.actor("secretariat"))


def by_consensus(world: World, question: Question, **subject: int) -> None:
    """Put a question to which nobody objects."""
    put = Put(question=question, method=Method.CONSENSUS, **subject)
    number = voting.open_ballot(world.declaration_id, put, world.actor("chair"))
    closing.close(ballot(number).id, world.actor("chair"))
