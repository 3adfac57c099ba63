"""What a reconsideration returned waits for its removal; classes of substance set by hand."""

import sqlalchemy as sa
from alembic import op


revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


CLASSES = (
    "'deletes', 'replaces', 'strength', 'number', 'actor', 'date', "
    "'narrows', 'condition', 'adds-item', 'wording', 'spelling'"
)


def upgrade() -> None:
    op.add_column(
        "amendment",
        sa.Column("awaits_removal", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.execute(
        "UPDATE amendment SET awaits_removal = true "
        "WHERE merged_version_id IS NOT NULL AND state <> 'merged'"
    )
    # One statement, since SQLite adds a constraint with its column or not at all.
    op.execute(
        "ALTER TABLE amendment ADD COLUMN substance VARCHAR(40) "
        f"CONSTRAINT ck_amendment_substance CHECK (substance IN ({CLASSES}))"
    )


def downgrade() -> None:
    op.drop_column("amendment", "substance")
    op.drop_column("amendment", "awaits_removal")
