"""The pictures of documents are gathered from what the pages show."""

from sqlalchemy import select

from declaration.documents.gathering import compilation, voting_record, written_in
from declaration.drafting.models import Declaration
from declaration.extensions import db
from declaration.forums.models import Forum
from declaration.reading.rolling import convergence
from declaration.voting import closing
from tests.voting import situations as at
from tests.world import World


def test_a_compilation_has_the_pairs_of_the_matrix_and_the_measures_of_convergence(
    world: World,
) -> None:
    for who, old, new in (
        ("jubail", "40%", "60%"),
        ("tunis", "40%", "50%"),
        ("doha", "2030", "2035"),
    ):
        world.admitted(f"delegate.{who}", "centres", old=old, new=new)
    forum = db.session.scalars(select(Forum)).one()
    declaration = db.session.scalars(select(Declaration)).one()
    with written_in("ar"):
        gathered = compilation(forum, declaration)
    (clause,) = gathered.clauses
    numbers = [each.number for each in clause.amendments]
    assert {frozenset((numbers[one], numbers[other])) for one, other in clause.clashing} == {
        frozenset({"1", "2"})
    }
    (standing,) = gathered.standings
    (measure,) = convergence(declaration, forum.log)
    assert (standing.brackets, standing.options, standing.agreed, standing.clauses) == (
        measure.brackets,
        measure.options,
        measure.agreed,
        measure.clauses,
    )
    with written_in("ar"):
        assert compilation(forum, declaration, clause="centres").standings == ()


def test_a_recorded_ballot_says_how_many_were_needed(world: World) -> None:
    world.sitting_opened()
    number = at.opened(world, at.centres_everywhere(world))
    at.cast(world, number, jubail="for", doha="for", tunis="against")
    closing.close(number, world.actor("chair"))
    forum = db.session.scalars(select(Forum)).one()
    declaration = db.session.scalars(select(Declaration)).one()
    with written_in("ar"):
        (ballot,) = voting_record(forum, declaration).ballots
    assert ballot.needed == at.ballot(1).because["needed"] == 2
