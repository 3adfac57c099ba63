"""Codes of an authenticator that were taken, and codes kept on paper."""

import sqlalchemy as sa
from alembic import op

import declaration.database

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "recovery_code",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("used_at", declaration.database.UtcInstant(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_recovery_code_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recovery_code")),
        sa.UniqueConstraint(
            "person_id", "digest", name=op.f("uq_recovery_code_person_id_digest")
        ),
    )
    with op.batch_alter_table("second_factor") as batch_op:
        batch_op.add_column(sa.Column("used_step", sa.Integer(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("second_factor") as batch_op:
        batch_op.drop_column("used_step")
    op.drop_table("recovery_code")
