"""The database's history: one step after another, up and down."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from declaration.database import WRITES


def configuration(engine: Engine) -> Config:
    """Alembic's configuration for this database."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.attributes["engine"] = engine
    return config


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Bring the schema up to `revision`."""
    command.upgrade(configuration(engine), revision)


def downgrade(engine: Engine, revision: str) -> None:
    """Take the schema back to `revision`; `base` empties the database."""
    command.downgrade(configuration(engine), revision)


def is_current(engine: Engine) -> bool:
    """Whether the database has the newest schema. One statement."""
    newest = ScriptDirectory.from_config(configuration(engine)).get_current_head()
    with engine.connect().execution_options(**{WRITES: False}) as connection:
        return MigrationContext.configure(connection).get_current_revision() == newest
