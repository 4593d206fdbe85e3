"""Note times."""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

from shared.runtime import columns

revision = "0002_note_times"
down_revision = "0001_initial"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table("authors") as batch_op:
        batch_op.add_column(sa.Column("created_at", columns.Timestamp(), nullable=True))
    op.execute(
        sa.table("authors", sa.column("created_at", columns.Timestamp()))
        .update()
        .where(sa.column("created_at").is_(None))
        .values({"created_at": datetime.now(UTC)})
    )
    with op.batch_alter_table("authors") as batch_op:
        batch_op.alter_column("created_at", existing_type=columns.Timestamp(), nullable=False)
        batch_op.add_column(sa.Column("updated_at", columns.Timestamp(), nullable=True))
    op.execute(
        sa.table("authors", sa.column("updated_at", columns.Timestamp()))
        .update()
        .where(sa.column("updated_at").is_(None))
        .values({"updated_at": datetime.now(UTC)})
    )
    with op.batch_alter_table("authors") as batch_op:
        batch_op.alter_column("updated_at", existing_type=columns.Timestamp(), nullable=False)


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table("authors") as batch_op:
        batch_op.drop_column("updated_at")
        batch_op.drop_column("created_at")
