"""Add subtitle."""

import sqlalchemy as sa
from alembic import op

revision = "0002_add_subtitle"
down_revision = "0001_initial"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table("books") as batch_op:
        batch_op.add_column(sa.Column("subtitle", sa.String(255), nullable=True))


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table("books") as batch_op:
        batch_op.drop_column("subtitle")
