"""Add heading."""

import sqlalchemy as sa
from alembic import op

revision = "0002_add_heading"
down_revision = "0001_initial"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table("books") as batch_op:
        batch_op.add_column(sa.Column("heading", sa.String(500), nullable=True))
    op.execute(
        sa.table("books", sa.column("heading", sa.String(500)))
        .update()
        .where(sa.column("heading").is_(None))
        .values({"heading": sa.column("title")})
    )
    with op.batch_alter_table("books") as batch_op:
        batch_op.alter_column("heading", existing_type=sa.String(500), nullable=False)
        batch_op.add_column(sa.Column("is_long", sa.Boolean(), nullable=True))
    op.execute(
        sa.table("books", sa.column("is_long", sa.Boolean()))
        .update()
        .where(sa.column("is_long").is_(None))
        .values({"is_long": sa.not_(sa.column("title") == "short")})
    )
    with op.batch_alter_table("books") as batch_op:
        batch_op.alter_column("is_long", existing_type=sa.Boolean(), nullable=False)


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table("books") as batch_op:
        batch_op.drop_column("is_long")
        batch_op.drop_column("heading")
