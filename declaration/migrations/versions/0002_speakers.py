"""What a sitting takes up, who speaks on it, and when a result was declared."""

import sqlalchemy as sa
import declaration.database
from alembic import op


revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


WAITING = "began_at IS NULL AND ended_at IS NULL"
INDEXES = {
    "uq_speaker_waiting": (["sitting_id", "delegation_id"], f"{WAITING} AND floor <> 'point-of-order'"),
    "uq_speaker_point_of_order": (["sitting_id", "delegation_id"], f"{WAITING} AND floor = 'point-of-order'"),
    "uq_speaker_has_the_floor": (["sitting_id"], "began_at IS NOT NULL AND ended_at IS NULL"),
}


def upgrade() -> None:
    op.create_table('agenda_item',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('sitting_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('clause_id', sa.Integer(), nullable=True),
    sa.Column('taken_up_at', declaration.database.UtcInstant(timezone=True), nullable=False),
    sa.Column('list_closed_at', declaration.database.UtcInstant(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['clause_id'], ['clause.id'], name=op.f('fk_agenda_item_clause_id')),
    sa.ForeignKeyConstraint(['sitting_id'], ['sitting.id'], name=op.f('fk_agenda_item_sitting_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_agenda_item')),
    sa.UniqueConstraint('sitting_id', 'position', name=op.f('uq_agenda_item_sitting_id_position'))
    )
    op.create_table('speaker',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('sitting_id', sa.Integer(), nullable=False),
    sa.Column('item_id', sa.Integer(), nullable=True),
    sa.Column('delegation_id', sa.Integer(), nullable=False),
    sa.Column('floor', sa.Enum('point-of-order', 'for', 'against', 'general', name='floor', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('asked_at', declaration.database.UtcInstant(timezone=True), nullable=False),
    sa.Column('began_at', declaration.database.UtcInstant(timezone=True), nullable=True),
    sa.Column('ended_at', declaration.database.UtcInstant(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['delegation_id'], ['delegation.id'], name=op.f('fk_speaker_delegation_id')),
    sa.ForeignKeyConstraint(['item_id'], ['agenda_item.id'], name=op.f('fk_speaker_item_id')),
    sa.ForeignKeyConstraint(['sitting_id'], ['sitting.id'], name=op.f('fk_speaker_sitting_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_speaker'))
    )
    for name, (columns, where) in INDEXES.items():
        op.create_index(name, 'speaker', columns, unique=True, sqlite_where=sa.text(where), postgresql_where=sa.text(where))
    with op.batch_alter_table('ballot', schema=None) as batch_op:
        batch_op.add_column(sa.Column('declared_at', declaration.database.UtcInstant(timezone=True), nullable=True))
    # What ended before results were declared was told to the meeting when it closed.
    op.execute("UPDATE ballot SET declared_at = closed_at")


def downgrade() -> None:
    with op.batch_alter_table('ballot', schema=None) as batch_op:
        batch_op.drop_column('declared_at')
    for name in INDEXES:
        op.drop_index(name, table_name='speaker')
    op.drop_table('speaker')
    op.drop_table('agenda_item')
