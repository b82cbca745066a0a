"""Which politieregio, arrondissement and veiligheidsregio each municipality lies in."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "division_load",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("table_id", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("host", sa.Text(), nullable=False),
        sa.Column("known_on", sa.Date(), nullable=False),
        sa.Column("fetched_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("modified", sa.Text(), nullable=True),
        sa.Column("source_url", sa.Text(), nullable=False),
        sa.Column("content_hash", sa.Text(), nullable=False),
        sa.Column("warnings", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_division_load")),
    )
    op.create_table(
        "division_member",
        sa.Column("load_id", sa.Integer(), nullable=False),
        sa.Column("municipality", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("division", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["load_id"], ["division_load.id"], name=op.f("fk_division_member_load_id_division_load")
        ),
        sa.PrimaryKeyConstraint("load_id", "municipality", "kind", name=op.f("pk_division_member")),
    )


def downgrade() -> None:
    op.drop_table("division_member")
    op.drop_table("division_load")
