"""People and what they do: accounts, sessions, proposals for the ledger, their approval, and the audit trail."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)
# Rows that came with the program have none of these: their document stands for them.
_OF_PEOPLE = (
    ("author", sa.Text()), ("author_name", sa.Text()), ("author_person", sa.Text()), ("approver_name", sa.Text()),
    ("approver_person", sa.Text()), ("approved_at", _MOMENT), ("visible_from", _MOMENT), ("replaces", sa.Integer()),
    ("proposal_id", sa.Integer()), ("restored_from", sa.Text()),
    ("reason", sa.Text()),
)  # fmt: skip

# What was written here stays as it was written, whoever asks; only `clearing` in store/restore.py lets them go.
_KEPT = ("audit_event", "ledger_entry")
# By what REPLACE takes rows away, which on SQLite asks no other trigger unless a connection wants it so.
_SAME = {"audit_event": "id = NEW.id", "ledger_entry": "id = NEW.id OR content_hash = NEW.content_hash"}
_REFUSE = """
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'rows of % are only ever added', TG_TABLE_NAME; END $$
"""


def upgrade() -> None:
    op.create_table(
        "account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("username", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("disabled_at", _MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("username", name=op.f("uq_account_username")),
    )
    op.create_table(
        "credential",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.Column("changed_at", _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_credential_account_id_account")),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_credential")),
    )
    op.create_table(
        "session",
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("seen_at", _MOMENT, nullable=False),
        sa.Column("expires_at", _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_session_account_id_account")),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_session")),
    )
    op.create_table(
        "login_failure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("username", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_login_failure")),
    )
    op.create_index(op.f("ix_login_failure_at"), "login_failure", ["at"])
    op.create_table(
        "proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("author_name", sa.Text(), nullable=False),
        sa.Column("author_person", sa.Text(), nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("changed_at", _MOMENT, nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=True),
        sa.Column("file_hash", sa.Text(), nullable=True),
        sa.Column("visible_from", _MOMENT, nullable=True),
        sa.Column("submitted_at", _MOMENT, nullable=True),
        sa.Column("decided_at", _MOMENT, nullable=True),
        sa.Column("decider", sa.Text(), nullable=True),
        sa.Column("decider_name", sa.Text(), nullable=True),
        sa.Column("decider_person", sa.Text(), nullable=True),
        sa.Column("decision_reason", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal")),
    )
    op.create_table(
        "proposal_row",
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("record", sa.JSON(), nullable=False),
        sa.Column("replaces", sa.Integer(), nullable=True),
        sa.Column("withdraws", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], name=op.f("fk_proposal_row_proposal_id_proposal")),
        sa.PrimaryKeyConstraint("proposal_id", "place", name=op.f("pk_proposal_row")),
    )
    op.create_table(
        "audit_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("actor_name", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=True),
        sa.Column("old", sa.JSON(), nullable=True),
        sa.Column("new", sa.JSON(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_event")),
    )
    op.create_index(op.f("ix_audit_event_at"), "audit_event", ["at"])
    for name, kind in _OF_PEOPLE:
        op.add_column("ledger_entry", sa.Column(name, kind, nullable=True))
    op.add_column("ledger_entry", sa.Column("withdrawn", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("attempt", sa.Column("progress", sa.Text(), nullable=True))
    _keep()


def _keep() -> None:
    if op.get_bind().dialect.name == "postgresql":
        # A backup of an older schema drops the tables before this comes again, and leaves the function.
        op.execute(_REFUSE)
        for table in _KEPT:
            op.execute(
                f"CREATE TRIGGER {table}_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}"
                " FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
            )
        return
    for table in _KEPT:
        for what in ("update", "delete"):
            op.execute(
                f"CREATE TRIGGER {table}_kept_{what} BEFORE {what} ON {table}"
                f" BEGIN SELECT RAISE(ABORT, 'rows of {table} are only ever added'); END"
            )
        op.execute(
            f"CREATE TRIGGER {table}_kept_replace BEFORE INSERT ON {table}"
            f" WHEN EXISTS (SELECT 1 FROM {table} WHERE {_SAME[table]})"
            f" BEGIN SELECT RAISE(ABORT, 'rows of {table} are only ever added'); END"
        )


def _let_go() -> None:
    if op.get_bind().dialect.name == "postgresql":
        for table in _KEPT:
            op.execute(f"DROP TRIGGER {table}_kept ON {table}")
        op.execute("DROP FUNCTION refuse_change()")
        return
    for table in _KEPT:
        for what in ("update", "delete", "replace"):
            op.execute(f"DROP TRIGGER {table}_kept_{what}")


def downgrade() -> None:
    _let_go()
    op.drop_column("attempt", "progress")
    for name in ("withdrawn", *(name for name, _ in reversed(_OF_PEOPLE))):
        op.drop_column("ledger_entry", name)
    for name in ("audit_event", "proposal_row", "proposal", "login_failure", "session", "credential", "account"):
        op.drop_table(name)
