"""What `bot` does."""

import asyncio

import pytest

from bot.generated.settings import Settings
from bot.main import run


async def test_run_works_until_it_is_told_to_stop(settings: Settings) -> None:
    work = asyncio.create_task(run(settings))
    await asyncio.wait({work}, timeout=0.1)
    assert not work.done()
    work.cancel()
    with pytest.raises(asyncio.CancelledError):
        await work
