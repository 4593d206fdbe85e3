"""What `herald` does."""

import asyncio
from datetime import timedelta

import humanize
import structlog

from herald.generated.settings import Settings

log = structlog.get_logger()


def call(left: timedelta) -> str:
    """Say how long it is until the next act."""
    return f"The next act begins in {humanize.naturaldelta(left)}."


async def run(settings: Settings) -> None:
    """Call out until it is told to stop."""
    left = timedelta(hours=1)
    log.info("started", pause=humanize.naturaldelta(settings.pause))
    try:
        while True:
            log.info("called", text=call(left))
            await asyncio.sleep(settings.pause.total_seconds())
            left = max(left - settings.pause, timedelta(0))
    finally:
        log.info("stopped")
