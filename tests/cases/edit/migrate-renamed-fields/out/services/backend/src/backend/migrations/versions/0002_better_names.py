"""Better names."""

import sqlalchemy as sa
from alembic import op

from shared.runtime import alterations

revision = "0002_better_names"
down_revision = "0001_initial"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.alter_column("books", "title", new_column_name="name")
    alterations.rename_constraints("books", {"uq_books_author_id_title": "uq_books_author_id_name"})
    alterations.rename_index("ix_books_title_id", "ix_books_name_id")
    with op.batch_alter_table("books") as batch_op:
        batch_op.drop_constraint(op.f("ck_books_status_293628"), type_="check")
    alterations.rename_values("books", "status", {"wishlist": "wanted"})
    with op.batch_alter_table("books") as batch_op:
        batch_op.alter_column("status", existing_type=sa.String(64), server_default="wanted")
        batch_op.create_check_constraint(
            op.f("ck_books_status_aaab0c"),
            sa.column("status").in_(("wanted", "reading", "finished")),
            postgresql_not_valid=True,
        )


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table("books") as batch_op:
        batch_op.drop_constraint(op.f("ck_books_status_aaab0c"), type_="check")
        batch_op.alter_column("status", existing_type=sa.String(64), server_default="wishlist")
    alterations.rename_values("books", "status", {"wanted": "wishlist"})
    with op.batch_alter_table("books") as batch_op:
        batch_op.create_check_constraint(
            op.f("ck_books_status_293628"),
            sa.column("status").in_(("wishlist", "reading", "finished")),
        )
    alterations.rename_index("ix_books_name_id", "ix_books_title_id")
    alterations.rename_constraints("books", {"uq_books_author_id_name": "uq_books_author_id_title"})
    op.alter_column("books", "name", new_column_name="title")
