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
        sa.Column("name", sa.String(255), nullable=False),
        sa.Column("created_at", columns.Timestamp(), nullable=False),
        sa.Column("updated_at", columns.Timestamp(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_authors")),
    )
    op.create_table(
        "books",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("TitleText", sa.String(255), nullable=False),
        sa.Column("pin", sa.String(255), nullable=False),
        sa.Column("secret", sa.String(255), nullable=True),
        sa.Column("written_by", sa.Uuid(), nullable=False),
        sa.Column("from", sa.BigInteger(), nullable=False),
        sa.Column("created_at", columns.Timestamp(), nullable=False),
        sa.Column("updated_at", columns.Timestamp(), nullable=False),
        sa.CheckConstraint(sa.column("from") >= sa.literal(1), name=op.f("ck_books_from_4e803f")),
        sa.ForeignKeyConstraint(
            ["written_by"],
            ["authors.id"],
            name=op.f("fk_books_written_by_authors"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_books")),
        sa.UniqueConstraint("secret", name=op.f("uq_books_secret")),
        sa.UniqueConstraint("TitleText", "written_by", name=op.f("uq_books_TitleText_written_by")),
    )
    op.create_index(op.f("ix_books_from"), "books", ["from"])
    op.create_index(op.f("ix_books_from_id"), "books", ["from", "id"])
    op.create_index(op.f("ix_books_written_by"), "books", ["written_by"])


def downgrade() -> None:
    """Take back."""
    op.drop_index(op.f("ix_books_written_by"), table_name="books")
    op.drop_index(op.f("ix_books_from_id"), table_name="books")
    op.drop_index(op.f("ix_books_from"), table_name="books")
    op.drop_table("books")
    op.drop_table("authors")
