"""Better names: what is built beside other work."""

from shared.runtime import alterations

revision = "0003_better_names_online"
down_revision = "0002_better_names"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    alterations.validate("books", "ck_books_status_aaab0c")


def downgrade() -> None:
    """Take back."""
