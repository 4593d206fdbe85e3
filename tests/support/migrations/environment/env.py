"""What Alembic runs: the tables and the schema come from whoever drives it."""

from alembic import context
from shared.runtime.migrations import run_migrations

given = context.config.attributes
run_migrations(given["metadata"], schema=given["schema"])
