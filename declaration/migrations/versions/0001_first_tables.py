"""The first tables, and what keeps the journal append-only."""

import sqlalchemy as sa
import declaration.database
from alembic import op


revision = '0001'
down_revision = None
branch_labels = None
depends_on = None


APPEND_ONLY = "the journal is append-only"


def keep_journal() -> None:
    """Let entries be neither changed nor deleted; only an empty position may be set, once."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE TRIGGER journal_entry_stays BEFORE DELETE ON journal_entry "
            f"BEGIN SELECT RAISE(ABORT, '{APPEND_ONLY}'); END"
        )
        op.execute(
            "CREATE TRIGGER journal_entry_is_immutable BEFORE UPDATE ON journal_entry "
            "WHEN OLD.position IS NOT NULL OR NEW.id IS NOT OLD.id OR NEW.log_id IS NOT OLD.log_id "
            "OR NEW.body IS NOT OLD.body OR NEW.leaf IS NOT OLD.leaf "
            "OR NEW.request IS NOT OLD.request OR NEW.idempotency_key IS NOT OLD.idempotency_key "
            f"BEGIN SELECT RAISE(ABORT, '{APPEND_ONLY}'); END"
        )
        return
    op.execute(
        "CREATE FUNCTION journal_entry_guard() RETURNS trigger LANGUAGE plpgsql AS $$ "
        "BEGIN IF TG_OP = 'UPDATE' AND OLD.position IS NULL AND NEW.position IS NOT NULL "
        "AND (NEW.id, NEW.log_id, NEW.body, NEW.leaf) = (OLD.id, OLD.log_id, OLD.body, OLD.leaf) "
        "AND NEW.request IS NOT DISTINCT FROM OLD.request "
        "AND NEW.idempotency_key IS NOT DISTINCT FROM OLD.idempotency_key "
        f"THEN RETURN NEW; END IF; RAISE EXCEPTION '{APPEND_ONLY}'; END $$"
    )
    op.execute(
        "CREATE TRIGGER journal_entry_guard BEFORE UPDATE OR DELETE ON journal_entry "
        "FOR EACH ROW EXECUTE FUNCTION journal_entry_guard()"
    )
    op.execute(
        "CREATE TRIGGER journal_entry_truncate BEFORE TRUNCATE ON journal_entry "
        "FOR EACH STATEMENT EXECUTE FUNCTION journal_entry_guard()"
    )


def release_journal() -> None:
    """Drop what keeps the journal, so that its table can be dropped."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER journal_entry_stays")
        op.execute("DROP TRIGGER journal_entry_is_immutable")
        return
    op.execute("DROP TRIGGER journal_entry_truncate ON journal_entry")
    op.execute("DROP TRIGGER journal_entry_guard ON journal_entry")
    op.execute("DROP FUNCTION journal_entry_guard()")


