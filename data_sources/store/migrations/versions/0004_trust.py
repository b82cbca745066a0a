"""What a refresh looked at and found, files as a way in, titles of breakdowns, and who works at what moment."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Column by column: a batch would make the tables anew, which what refers to them does not allow.
    op.add_column("attempt", sa.Column("stamp", sa.JSON(), nullable=True))
    op.add_column("attempt", sa.Column("compared", sa.Boolean(), nullable=False, server_default=sa.true()))
    op.add_column("attempt", sa.Column("findings", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("attempt", sa.Column("messages", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("load", sa.Column("findings", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("load", sa.Column("file_name", sa.Text(), nullable=True))
    op.add_column("load", sa.Column("file_hash", sa.Text(), nullable=True))
    op.create_table(
        "load_category",
        sa.Column("load_id", sa.Integer(), nullable=False),
        sa.Column("dimension", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("dimension_title", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["load_id"], ["load.id"], name=op.f("fk_load_category_load_id_load")),
        sa.PrimaryKeyConstraint("load_id", "dimension", "code", name=op.f("pk_load_category")),
    )
    op.create_table(
        "lease",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("expires_at", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_lease")),
    )
    op.create_table(
        "schedule_slot",
        sa.Column("job", sa.Text(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("job", "due_at", name=op.f("pk_schedule_slot")),
    )


def downgrade() -> None:
    op.drop_table("schedule_slot")
    op.drop_table("lease")
    op.drop_table("load_category")
    for name in ("file_hash", "file_name", "findings"):
        op.drop_column("load", name)
    for name in ("messages", "findings", "compared", "stamp"):
        op.drop_column("attempt", name)
