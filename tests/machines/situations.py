"""Where random people find the small forum: databases made once, and copied for every example."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Final

from flask import Flask

from declaration import clock
from declaration.amendments import operations as amendments
from declaration.amendments.wording import Wording
from declaration.extensions import db
from declaration.plenary import stages
from declaration.procedure import Fate, Method, Outcome, Question
from declaration.voting import ruling
from declaration.voting.operations import Put
from tests.conftest import NOON, forget
from tests.endorsement.situations import the_text_is_adopted, yanbu_may_sign
from tests.merging.situations import decided, published, put_and_adopted
from tests.world import World, actor


def nothing_has_begun(world: World) -> None:
    """Negotiation is open, the sitting is not."""


def the_sitting_is_open(world: World) -> None:
    """Four delegations are present."""
    world.sitting_opened()


def much_was_debated(world: World) -> None:
    """One clause has a second version, another awaits it; a third has an amendment amended."""
    world.sitting_opened()
    merged = world.admitted("delegate.jubail", "access", old="المراكز كافة", new="الأحياء كافة")
    world.admitted("delegate.tunis", "access", old="2030", new="2035")
    put_and_adopted(world, merged)
    published(world, merged)

    first = world.admitted("delegate.jubail", "centres", old="40%", new="60%")
    second = world.admitted("delegate.tunis", "centres", old="40%", new="50%")
    third = world.admitted("delegate.doha", "centres", old="40%", new="70%")
    world.admitted("delegate.yanbu", "centres", old="نتعهد", new="نلتزم")
    put_and_adopted(world, first, second)
    ruling.rule_consequence(third, Fate.FALLS, first, actor("chair"))

    parent = world.admitted("delegate.doha", "network", old="الخبرات", new="الخبرات والموارد")
    amendments.co_sponsor(parent, actor("delegate.yanbu"))
    text = world.clause("network").text.replace("الخبرات", "الخبرات والموارد المالية")
    child = amendments.save_draft(
        world.declaration_id,
        Wording(text=text),
        actor("delegate.tunis"),
        clause_key="network",
        parent_id=parent,
    )
    amendments.submit(child, actor("delegate.tunis"))
    amendments.admit(child, actor("secretariat"))
    put_and_adopted(world, child)


def every_clause_is_decided(world: World) -> None:
    """The whole awaits its ballot; one clause came by merging."""
    world.sitting_opened()
    merged = world.admitted("delegate.jubail", "access", old="المراكز كافة", new="الأحياء كافة")
    put_and_adopted(world, merged)
    published(world, merged)
    stages.begin_adoption(world.declaration_id, actor("secretariat"), listed=[])
    for clause in world.text().clauses:
        put = Put(question=Question.CLAUSE, method=Method.CONSENSUS, version_id=clause.version_id)
        assert decided(world, put) is Outcome.ADOPTED


def the_whole_is_adopted(world: World) -> None:
    """Editorial changes alone are still possible."""
    the_text_is_adopted()


def signing_has_begun(world: World) -> None:
    """The text is frozen, and one delegation's mandate is accepted."""
    yanbu_may_sign()


SITUATIONS: Final[tuple[Callable[[World], None], ...]] = (
    the_sitting_is_open,
    much_was_debated,
    nothing_has_begun,
    every_clause_is_decided,
    the_whole_is_adopted,
    signing_has_begun,
)


def made(app: Flask, path: Path, built: Path, folder: Path) -> dict[str, Path]:
    """Each situation's database, made with `app` at `path` from the one of the small forum."""
    found = {}
    for situation in SITUATIONS:
        shutil.copy(built, path)
        forget(app)
        with clock.set_to(NOON):
            situation(World.read(app))
        db.session.rollback()
        with db.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        db.engine.dispose()
        found[situation.__name__] = folder / f"{situation.__name__}.sqlite3"
        shutil.copy(path, found[situation.__name__])
    return found
