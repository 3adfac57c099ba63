"""What people watch, have seen and are told."""

import sqlalchemy as sa
import declaration.database
from alembic import op


revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


EVENTS = (
    'ballot-opened', 'ballot-closing', 'ballot-adopted', 'ballot-rejected', 'ballot-void',
    'submitted', 'admitted', 'inadmissible', 'arabic-entered', 'revised', 'confirmation-asked',
    'consent-asked', 'rebased', 'to-restate', 'put', 'adopted', 'rejected', 'undecided', 'fell',
    'satisfied', 'replaced', 'divided', 'merged', 'withdrawn', 'lapsed', 'returned', 'reconsidered', 'sub-amended', 'clause-changed',
    'clause-settled', 'clause-reopened', 'commented', 'revision-issued', 'sitting-opened',
    'window-closing', 'to-sign', 'mandate-lodged', 'mandate-accepted', 'mandate-refused',
)
KINDS = (
    'ballots', 'writing', 'deadlines', 'asked', 'screening', 'carried', 'decisions', 'amended',
    'comments', 'watched', 'text', 'sittings', 'signing', 'office',
)


def pass_over_the_past() -> None:
    """Let nobody be told now of what was recorded before there were notices."""
    op.execute(
        "INSERT INTO notice_followed (log_id, position) "
        "SELECT log_id, MAX(position) + 1 FROM journal_entry "
        "WHERE position IS NOT NULL GROUP BY log_id"
    )


def upgrade() -> None:
    op.create_table('notice_followed',
    sa.Column('log_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['log_id'], ['journal_log.id'], name=op.f('fk_notice_followed_log_id')),
    sa.PrimaryKeyConstraint('log_id', name=op.f('pk_notice_followed'))
    )
    op.create_table('notice_reminder',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('entry_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('event', sa.Enum(*EVENTS, name='event', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('about_id', sa.Integer(), nullable=False),
    sa.Column('deadline', declaration.database.UtcInstant(timezone=True), nullable=False),
    sa.Column('due', declaration.database.UtcInstant(timezone=True), nullable=False),
    sa.Column('done_at', declaration.database.UtcInstant(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['entry_id'], ['journal_entry.id'], name=op.f('fk_notice_reminder_entry_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_notice_reminder')),
    sa.UniqueConstraint('entry_id', 'event', 'about_id', name=op.f('uq_notice_reminder_entry_id_event_about_id'))
    )
    with op.batch_alter_table('notice_reminder', schema=None) as batch_op:
        batch_op.create_index('ix_notice_reminder_due', ['due'], unique=False, sqlite_where=sa.text('done_at IS NULL'), postgresql_where=sa.text('done_at IS NULL'))

    op.create_table('notice',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('membership_id', sa.Integer(), nullable=False),
    sa.Column('entry_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('kind', sa.Enum(*KINDS, name='kind', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('event', sa.Enum(*EVENTS, name='event', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('about_id', sa.Integer(), nullable=False),
    sa.Column('at', declaration.database.UtcInstant(timezone=True), nullable=False),
    sa.Column('made_at', declaration.database.UtcInstant(timezone=True), nullable=False),
    sa.Column('read_at', declaration.database.UtcInstant(timezone=True), nullable=True),
    sa.Column('digest', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['entry_id'], ['journal_entry.id'], name=op.f('fk_notice_entry_id')),
    sa.ForeignKeyConstraint(['membership_id'], ['membership.id'], name=op.f('fk_notice_membership_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_notice')),
    sa.UniqueConstraint('membership_id', 'entry_id', 'event', 'about_id', name=op.f('uq_notice_membership_id_entry_id_event_about_id'))
    )
    with op.batch_alter_table('notice', schema=None) as batch_op:
        batch_op.create_index('ix_notice_for_the_digest', ['made_at'], unique=False, sqlite_where=sa.text('digest'), postgresql_where=sa.text('digest'))
        batch_op.create_index('ix_notice_unread', ['membership_id'], unique=False, sqlite_where=sa.text('read_at IS NULL'), postgresql_where=sa.text('read_at IS NULL'))

    op.create_table('notice_choice',
    sa.Column('membership_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Enum(*KINDS, name='kind', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('way', sa.Enum('none', 'here', 'digest', 'mail', name='way', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.ForeignKeyConstraint(['membership_id'], ['membership.id'], name=op.f('fk_notice_choice_membership_id')),
    sa.PrimaryKeyConstraint('membership_id', 'kind', name=op.f('pk_notice_choice'))
    )
    op.create_table('seen',
    sa.Column('membership_id', sa.Integer(), nullable=False),
    sa.Column('clause_id', sa.Integer(), nullable=False),
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.Column('at', declaration.database.UtcInstant(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['clause_id'], ['clause.id'], name=op.f('fk_seen_clause_id')),
    sa.ForeignKeyConstraint(['membership_id'], ['membership.id'], name=op.f('fk_seen_membership_id')),
    sa.ForeignKeyConstraint(['version_id', 'clause_id'], ['clause_version.id', 'clause_version.clause_id'], name='fk_seen_version_of_the_clause'),
    sa.PrimaryKeyConstraint('membership_id', 'clause_id', name=op.f('pk_seen'))
    )
    op.create_table('watch',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('membership_id', sa.Integer(), nullable=False),
    sa.Column('clause_id', sa.Integer(), nullable=True),
    sa.Column('amendment_id', sa.Integer(), nullable=True),
    sa.Column('since', declaration.database.UtcInstant(timezone=True), nullable=False),
    sa.CheckConstraint('(clause_id IS NULL) <> (amendment_id IS NULL)', name=op.f('ck_watch_one_target')),
    sa.ForeignKeyConstraint(['amendment_id'], ['amendment.id'], name=op.f('fk_watch_amendment_id')),
    sa.ForeignKeyConstraint(['clause_id'], ['clause.id'], name=op.f('fk_watch_clause_id')),
    sa.ForeignKeyConstraint(['membership_id'], ['membership.id'], name=op.f('fk_watch_membership_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_watch')),
    sa.UniqueConstraint('membership_id', 'amendment_id', name=op.f('uq_watch_membership_id_amendment_id')),
    sa.UniqueConstraint('membership_id', 'clause_id', name=op.f('uq_watch_membership_id_clause_id'))
    )
    with op.batch_alter_table('watch', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_watch_amendment_id'), ['amendment_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_watch_clause_id'), ['clause_id'], unique=False)
    pass_over_the_past()


def downgrade() -> None:
    with op.batch_alter_table('watch', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_watch_clause_id'))
        batch_op.drop_index(batch_op.f('ix_watch_amendment_id'))

    op.drop_table('watch')
    op.drop_table('seen')
    op.drop_table('notice_choice')
    with op.batch_alter_table('notice', schema=None) as batch_op:
        batch_op.drop_index('ix_notice_unread', sqlite_where=sa.text('read_at IS NULL'), postgresql_where=sa.text('read_at IS NULL'))
        batch_op.drop_index('ix_notice_for_the_digest', sqlite_where=sa.text('digest'), postgresql_where=sa.text('digest'))

    op.drop_table('notice')
    with op.batch_alter_table('notice_reminder', schema=None) as batch_op:
        batch_op.drop_index('ix_notice_reminder_due', sqlite_where=sa.text('done_at IS NULL'), postgresql_where=sa.text('done_at IS NULL'))

    op.drop_table('notice_reminder')
    op.drop_table('notice_followed')
