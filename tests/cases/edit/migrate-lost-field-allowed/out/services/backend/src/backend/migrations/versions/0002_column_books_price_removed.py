"""Column books.price removed."""

import sqlalchemy as sa
from alembic import op

from shared.runtime import columns

revision = "0002_column_books_price_removed"
down_revision = "0001_initial"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table("books") as batch_op:
        batch_op.drop_constraint(op.f("ck_books_price_4e7eac"), type_="check")
        batch_op.drop_column("price")


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table("books") as batch_op:
        batch_op.add_column(sa.Column("price", columns.ExactDecimal(10, 2), nullable=True))
        batch_op.create_check_constraint(
            op.f("ck_books_price_4e7eac"), sa.column("price") >= columns.exact("0", 10, 2)
        )
