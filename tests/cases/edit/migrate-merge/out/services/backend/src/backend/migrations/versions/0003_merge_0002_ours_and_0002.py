"""Merge 0002_ours and 0002_theirs."""

revision = "0003_merge_0002_ours_and_0002"
down_revision = ("0002_ours", "0002_theirs")
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""


def downgrade() -> None:
    """Take back."""
