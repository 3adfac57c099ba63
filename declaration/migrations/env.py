"""How Alembic runs: on the engine it is given, in one writing transaction."""

from alembic import context

from declaration.accounts import models as accounts
from declaration.amendments import models as amendments
from declaration.comments import models as comments
from declaration.database import WRITES, Base
from declaration.drafting import models as drafting
from declaration.endorsement import models as endorsement
from declaration.files import models as files
from declaration.forums import models as forums
from declaration.journal import models as journal
from declaration.merging import models as merging
from declaration.messages import models as messages
from declaration.notices import models as notices
from declaration.plenary import models as plenary
from declaration.voting import models as voting

ROOMS = (
    accounts,
    amendments,
    comments,
    drafting,
    endorsement,
    files,
    forums,
    journal,
    merging,
    messages,
    notices,
    plenary,
    voting,
)

engine = context.config.attributes["engine"]
with engine.connect().execution_options(**{WRITES: True}) as connection:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=engine.dialect.name == "sqlite",
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()
    connection.commit()
