"""What `bot` does."""

import asyncio

import structlog

from bot.generated.settings import Settings

log = structlog.get_logger()


async def run(settings: Settings) -> None:
    """Work until the task is cancelled: that is how the service is told to stop."""
    log.info("started", app_env=settings.app_env)
    try:
        await asyncio.Event().wait()  # there is nothing to do yet
    finally:
        log.info("stopped")
