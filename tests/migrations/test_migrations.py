"""The schema goes up and down, with data in it, on both databases."""

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect, select, update

from declaration import migrations
from declaration.database import Base, begin_writing
from declaration.extensions import db
from declaration.forums.models import Forum
from tests.world import World


def test_the_migrations_make_what_the_models_say(any_world: World) -> None:
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        assert compare_metadata(context, Base.metadata) == []


def test_the_schema_goes_down_and_up_again_with_data_in_it(any_world: World) -> None:
    any_world.proposed("delegate.tunis", "access", old="كافة", new="جميعها")
    db.session.close()
    migrations.downgrade(db.engine, "base")
    assert set(inspect(db.engine).get_table_names()) <= {"alembic_version"}
    migrations.upgrade(db.engine)
    assert migrations.is_current(db.engine)
    assert db.session.scalars(select(Forum)).all() == []


def test_a_rule_that_nothing_obeys_leaves_the_profile(any_world: World) -> None:
    db.session.close()
    migrations.downgrade(db.engine, "0005")
    begin_writing(db.session)
    db.session.execute(update(Forum).values(rules={"turns": 1, "speakers_on_a_motion": 2}))
    db.session.commit()
    migrations.upgrade(db.engine)
    assert [forum.rules for forum in db.session.scalars(select(Forum))] == [{"turns": 1}]
