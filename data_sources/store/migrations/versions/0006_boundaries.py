"""The outlines of the Veilig Thuis regions."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "boundary_load",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("host", sa.Text(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=True),
        sa.Column("known_on", sa.Date(), nullable=False),
        sa.Column("fetched_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("source_url", sa.Text(), nullable=False),
        sa.Column("content_hash", sa.Text(), nullable=False),
        sa.Column("warnings", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_boundary_load")),
    )
    op.create_table(
        "boundary_shape",
        sa.Column("load_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("polygons", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["load_id"], ["boundary_load.id"], name=op.f("fk_boundary_shape_load_id_boundary_load")
        ),
        sa.PrimaryKeyConstraint("load_id", "code", name=op.f("pk_boundary_shape")),
    )


def downgrade() -> None:
    op.drop_table("boundary_shape")
    op.drop_table("boundary_load")
