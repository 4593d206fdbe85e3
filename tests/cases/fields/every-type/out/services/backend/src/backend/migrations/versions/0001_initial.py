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
        "books",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(255), nullable=False),
        sa.Column("isbn", sa.String(13), nullable=False),
        sa.Column("mail", sa.String(255), nullable=True),
        sa.Column("page", sa.String(255), nullable=True),
        sa.Column("slug", sa.String(255), nullable=True),
        sa.Column("blurb", sa.Text(), nullable=False),
        sa.Column("lent", sa.Boolean(), nullable=False),
        sa.Column("copies", sa.Integer(), nullable=False),
        sa.Column("reads", sa.BigInteger(), nullable=False),
        sa.Column("weight", sa.Double(), nullable=False),
        sa.Column(
            "price",
            columns.ExactDecimal(8, 2),
            server_default=columns.exact("1.50", 8, 2),
            nullable=False,
        ),
        sa.Column("state", sa.String(64), server_default="on_shelf", nullable=False),
        sa.Column("states", columns.ListOf(sa.String(64)), nullable=False),
        sa.Column("code", sa.Uuid(), nullable=False),
        sa.Column("bought", sa.Date(), nullable=False),
        sa.Column("opens", sa.Time(), server_default="08:30:00.000000", nullable=False),
        sa.Column("read_at", columns.Timestamp(), nullable=False),
        sa.Column("loan", columns.Duration(), nullable=False),
        sa.Column("cover", sa.LargeBinary(), nullable=True),
        sa.Column("facts", columns.JsonOf(), nullable=False),
        sa.Column("more", columns.JsonOf(), nullable=True),
        sa.Column("place", columns.JsonOf(), nullable=False),
        sa.Column("first", columns.JsonOf(), nullable=False),
        sa.Column("places", columns.JsonOf(), nullable=False),
        sa.Column("grid", columns.JsonOf(), nullable=False),
        sa.Column("times", columns.ListOf(sa.Time()), nullable=False),
        sa.Column("gaps", columns.JsonOf(), nullable=False),
        sa.Column("names", columns.JsonOf(), nullable=False),
        sa.Column("years", columns.JsonOf(), nullable=True),
        sa.Column("stored", columns.JsonOf(), nullable=False),
        sa.Column("created_at", columns.Timestamp(), nullable=False),
        sa.Column("updated_at", columns.Timestamp(), nullable=False),
        sa.CheckConstraint(
            sa.column("state").in_(("on_shelf", "on_loan")), name=op.f("ck_books_state_4a4583")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_books")),
    )


def downgrade() -> None:
    """Take back."""
    op.drop_table("books")