def upgrade() -> None:
    op.create_table('forum',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', sa.Text(), nullable=False),
    sa.Column('log', sa.Text(), nullable=False),
    sa.Column('names', sa.JSON(), nullable=False),
    sa.Column('place', sa.JSON(), nullable=False),
    sa.Column('about', sa.JSON(), nullable=False),
    sa.Column('starts', sa.Date(), nullable=True),
    sa.Column('ends', sa.Date(), nullable=True),
    sa.Column('zone', sa.Text(), nullable=False),
    sa.Column('digits', sa.Enum('western', 'arabic-indic', name='digits', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('public', sa.Boolean(), nullable=False),
    sa.Column('sample', sa.Boolean(), nullable=False),
    sa.Column('rules', sa.JSON(), nullable=False),
    sa.Column('rules_fixed', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_forum')),
    sa.UniqueConstraint('key', name=op.f('uq_forum_key')),
    sa.UniqueConstraint('log', name=op.f('uq_forum_log'))
    )
    op.create_table('journal_log',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('origin', sa.Text(), nullable=False),
    sa.Column('epoch', sa.Integer(), nullable=False),
    sa.Column('state', sa.Enum('open', 'closed', name='logstate', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_journal_log')),
    sa.UniqueConstraint('origin', 'epoch', name=op.f('uq_journal_log_origin_epoch'))
    )
    op.create_table('outbox',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('address', sa.Text(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('language', sa.Text(), nullable=False),
    sa.Column('payload', sa.JSON(), nullable=False),
    sa.Column('forum_key', sa.Text(), nullable=True),
    sa.Column('due', declaration.database.UtcInstant(timezone=True), nullable=False),
    sa.Column('sent_at', declaration.database.UtcInstant(timezone=True), nullable=True),
    sa.Column('failures', sa.Integer(), nullable=False),
    sa.Column('last_failure', sa.Text(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_outbox'))
    )
    with op.batch_alter_table('outbox', schema=None) as batch_op:
        batch_op.create_index('ix_outbox_unsent', ['due'], unique=False, sqlite_where=sa.text('sent_at IS NULL'), postgresql_where=sa.text('sent_at IS NULL'))

    op.create_table('person',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('email', sa.Text(), nullable=False),
    sa.Column('names', sa.JSON(), nullable=False),
    sa.Column('office', sa.JSON(), nullable=False),
    sa.Column('language', sa.Text(), nullable=False),
    sa.Column('password', sa.Text(), nullable=True),
    sa.Column('rights_stamp', sa.Integer(), nullable=False),
    sa.Column('last_active_at', declaration.database.UtcInstant(timezone=True), nullable=True),
    sa.CheckConstraint("language IN ('ar', 'en')", name=op.f('ck_person_language')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_person')),
    sa.UniqueConstraint('email', name=op.f('uq_person_email')),
    sa.UniqueConstraint('name', name=op.f('uq_person_name'))
    )
    op.create_table('throttle',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('account', sa.Text(), nullable=False),
    sa.Column('address', sa.Text(), nullable=False),
    sa.Column('count', sa.Integer(), nullable=False),
    sa.Column('since', declaration.database.UtcInstant(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_throttle')),
    sa.UniqueConstraint('account', 'address', name=op.f('uq_throttle_account_address'))
    )
    op.create_table('upload',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('sha256', sa.Text(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('media', sa.Text(), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('uploaded_at', declaration.database.UtcInstant(timezone=True), nullable=False),
    sa.CheckConstraint('length(sha256) = 64', name=op.f('ck_upload_sha256_is_hexadecimal')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_upload'))
    )
    op.create_table('declaration',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('forum_id', sa.Integer(), nullable=False),
    sa.Column('key', sa.Text(), nullable=False),
    sa.Column('state', sa.Enum('drafting', 'negotiation', 'adoption', 'adopted', 'frozen', 'closed', name='declarationstate', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('languages', sa.JSON(), nullable=False),
    sa.Column('opens_at', declaration.database.UtcInstant(timezone=True), nullable=True),
    sa.Column('closes_at', declaration.database.UtcInstant(timezone=True), nullable=True),
    sa.Column('last_amendment', sa.Integer(), nullable=False),
    sa.Column('last_ballot', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['forum_id'], ['forum.id'], name=op.f('fk_declaration_forum_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_declaration')),
    sa.UniqueConstraint('forum_id', 'key', name=op.f('uq_declaration_forum_id_key'))
    )
    op.create_table('delegation',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('forum_id', sa.Integer(), nullable=False),
    sa.Column('key', sa.Text(), nullable=False),
    sa.Column('names', sa.JSON(), nullable=False),
    sa.Column('sort_key', declaration.database.ByCodePoint, nullable=False),
    sa.Column('kind', sa.Enum('city', 'organisation', name='delegationkind', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('votes', sa.Boolean(), nullable=False),
    sa.Column('credentials', sa.Enum('awaited', 'accepted', 'refused', name='credentialsstate', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.CheckConstraint("NOT votes OR kind = 'city'", name=op.f('ck_delegation_only_cities_vote')),
    sa.ForeignKeyConstraint(['forum_id'], ['forum.id'], name=op.f('fk_delegation_forum_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_delegation')),
    sa.UniqueConstraint('forum_id', 'key', name=op.f('uq_delegation_forum_id_key')),
    sa.UniqueConstraint('id', 'forum_id', name=op.f('uq_delegation_id_forum_id'))
    )
    op.create_table('journal_checkpoint',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('log_id', sa.Integer(), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('root', sa.LargeBinary(), nullable=False),
    sa.Column('edge', sa.LargeBinary(), nullable=False),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('sealed_at', declaration.database.UtcInstant(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['log_id'], ['journal_log.id'], name=op.f('fk_journal_checkpoint_log_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_journal_checkpoint')),
    sa.UniqueConstraint('log_id', 'size', name=op.f('uq_journal_checkpoint_log_id_size'))
    )
    op.create_table('journal_cosignature',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('log_id', sa.Integer(), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('witness', sa.Text(), nullable=False),
    sa.Column('line', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['log_id'], ['journal_log.id'], name=op.f('fk_journal_cosignature_log_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_journal_cosignature')),
    sa.UniqueConstraint('log_id', 'size', 'witness', name=op.f('uq_journal_cosignature_log_id_size_witness'))
    )
    op.create_table('journal_entry',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('log_id', sa.Integer(), nullable=False),
    sa.Column('body', sa.LargeBinary(), nullable=False),
    sa.Column('leaf', sa.LargeBinary(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=True),
    sa.Column('request', sa.Text(), nullable=True),
    sa.Column('idempotency_key', sa.Text(), nullable=True),
    sa.ForeignKeyConstraint(['log_id'], ['journal_log.id'], name=op.f('fk_journal_entry_log_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_journal_entry')),
    sa.UniqueConstraint('log_id', 'idempotency_key', name=op.f('uq_journal_entry_log_id_idempotency_key')),
    sa.UniqueConstraint('log_id', 'leaf', name=op.f('uq_journal_entry_log_id_leaf')),
    sa.UniqueConstraint('log_id', 'position', name=op.f('uq_journal_entry_log_id_position'))
    )
    with op.batch_alter_table('journal_entry', schema=None) as batch_op:
        batch_op.create_index('ix_journal_entry_unsealed', ['log_id', 'id'], unique=False, sqlite_where=sa.text('position IS NULL'), postgresql_where=sa.text('position IS NULL'))

    op.create_table('second_factor',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('secret', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_second_factor_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_second_factor')),
    sa.UniqueConstraint('person_id', 'kind', name=op.f('uq_second_factor_person_id_kind'))
    )
    op.create_table('invitation',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('forum_id', sa.Integer(), nullable=False),
    sa.Column('delegation_id', sa.Integer(), nullable=True),
    sa.Column('email', sa.Text(), nullable=False),
    sa.Column('names', sa.JSON(), nullable=False),
    sa.Column('language', sa.Text(), nullable=False),
    sa.Column('roles', sa.JSON(), nullable=False),
    sa.Column('digest', sa.Text(), nullable=False),
    sa.Column('sent_at', declaration.database.UtcInstant(timezone=True), nullable=False),
    sa.Column('expires_at', declaration.database.UtcInstant(timezone=True), nullable=False),
    sa.Column('used_at', declaration.database.UtcInstant(timezone=True), nullable=True),
    sa.Column('revoked_at', declaration.database.UtcInstant(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['delegation_id'], ['delegation.id'], name=op.f('fk_invitation_delegation_id')),
    sa.ForeignKeyConstraint(['forum_id'], ['forum.id'], name=op.f('fk_invitation_forum_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_invitation')),
    sa.UniqueConstraint('digest', name=op.f('uq_invitation_digest'))
    )
    op.create_table('journal_opening',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('entry_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('salt', sa.Text(), nullable=False),
    sa.Column('value', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['entry_id'], ['journal_entry.id'], name=op.f('fk_journal_opening_entry_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_journal_opening')),
    sa.UniqueConstraint('entry_id', 'name', name=op.f('uq_journal_opening_entry_id_name'))
    )
    op.create_table('mandate',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('declaration_id', sa.Integer(), nullable=False),
    sa.Column('delegation_id', sa.Integer(), nullable=False),
    sa.Column('upload_id', sa.Integer(), nullable=True),
    sa.Column('state', sa.Enum('awaited', 'lodged', 'accepted', 'refused', name='mandatestate', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('reason', sa.Text(), nullable=True),
    sa.Column('lodged_at', declaration.database.UtcInstant(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['declaration_id'], ['declaration.id'], name=op.f('fk_mandate_declaration_id')),
    sa.ForeignKeyConstraint(['delegation_id'], ['delegation.id'], name=op.f('fk_mandate_delegation_id')),
    sa.ForeignKeyConstraint(['upload_id'], ['upload.id'], name=op.f('fk_mandate_upload_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_mandate'))
    )
    op.create_table('membership',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('forum_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('delegation_id', sa.Integer(), nullable=True),
    sa.Column('ended_at', declaration.database.UtcInstant(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['delegation_id', 'forum_id'], ['delegation.id', 'delegation.forum_id'], name='fk_membership_delegation_of_the_forum'),
    sa.ForeignKeyConstraint(['forum_id'], ['forum.id'], name=op.f('fk_membership_forum_id')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_membership_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_membership'))
    )
    with op.batch_alter_table('membership', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_membership_person_id'), ['person_id'], unique=False)
        batch_op.create_index('uq_membership_live', ['forum_id', 'person_id'], unique=True, sqlite_where=sa.text('ended_at IS NULL'), postgresql_where=sa.text('ended_at IS NULL'))

    op.create_table('network_member',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('declaration_id', sa.Integer(), nullable=False),
    sa.Column('delegation_id', sa.Integer(), nullable=False),
    sa.Column('since', declaration.database.UtcInstant(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['declaration_id'], ['declaration.id'], name=op.f('fk_network_member_declaration_id')),
    sa.ForeignKeyConstraint(['delegation_id'], ['delegation.id'], name=op.f('fk_network_member_delegation_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_network_member')),
    sa.UniqueConstraint('declaration_id', 'delegation_id', name=op.f('uq_network_member_declaration_id_delegation_id'))
    )
    op.create_table('revision',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('declaration_id', sa.Integer(), nullable=False),
    sa.Column('serial', sa.Integer(), nullable=False),
    sa.Column('symbol', sa.Text(), nullable=True),
    sa.Column('published_at', declaration.database.UtcInstant(timezone=True), nullable=False),
    sa.Column('issued_at', declaration.database.UtcInstant(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['declaration_id'], ['declaration.id'], name=op.f('fk_revision_declaration_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_revision')),
    sa.UniqueConstraint('declaration_id', 'serial', name=op.f('uq_revision_declaration_id_serial')),
    sa.UniqueConstraint('declaration_id', 'symbol', name=op.f('uq_revision_declaration_id_symbol'))
    )
    op.create_table('sitting',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('forum_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('theme', sa.JSON(), nullable=False),
    sa.Column('planned_at', declaration.database.UtcInstant(timezone=True), nullable=True),
    sa.Column('state', sa.Enum('planned', 'open', 'closed', name='sittingstate', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('opened_at', declaration.database.UtcInstant(timezone=True), nullable=True),
    sa.Column('closed_at', declaration.database.UtcInstant(timezone=True), nullable=True),
    sa.Column('first_called_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['first_called_id'], ['delegation.id'], name=op.f('fk_sitting_first_called_id')),
    sa.ForeignKeyConstraint(['forum_id'], ['forum.id'], name=op.f('fk_sitting_forum_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sitting')),
    sa.UniqueConstraint('forum_id', 'number', name=op.f('uq_sitting_forum_id_number'))
    )
    op.create_table('ballot',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('declaration_id', sa.Integer(), nullable=False),
    sa.Column('sitting_id', sa.Integer(), nullable=True),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('question', sa.Enum('amendment', 'package', 'clause', 'declaration', 'reconsideration', 'motion', name='question', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('method', sa.Enum('recorded', 'roll-call', 'show-of-hands', 'consensus', 'silence', name='method', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('rule', sa.JSON(), nullable=False),
    sa.Column('written', sa.Boolean(), nullable=False),
    sa.Column('state', sa.Enum('prepared', 'open', 'closed', 'void', 'set-aside', name='ballotstate', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('opened_at', declaration.database.UtcInstant(timezone=True), nullable=False),
    sa.Column('closes_at', declaration.database.UtcInstant(timezone=True), nullable=True),
    sa.Column('closed_at', declaration.database.UtcInstant(timezone=True), nullable=True),
    sa.Column('result', sa.Enum('adopted', 'rejected', 'void', name='outcome', native_enum=False, create_constraint=True, length=40), nullable=True),
    sa.Column('because', sa.JSON(), nullable=False),
    sa.Column('totals', sa.JSON(), nullable=False),
    sa.Column('first_called_id', sa.Integer(), nullable=True),
    sa.Column('reconsiders_id', sa.Integer(), nullable=True),
    sa.Column('restarts_id', sa.Integer(), nullable=True),
    sa.Column('set_aside_by_id', sa.Integer(), nullable=True),
    sa.Column('seen', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['declaration_id'], ['declaration.id'], name=op.f('fk_ballot_declaration_id')),
    sa.ForeignKeyConstraint(['first_called_id'], ['delegation.id'], name=op.f('fk_ballot_first_called_id')),
    sa.ForeignKeyConstraint(['reconsiders_id'], ['ballot.id'], name=op.f('fk_ballot_reconsiders_id')),
    sa.ForeignKeyConstraint(['restarts_id'], ['ballot.id'], name=op.f('fk_ballot_restarts_id')),
    sa.ForeignKeyConstraint(['set_aside_by_id'], ['ballot.id'], name=op.f('fk_ballot_set_aside_by_id')),
    sa.ForeignKeyConstraint(['sitting_id'], ['sitting.id'], name=op.f('fk_ballot_sitting_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_ballot')),
    sa.UniqueConstraint('declaration_id', 'number', name=op.f('uq_ballot_declaration_id_number'))
    )
    op.create_table('clause',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('declaration_id', sa.Integer(), nullable=False),
    sa.Column('key', sa.Text(), nullable=False),
    sa.Column('state', sa.Enum('open', 'settled', 'adopted', 'not-adopted', name='clausestate', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('sitting_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['declaration_id'], ['declaration.id'], name=op.f('fk_clause_declaration_id')),
    sa.ForeignKeyConstraint(['sitting_id'], ['sitting.id'], name=op.f('fk_clause_sitting_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_clause')),
    sa.UniqueConstraint('declaration_id', 'key', name=op.f('uq_clause_declaration_id_key'))
    )
    op.create_table('freeze',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('declaration_id', sa.Integer(), nullable=False),
    sa.Column('revision_id', sa.Integer(), nullable=False),
    sa.Column('language', sa.Text(), nullable=False),
    sa.Column('canonical', sa.LargeBinary(), nullable=False),
    sa.Column('text_sha256', sa.Text(), nullable=False),
    sa.Column('fingerprint', sa.Text(), nullable=False),
    sa.Column('statement', sa.LargeBinary(), nullable=False),
    sa.Column('frozen_at', declaration.database.UtcInstant(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['declaration_id'], ['declaration.id'], name=op.f('fk_freeze_declaration_id')),
    sa.ForeignKeyConstraint(['revision_id'], ['revision.id'], name=op.f('fk_freeze_revision_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_freeze')),
    sa.UniqueConstraint('declaration_id', 'language', name=op.f('uq_freeze_declaration_id_language'))
    )
    op.create_table('presence',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('sitting_id', sa.Integer(), nullable=False),
    sa.Column('delegation_id', sa.Integer(), nullable=False),
    sa.Column('since', declaration.database.UtcInstant(timezone=True), nullable=False),
    sa.Column('until', declaration.database.UtcInstant(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['delegation_id'], ['delegation.id'], name=op.f('fk_presence_delegation_id')),
    sa.ForeignKeyConstraint(['sitting_id'], ['sitting.id'], name=op.f('fk_presence_sitting_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_presence'))
    )
    with op.batch_alter_table('presence', schema=None) as batch_op:
        batch_op.create_index('uq_presence_live', ['sitting_id', 'delegation_id'], unique=True, sqlite_where=sa.text('until IS NULL'), postgresql_where=sa.text('until IS NULL'))

    op.create_table('role',
    sa.Column('membership_id', sa.Integer(), nullable=False),
    sa.Column('role', sa.Enum('observer', 'delegate', 'signatory', 'secretariat', 'chair', name='role', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.ForeignKeyConstraint(['membership_id'], ['membership.id'], name=op.f('fk_role_membership_id')),
    sa.PrimaryKeyConstraint('membership_id', 'role', name=op.f('pk_role'))
    )
    op.create_table('clause_version',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('clause_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Enum('title', 'motto', 'chapeau', 'heading', 'preambular', 'bridge', 'operative', 'closing', 'annex', name='clausekind', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('folded', sa.Text(), nullable=False),
    sa.Column('origin', sa.Enum('initial', 'drafting', 'merge', 'correction', 'editorial', 'restored', name='origin', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('segments', sa.JSON(), nullable=False),
    sa.Column('same_decision_as_id', sa.Integer(), nullable=True),
    sa.Column('created_at', declaration.database.UtcInstant(timezone=True), nullable=False),
    sa.CheckConstraint('number >= 1', name=op.f('ck_clause_version_numbered_from_one')),
    sa.ForeignKeyConstraint(['clause_id'], ['clause.id'], name=op.f('fk_clause_version_clause_id')),
    sa.ForeignKeyConstraint(['same_decision_as_id'], ['clause_version.id'], name=op.f('fk_clause_version_same_decision_as_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_clause_version')),
    sa.UniqueConstraint('clause_id', 'number', name=op.f('uq_clause_version_clause_id_number')),
    sa.UniqueConstraint('id', 'clause_id', name=op.f('uq_clause_version_id_clause_id'))
    )
    op.create_table('elector',
    sa.Column('ballot_id', sa.Integer(), nullable=False),
    sa.Column('delegation_id', sa.Integer(), nullable=False),
    sa.Column('call_order', sa.Integer(), nullable=True),
    sa.Column('present_at_opening', sa.Boolean(), nullable=False),
    sa.Column('present_at_closing', sa.Boolean(), nullable=True),
    sa.ForeignKeyConstraint(['ballot_id'], ['ballot.id'], name=op.f('fk_elector_ballot_id')),
    sa.ForeignKeyConstraint(['delegation_id'], ['delegation.id'], name=op.f('fk_elector_delegation_id')),
    sa.PrimaryKeyConstraint('ballot_id', 'delegation_id', name=op.f('pk_elector'))
    )
    op.create_table('endorsement',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('freeze_id', sa.Integer(), nullable=False),
    sa.Column('delegation_id', sa.Integer(), nullable=False),
    sa.Column('mode', sa.Enum('signed-in', 'passkey', 'paper', name='mode', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('membership_id', sa.Integer(), nullable=True),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('office', sa.Text(), nullable=False),
    sa.Column('mandate_id', sa.Integer(), nullable=True),
    sa.Column('scan_id', sa.Integer(), nullable=True),
    sa.Column('receipt', sa.Text(), nullable=False),
    sa.Column('accession', sa.Boolean(), nullable=False),
    sa.Column('given_at', declaration.database.UtcInstant(timezone=True), nullable=False),
    sa.Column('withdrawn_at', declaration.database.UtcInstant(timezone=True), nullable=True),
    sa.CheckConstraint('membership_id IS NOT NULL OR scan_id IS NOT NULL', name=op.f('ck_endorsement_somebody_or_a_scan')),
    sa.ForeignKeyConstraint(['delegation_id'], ['delegation.id'], name=op.f('fk_endorsement_delegation_id')),
    sa.ForeignKeyConstraint(['freeze_id'], ['freeze.id'], name=op.f('fk_endorsement_freeze_id')),
    sa.ForeignKeyConstraint(['mandate_id'], ['mandate.id'], name=op.f('fk_endorsement_mandate_id')),
    sa.ForeignKeyConstraint(['membership_id'], ['membership.id'], name=op.f('fk_endorsement_membership_id')),
    sa.ForeignKeyConstraint(['scan_id'], ['upload.id'], name=op.f('fk_endorsement_scan_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_endorsement'))
    )
    with op.batch_alter_table('endorsement', schema=None) as batch_op:
        batch_op.create_index('uq_endorsement_live', ['freeze_id', 'delegation_id'], unique=True, sqlite_where=sa.text('withdrawn_at IS NULL'), postgresql_where=sa.text('withdrawn_at IS NULL'))

    op.create_table('objection',
    sa.Column('ballot_id', sa.Integer(), nullable=False),
    sa.Column('delegation_id', sa.Integer(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('clause_id', sa.Integer(), nullable=True),
    sa.Column('raised_at', declaration.database.UtcInstant(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['ballot_id'], ['ballot.id'], name=op.f('fk_objection_ballot_id')),
    sa.ForeignKeyConstraint(['clause_id'], ['clause.id'], name=op.f('fk_objection_clause_id')),
    sa.ForeignKeyConstraint(['delegation_id'], ['delegation.id'], name=op.f('fk_objection_delegation_id')),
    sa.PrimaryKeyConstraint('ballot_id', 'delegation_id', name=op.f('pk_objection'))
    )
    op.create_table('amendment',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('declaration_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=True),
    sa.Column('clause_id', sa.Integer(), nullable=True),
    sa.Column('adds_clause', sa.Boolean(), nullable=False),
    sa.Column('parent_id', sa.Integer(), nullable=True),
    sa.Column('divided_from_id', sa.Integer(), nullable=True),
    sa.Column('part', sa.Text(), nullable=False),
    sa.Column('package', sa.Integer(), nullable=True),
    sa.Column('route', sa.Enum('ordinary', 'compromise', 'correction', name='route', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('state', sa.Enum('draft', 'discarded', 'submitted', 'inadmissible', 'admissible', 'scheduled', 'put', 'adopted', 'rejected', 'fallen', 'satisfied', 'withdrawn', 'replaced', 'divided', 'lapsed', 'merged', name='amendmentstate', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('because', sa.JSON(), nullable=False),
    sa.Column('late', sa.Boolean(), nullable=False),
    sa.Column('ruling', sa.Text(), nullable=True),
    sa.Column('needs_rebasing', sa.Boolean(), nullable=False),
    sa.Column('voting_place', sa.Integer(), nullable=True),
    sa.Column('merged_version_id', sa.Integer(), nullable=True),
    sa.Column('drafted_at', declaration.database.UtcInstant(timezone=True), nullable=False),
    sa.Column('submitted_at', declaration.database.UtcInstant(timezone=True), nullable=True),
    sa.Column('changed_at', declaration.database.UtcInstant(timezone=True), nullable=False),
    sa.Column('edition', sa.Integer(), nullable=False),
    sa.CheckConstraint("(divided_from_id IS NULL) = (part = '')", name=op.f('ck_amendment_a_part_is_of_something')),
    sa.CheckConstraint("clause_id IS NOT NULL OR (adds_clause AND state IN ('draft', 'discarded'))", name=op.f('ck_amendment_concerns_a_clause')),
    sa.ForeignKeyConstraint(['clause_id'], ['clause.id'], name=op.f('fk_amendment_clause_id')),
    sa.ForeignKeyConstraint(['declaration_id'], ['declaration.id'], name=op.f('fk_amendment_declaration_id')),
    sa.ForeignKeyConstraint(['divided_from_id'], ['amendment.id'], name=op.f('fk_amendment_divided_from_id')),
    sa.ForeignKeyConstraint(['merged_version_id'], ['clause_version.id'], name=op.f('fk_amendment_merged_version_id')),
    sa.ForeignKeyConstraint(['parent_id'], ['amendment.id'], name=op.f('fk_amendment_parent_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_amendment')),
    sa.UniqueConstraint('declaration_id', 'number', 'part', name=op.f('uq_amendment_declaration_id_number_part')),
    sa.UniqueConstraint('divided_from_id', 'part', name=op.f('uq_amendment_divided_from_id_part'))
    )
    with op.batch_alter_table('amendment', schema=None) as batch_op:
        batch_op.create_index('ix_amendment_clause_state', ['clause_id', 'state'], unique=False)
        batch_op.create_index(batch_op.f('ix_amendment_parent_id'), ['parent_id'], unique=False)

    op.create_table('merge_draft',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('clause_id', sa.Integer(), nullable=False),
    sa.Column('base_version_id', sa.Integer(), nullable=False),
    sa.Column('membership_id', sa.Integer(), nullable=False),
    sa.Column('chosen', sa.JSON(), nullable=False),
    sa.Column('typed', sa.JSON(), nullable=False),
    sa.Column('shown', sa.Boolean(), nullable=False),
    sa.Column('saved_at', declaration.database.UtcInstant(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['base_version_id'], ['clause_version.id'], name=op.f('fk_merge_draft_base_version_id')),
    sa.ForeignKeyConstraint(['clause_id'], ['clause.id'], name=op.f('fk_merge_draft_clause_id')),
    sa.ForeignKeyConstraint(['membership_id'], ['membership.id'], name=op.f('fk_merge_draft_membership_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_merge_draft')),
    sa.UniqueConstraint('clause_id', 'membership_id', name=op.f('uq_merge_draft_clause_id_membership_id'))
    )
    op.create_table('revision_entry',
    sa.Column('revision_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('clause_id', sa.Integer(), nullable=False),
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['clause_id'], ['clause.id'], name=op.f('fk_revision_entry_clause_id')),
    sa.ForeignKeyConstraint(['revision_id'], ['revision.id'], name=op.f('fk_revision_entry_revision_id')),
    sa.ForeignKeyConstraint(['version_id', 'clause_id'], ['clause_version.id', 'clause_version.clause_id'], name='fk_revision_entry_version_of_the_clause'),
    sa.PrimaryKeyConstraint('revision_id', 'position', name=op.f('pk_revision_entry')),
    sa.UniqueConstraint('revision_id', 'clause_id', name=op.f('uq_revision_entry_revision_id_clause_id'))
    )
    op.create_table('statement',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('delegation_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Enum('explanation-before', 'explanation-after', 'explanation-of-position', 'reservation', 'dissociation', name='statementkind', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('ballot_id', sa.Integer(), nullable=True),
    sa.Column('endorsement_id', sa.Integer(), nullable=True),
    sa.Column('clause_id', sa.Integer(), nullable=True),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('made_at', declaration.database.UtcInstant(timezone=True), nullable=False),
    sa.Column('withdrawn_at', declaration.database.UtcInstant(timezone=True), nullable=True),
    sa.CheckConstraint('(ballot_id IS NULL) <> (endorsement_id IS NULL)', name=op.f('ck_statement_exactly_one')),
    sa.ForeignKeyConstraint(['ballot_id'], ['ballot.id'], name=op.f('fk_statement_ballot_id')),
    sa.ForeignKeyConstraint(['clause_id'], ['clause.id'], name=op.f('fk_statement_clause_id')),
    sa.ForeignKeyConstraint(['delegation_id'], ['delegation.id'], name=op.f('fk_statement_delegation_id')),
    sa.ForeignKeyConstraint(['endorsement_id'], ['endorsement.id'], name=op.f('fk_statement_endorsement_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_statement'))
    )
    with op.batch_alter_table('statement', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_statement_ballot_id'), ['ballot_id'], unique=False)

    op.create_table('translation',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.Column('language', sa.Text(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('created_at', declaration.database.UtcInstant(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['version_id'], ['clause_version.id'], name=op.f('fk_translation_version_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_translation')),
    sa.UniqueConstraint('version_id', 'language', 'number', name=op.f('uq_translation_version_id_language_number'))
    )
    op.create_table('vote',
    sa.Column('ballot_id', sa.Integer(), nullable=False),
    sa.Column('delegation_id', sa.Integer(), nullable=False),
    sa.Column('choice', sa.Enum('for', 'against', 'abstain', name='choice', native_enum=False, create_constraint=True, length=40), nullable=True),
    sa.Column('cast_at', declaration.database.UtcInstant(timezone=True), nullable=False),
    sa.Column('membership_id', sa.Integer(), nullable=True),
    sa.Column('on_behalf', sa.Boolean(), nullable=False),
    sa.Column('nonce', sa.Text(), nullable=True),
    sa.Column('edition', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['ballot_id', 'delegation_id'], ['elector.ballot_id', 'elector.delegation_id'], name='fk_vote_elector'),
    sa.ForeignKeyConstraint(['membership_id'], ['membership.id'], name=op.f('fk_vote_membership_id')),
    sa.PrimaryKeyConstraint('ballot_id', 'delegation_id', name=op.f('pk_vote'))
    )
    op.create_table('amendment_revision',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('amendment_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('base_version_id', sa.Integer(), nullable=True),
    sa.Column('base_amendment_revision_id', sa.Integer(), nullable=True),
    sa.Column('base_revision_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Enum('title', 'motto', 'chapeau', 'heading', 'preambular', 'bridge', 'operative', 'closing', 'annex', name='clausekind', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('text', sa.Text(), nullable=True),
    sa.Column('text_en', sa.Text(), nullable=True),
    sa.Column('removes', sa.Boolean(), nullable=False),
    sa.Column('moves', sa.Boolean(), nullable=False),
    sa.Column('after_clause_id', sa.Integer(), nullable=True),
    sa.Column('rationale', sa.Text(), nullable=False),
    sa.Column('cause', sa.Enum('drafted', 'revised', 'rebased', 'restated', 'subamended', 'divided', name='cause', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('created_at', declaration.database.UtcInstant(timezone=True), nullable=False),
    sa.CheckConstraint('NOT removes OR (text IS NULL AND text_en IS NULL AND NOT moves)', name=op.f('ck_amendment_revision_removal_stands_alone')),
    sa.CheckConstraint('base_version_id IS NULL OR base_amendment_revision_id IS NULL', name=op.f('ck_amendment_revision_one_base_at_most')),
    sa.CheckConstraint('text IS NOT NULL OR text_en IS NOT NULL OR moves OR removes', name=op.f('ck_amendment_revision_says_something')),
    sa.ForeignKeyConstraint(['after_clause_id'], ['clause.id'], name=op.f('fk_amendment_revision_after_clause_id')),
    sa.ForeignKeyConstraint(['amendment_id'], ['amendment.id'], name=op.f('fk_amendment_revision_amendment_id')),
    sa.ForeignKeyConstraint(['base_amendment_revision_id'], ['amendment_revision.id'], name=op.f('fk_amendment_revision_base_amendment_revision_id')),
    sa.ForeignKeyConstraint(['base_revision_id'], ['revision.id'], name=op.f('fk_amendment_revision_base_revision_id')),
    sa.ForeignKeyConstraint(['base_version_id'], ['clause_version.id'], name=op.f('fk_amendment_revision_base_version_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_amendment_revision')),
    sa.UniqueConstraint('amendment_id', 'number', name=op.f('uq_amendment_revision_amendment_id_number'))
    )
    op.create_table('replaces',
    sa.Column('compromise_id', sa.Integer(), nullable=False),
    sa.Column('amendment_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['amendment_id'], ['amendment.id'], name=op.f('fk_replaces_amendment_id')),
    sa.ForeignKeyConstraint(['compromise_id'], ['amendment.id'], name=op.f('fk_replaces_compromise_id')),
    sa.PrimaryKeyConstraint('compromise_id', 'amendment_id', name=op.f('pk_replaces'))
    )
    op.create_table('sponsor',
    sa.Column('amendment_id', sa.Integer(), nullable=False),
    sa.Column('delegation_id', sa.Integer(), nullable=False),
    sa.Column('main', sa.Boolean(), nullable=False),
    sa.Column('joined_at', declaration.database.UtcInstant(timezone=True), nullable=False),
    sa.Column('confirmed_revision', sa.Integer(), nullable=True),
    sa.Column('left_at', declaration.database.UtcInstant(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['amendment_id'], ['amendment.id'], name=op.f('fk_sponsor_amendment_id')),
    sa.ForeignKeyConstraint(['delegation_id'], ['delegation.id'], name=op.f('fk_sponsor_delegation_id')),
    sa.PrimaryKeyConstraint('amendment_id', 'delegation_id', name=op.f('pk_sponsor'))
    )
    with op.batch_alter_table('sponsor', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_sponsor_delegation_id'), ['delegation_id'], unique=False)
        batch_op.create_index('uq_sponsor_live_main', ['amendment_id'], unique=True, sqlite_where=sa.text('main AND left_at IS NULL'), postgresql_where=sa.text('main AND left_at IS NULL'))

    op.create_table('thread',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('declaration_id', sa.Integer(), nullable=False),
    sa.Column('clause_id', sa.Integer(), nullable=True),
    sa.Column('amendment_id', sa.Integer(), nullable=True),
    sa.Column('quote', sa.Text(), nullable=True),
    sa.Column('before', sa.Text(), nullable=False),
    sa.Column('after', sa.Text(), nullable=False),
    sa.Column('language', sa.Text(), nullable=False),
    sa.Column('opened_at', declaration.database.UtcInstant(timezone=True), nullable=False),
    sa.Column('resolved_at', declaration.database.UtcInstant(timezone=True), nullable=True),
    sa.CheckConstraint('(clause_id IS NULL) <> (amendment_id IS NULL)', name=op.f('ck_thread_one_target')),
    sa.ForeignKeyConstraint(['amendment_id'], ['amendment.id'], name=op.f('fk_thread_amendment_id')),
    sa.ForeignKeyConstraint(['clause_id'], ['clause.id'], name=op.f('fk_thread_clause_id')),
    sa.ForeignKeyConstraint(['declaration_id'], ['declaration.id'], name=op.f('fk_thread_declaration_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_thread'))
    )
    with op.batch_alter_table('thread', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_thread_amendment_id'), ['amendment_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_thread_clause_id'), ['clause_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_thread_declaration_id'), ['declaration_id'], unique=False)

    op.create_table('ballot_subject',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('ballot_id', sa.Integer(), nullable=False),
    sa.Column('amendment_id', sa.Integer(), nullable=True),
    sa.Column('amendment_revision_id', sa.Integer(), nullable=True),
    sa.Column('version_id', sa.Integer(), nullable=True),
    sa.Column('revision_id', sa.Integer(), nullable=True),
    sa.Column('of_ballot_id', sa.Integer(), nullable=True),
    sa.Column('motion', sa.Text(), nullable=True),
    sa.Column('current', sa.Boolean(), nullable=False),
    sa.CheckConstraint('(amendment_id IS NOT NULL AND amendment_revision_id IS NOT NULL AND version_id IS NULL AND revision_id IS NULL AND of_ballot_id IS NULL AND motion IS NULL) OR (amendment_id IS NULL AND amendment_revision_id IS NULL AND (CASE WHEN version_id IS NULL THEN 0 ELSE 1 END + CASE WHEN revision_id IS NULL THEN 0 ELSE 1 END + CASE WHEN of_ballot_id IS NULL THEN 0 ELSE 1 END + CASE WHEN motion IS NULL THEN 0 ELSE 1 END) = 1)', name=op.f('ck_ballot_subject_exactly_one')),
    sa.ForeignKeyConstraint(['amendment_id'], ['amendment.id'], name=op.f('fk_ballot_subject_amendment_id')),
    sa.ForeignKeyConstraint(['amendment_revision_id'], ['amendment_revision.id'], name=op.f('fk_ballot_subject_amendment_revision_id')),
    sa.ForeignKeyConstraint(['ballot_id'], ['ballot.id'], name=op.f('fk_ballot_subject_ballot_id')),
    sa.ForeignKeyConstraint(['of_ballot_id'], ['ballot.id'], name=op.f('fk_ballot_subject_of_ballot_id')),
    sa.ForeignKeyConstraint(['revision_id'], ['revision.id'], name=op.f('fk_ballot_subject_revision_id')),
    sa.ForeignKeyConstraint(['version_id'], ['clause_version.id'], name=op.f('fk_ballot_subject_version_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_ballot_subject'))
    )
    with op.batch_alter_table('ballot_subject', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_ballot_subject_ballot_id'), ['ballot_id'], unique=False)
        batch_op.create_index('uq_ballot_subject_live_amendment', ['amendment_id'], unique=True, sqlite_where=sa.text('current'), postgresql_where=sa.text('current'))
        batch_op.create_index('uq_ballot_subject_live_version', ['version_id'], unique=True, sqlite_where=sa.text('current'), postgresql_where=sa.text('current'))

    op.create_table('comment',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('thread_id', sa.Integer(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('delegation_id', sa.Integer(), nullable=True),
    sa.Column('made_at', declaration.database.UtcInstant(timezone=True), nullable=False),
    sa.Column('edited_at', declaration.database.UtcInstant(timezone=True), nullable=True),
    sa.Column('hidden_reason', sa.Text(), nullable=True),
    sa.ForeignKeyConstraint(['delegation_id'], ['delegation.id'], name=op.f('fk_comment_delegation_id')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_comment_person_id')),
    sa.ForeignKeyConstraint(['thread_id'], ['thread.id'], name=op.f('fk_comment_thread_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_comment'))
    )
    with op.batch_alter_table('comment', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_comment_thread_id'), ['thread_id'], unique=False)

    op.create_table('consent',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('compromise_revision_id', sa.Integer(), nullable=False),
    sa.Column('delegation_id', sa.Integer(), nullable=False),
    sa.Column('answer', sa.Boolean(), nullable=False),
    sa.Column('at', declaration.database.UtcInstant(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['compromise_revision_id'], ['amendment_revision.id'], name=op.f('fk_consent_compromise_revision_id')),
    sa.ForeignKeyConstraint(['delegation_id'], ['delegation.id'], name=op.f('fk_consent_delegation_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_consent'))
    )
    with op.batch_alter_table('consent', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_consent_compromise_revision_id'), ['compromise_revision_id'], unique=False)

    op.create_table('merge',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('revision_id', sa.Integer(), nullable=True),
    sa.Column('amendment_revision_id', sa.Integer(), nullable=True),
    sa.Column('origin', sa.Enum('initial', 'drafting', 'merge', 'correction', 'editorial', 'restored', name='origin', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('membership_id', sa.Integer(), nullable=True),
    sa.Column('engine', sa.Text(), nullable=False),
    sa.Column('arrangement', sa.JSON(), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('at', declaration.database.UtcInstant(timezone=True), nullable=False),
    sa.CheckConstraint('(revision_id IS NULL) <> (amendment_revision_id IS NULL)', name=op.f('ck_merge_one_result')),
    sa.ForeignKeyConstraint(['amendment_revision_id'], ['amendment_revision.id'], name=op.f('fk_merge_amendment_revision_id')),
    sa.ForeignKeyConstraint(['membership_id'], ['membership.id'], name=op.f('fk_merge_membership_id')),
    sa.ForeignKeyConstraint(['revision_id'], ['revision.id'], name=op.f('fk_merge_revision_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_merge')),
    sa.UniqueConstraint('amendment_revision_id', name=op.f('uq_merge_amendment_revision_id')),
    sa.UniqueConstraint('revision_id', name=op.f('uq_merge_revision_id'))
    )
    op.create_table('placement',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('thread_id', sa.Integer(), nullable=False),
    sa.Column('version_id', sa.Integer(), nullable=True),
    sa.Column('amendment_revision_id', sa.Integer(), nullable=True),
    sa.Column('start', sa.Integer(), nullable=True),
    sa.Column('stop', sa.Integer(), nullable=True),
    sa.Column('state', sa.Enum('exact', 'edited', 'orphaned', name='placementstate', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.CheckConstraint('(start IS NULL) = (stop IS NULL) AND (start IS NULL OR start < stop)', name=op.f('ck_placement_a_span')),
    sa.CheckConstraint('(version_id IS NULL) <> (amendment_revision_id IS NULL)', name=op.f('ck_placement_one_text')),
    sa.ForeignKeyConstraint(['amendment_revision_id'], ['amendment_revision.id'], name=op.f('fk_placement_amendment_revision_id')),
    sa.ForeignKeyConstraint(['thread_id'], ['thread.id'], name=op.f('fk_placement_thread_id')),
    sa.ForeignKeyConstraint(['version_id'], ['clause_version.id'], name=op.f('fk_placement_version_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_placement')),
    sa.UniqueConstraint('thread_id', 'amendment_revision_id', name=op.f('uq_placement_thread_id_amendment_revision_id')),
    sa.UniqueConstraint('thread_id', 'version_id', name=op.f('uq_placement_thread_id_version_id'))
    )
    op.create_table('recommendation',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('amendment_revision_id', sa.Integer(), nullable=False),
    sa.Column('advice', sa.Text(), nullable=False),
    sa.Column('with_amendment_id', sa.Integer(), nullable=True),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('shown', sa.Boolean(), nullable=False),
    sa.Column('at', declaration.database.UtcInstant(timezone=True), nullable=False),
    sa.CheckConstraint("advice IN ('adopt', 'reject', 'adopt-as-modified', 'merge-with')", name=op.f('ck_recommendation_advice')),
    sa.ForeignKeyConstraint(['amendment_revision_id'], ['amendment_revision.id'], name=op.f('fk_recommendation_amendment_revision_id')),
    sa.ForeignKeyConstraint(['with_amendment_id'], ['amendment.id'], name=op.f('fk_recommendation_with_amendment_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_recommendation'))
    )
    with op.batch_alter_table('recommendation', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_recommendation_amendment_revision_id'), ['amendment_revision_id'], unique=False)

    op.create_table('merge_input',
    sa.Column('merge_id', sa.Integer(), nullable=False),
    sa.Column('amendment_revision_id', sa.Integer(), nullable=False),
    sa.Column('ballot_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['amendment_revision_id'], ['amendment_revision.id'], name=op.f('fk_merge_input_amendment_revision_id')),
    sa.ForeignKeyConstraint(['ballot_id'], ['ballot.id'], name=op.f('fk_merge_input_ballot_id')),
    sa.ForeignKeyConstraint(['merge_id'], ['merge.id'], name=op.f('fk_merge_input_merge_id')),
    sa.PrimaryKeyConstraint('merge_id', 'amendment_revision_id', name=op.f('pk_merge_input'))
    )
    op.create_table('merged_text',
    sa.Column('merge_id', sa.Integer(), nullable=False),
    sa.Column('clause_id', sa.Integer(), nullable=False),
    sa.Column('base_version_id', sa.Integer(), nullable=True),
    sa.Column('result_version_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['base_version_id'], ['clause_version.id'], name=op.f('fk_merged_text_base_version_id')),
    sa.ForeignKeyConstraint(['clause_id'], ['clause.id'], name=op.f('fk_merged_text_clause_id')),
    sa.ForeignKeyConstraint(['merge_id'], ['merge.id'], name=op.f('fk_merged_text_merge_id')),
    sa.ForeignKeyConstraint(['result_version_id'], ['clause_version.id'], name=op.f('fk_merged_text_result_version_id')),
    sa.PrimaryKeyConstraint('merge_id', 'clause_id', name=op.f('pk_merged_text'))
    )
    op.create_table('resolution',
    sa.Column('merge_id', sa.Integer(), nullable=False),
    sa.Column('clause_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('options', sa.JSON(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['clause_id'], ['clause.id'], name=op.f('fk_resolution_clause_id')),
    sa.ForeignKeyConstraint(['merge_id'], ['merge.id'], name=op.f('fk_resolution_merge_id')),
    sa.PrimaryKeyConstraint('merge_id', 'clause_id', 'number', name=op.f('pk_resolution'))
    )
    keep_journal()
    op.execute("INSERT INTO journal_log (origin, epoch, state) VALUES ('site', 1, 'open')")


def downgrade() -> None:
    release_journal()
    op.drop_table('resolution')
    op.drop_table('merged_text')
    op.drop_table('merge_input')
    with op.batch_alter_table('recommendation', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_recommendation_amendment_revision_id'))

    op.drop_table('recommendation')
    op.drop_table('placement')
    op.drop_table('merge')
    with op.batch_alter_table('consent', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_consent_compromise_revision_id'))

    op.drop_table('consent')
    with op.batch_alter_table('comment', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_comment_thread_id'))

    op.drop_table('comment')
    with op.batch_alter_table('ballot_subject', schema=None) as batch_op:
        batch_op.drop_index('uq_ballot_subject_live_version', sqlite_where=sa.text('current'), postgresql_where=sa.text('current'))
        batch_op.drop_index('uq_ballot_subject_live_amendment', sqlite_where=sa.text('current'), postgresql_where=sa.text('current'))
        batch_op.drop_index(batch_op.f('ix_ballot_subject_ballot_id'))

    op.drop_table('ballot_subject')
    with op.batch_alter_table('thread', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_thread_declaration_id'))
        batch_op.drop_index(batch_op.f('ix_thread_clause_id'))
        batch_op.drop_index(batch_op.f('ix_thread_amendment_id'))

    op.drop_table('thread')
    with op.batch_alter_table('sponsor', schema=None) as batch_op:
        batch_op.drop_index('uq_sponsor_live_main', sqlite_where=sa.text('main AND left_at IS NULL'), postgresql_where=sa.text('main AND left_at IS NULL'))
        batch_op.drop_index(batch_op.f('ix_sponsor_delegation_id'))

    op.drop_table('sponsor')
    op.drop_table('replaces')
    op.drop_table('amendment_revision')
    op.drop_table('vote')
    op.drop_table('translation')
    with op.batch_alter_table('statement', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_statement_ballot_id'))

    op.drop_table('statement')
    op.drop_table('revision_entry')
    op.drop_table('merge_draft')
    with op.batch_alter_table('amendment', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_amendment_parent_id'))
        batch_op.drop_index('ix_amendment_clause_state')

    op.drop_table('amendment')
    op.drop_table('objection')
    with op.batch_alter_table('endorsement', schema=None) as batch_op:
        batch_op.drop_index('uq_endorsement_live', sqlite_where=sa.text('withdrawn_at IS NULL'), postgresql_where=sa.text('withdrawn_at IS NULL'))

    op.drop_table('endorsement')
    op.drop_table('elector')
    op.drop_table('clause_version')
    op.drop_table('role')
    with op.batch_alter_table('presence', schema=None) as batch_op:
        batch_op.drop_index('uq_presence_live', sqlite_where=sa.text('until IS NULL'), postgresql_where=sa.text('until IS NULL'))

    op.drop_table('presence')
    op.drop_table('freeze')
    op.drop_table('clause')
    op.drop_table('ballot')
    op.drop_table('sitting')
    op.drop_table('revision')
    op.drop_table('network_member')
    with op.batch_alter_table('membership', schema=None) as batch_op:
        batch_op.drop_index('uq_membership_live', sqlite_where=sa.text('ended_at IS NULL'), postgresql_where=sa.text('ended_at IS NULL'))
        batch_op.drop_index(batch_op.f('ix_membership_person_id'))

    op.drop_table('membership')
    op.drop_table('mandate')
    op.drop_table('journal_opening')
    op.drop_table('invitation')
    op.drop_table('second_factor')
    with op.batch_alter_table('journal_entry', schema=None) as batch_op:
        batch_op.drop_index('ix_journal_entry_unsealed', sqlite_where=sa.text('position IS NULL'), postgresql_where=sa.text('position IS NULL'))

    op.drop_table('journal_entry')
    op.drop_table('journal_cosignature')
    op.drop_table('journal_checkpoint')
    op.drop_table('delegation')
    op.drop_table('declaration')
    op.drop_table('upload')
    op.drop_table('throttle')
    op.drop_table('person')
    with op.batch_alter_table('outbox', schema=None) as batch_op:
        batch_op.drop_index('ix_outbox_unsent', sqlite_where=sa.text('sent_at IS NULL'), postgresql_where=sa.text('sent_at IS NULL'))

    op.drop_table('outbox')
    op.drop_table('journal_log')
    op.drop_table('forum')
