"""Documents that were issued, each with its hash."""

import sqlalchemy as sa
from alembic import op

import declaration.database

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "issued_document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("declaration_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("ending", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("issued_at", declaration.database.UtcInstant(timezone=True), nullable=False),
        sa.CheckConstraint(
            "length(sha256) = 64", name=op.f("ck_issued_document_sha256_is_hexadecimal")
        ),
        sa.ForeignKeyConstraint(
            ["declaration_id"],
            ["declaration.id"],
            name=op.f("fk_issued_document_declaration_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issued_document")),
    )
    op.create_index(
        op.f("ix_issued_document_declaration_id"), "issued_document", ["declaration_id"]
    )


def downgrade() -> None:
    op.drop_index(op.f("ix_issued_document_declaration_id"), table_name="issued_document")
    op.drop_table("issued_document")
