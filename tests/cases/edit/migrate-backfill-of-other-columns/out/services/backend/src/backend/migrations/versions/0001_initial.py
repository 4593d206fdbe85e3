"""Initial."""

import sqlalchemy as sa
from alembic import op

from shared.runtime import columns

revision = "0001_initial"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "authors",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("created_at", columns.Timestamp(), nullable=False),
        sa.Column("updated_at", columns.Timestamp(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_authors")),
    )
    op.create_index(op.f("ix_authors_name"), "authors", ["name"])
    op.create_index(op.f("ix_authors_created_at_id"), "authors", ["created_at", "id"])
    op.create_index(op.f("ix_authors_name_id"), "authors", ["name", "id"])
    op.create_table(
        "books",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(300), nullable=False),
        sa.Column("status", sa.String(64), server_default="wishlist", nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("price", columns.ExactDecimal(10, 2), nullable=True),
        sa.Column("tags", columns.ListOf(sa.Text()), nullable=False),
        sa.Column("created_at", columns.Timestamp(), nullable=False),
        sa.Column("updated_at", columns.Timestamp(), nullable=False),
        sa.CheckConstraint(
            sa.column("status").in_(("wishlist", "reading", "finished")),
            name=op.f("ck_books_status_293628"),
        ),
        sa.CheckConstraint(
            sa.column("price") >= columns.exact("0", 10, 2), name=op.f("ck_books_price_4e7eac")
        ),
        sa.ForeignKeyConstraint(
            ["author_id"],
            ["authors.id"],
            name=op.f("fk_books_author_id_authors"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_books")),
        sa.UniqueConstraint("author_id", "title", name=op.f("uq_books_author_id_title")),
    )
    op.create_index(op.f("ix_books_status_created_at"), "books", ["status", "created_at"])
    op.create_index(op.f("ix_books_created_at_id"), "books", ["created_at", "id"])
    op.create_index(op.f("ix_books_title_id"), "books", ["title", "id"])


def downgrade() -> None:
    """Take back."""
    op.drop_index(op.f("ix_books_title_id"), table_name="books")
    op.drop_index(op.f("ix_books_created_at_id"), table_name="books")
    op.drop_index(op.f("ix_books_status_created_at"), table_name="books")
    op.drop_table("books")
    op.drop_index(op.f("ix_authors_name_id"), table_name="authors")
    op.drop_index(op.f("ix_authors_created_at_id"), table_name="authors")
    op.drop_index(op.f("ix_authors_name"), table_name="authors")
    op.drop_table("authors")
