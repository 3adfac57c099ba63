"""A rule that nothing obeyed leaves the profiles: how many speak on a motion."""

import sqlalchemy as sa
from alembic import op


revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


FORUM = sa.table("forum", sa.column("id", sa.Integer), sa.column("rules", sa.JSON))
GONE = "speakers_on_a_motion"


def upgrade() -> None:
    connection = op.get_bind()
    for forum_id, rules in connection.execute(sa.select(FORUM.c.id, FORUM.c.rules)).all():
        if GONE in rules:
            kept = {name: value for name, value in rules.items() if name != GONE}
            connection.execute(
                sa.update(FORUM).where(FORUM.c.id == forum_id).values(rules=kept)
            )


def downgrade() -> None:
    """What a profile leaves out has its default."""
