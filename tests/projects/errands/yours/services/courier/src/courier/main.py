"""What `courier` does."""

import asyncio

import humanize
import structlog

from courier.generated.settings import Settings
from shared.generated.types import CourierSettingVehicle

log = structlog.get_logger()


def greeting(settings: Settings) -> str:
    """Say what the customer is in for."""
    parcels = humanize.apnumber(settings.most_parcels)
    by = "by bicycle" if settings.vehicle is CourierSettingVehicle.BICYCLE else "in the van"
    return f"{parcels} parcels at most, {by}"


async def run(settings: Settings) -> None:
    """Make a tour, and another after each pause."""
    log.info("started", says=greeting(settings))
    async with asyncio.TaskGroup() as tours:
        while True:
            tours.create_task(_tour(settings))
            await asyncio.sleep(settings.pause.total_seconds())


async def _tour(settings: Settings) -> None:
    log.info("toured", depot=settings.depot_url)
    await asyncio.sleep(0)
