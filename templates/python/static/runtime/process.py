"""Running a service that nobody calls: it works until it is told to stop."""

import asyncio
import signal
from collections.abc import Coroutine
from typing import Any

import structlog

log = structlog.get_logger("process")


def run_until_stopped(work: Coroutine[Any, Any, None]) -> int:
    """Run to the end, or until SIGTERM or SIGINT cancels the work; the exit code of the process."""
    return asyncio.run(_supervised(work))


async def _supervised(work: Coroutine[Any, Any, None]) -> int:
    task = asyncio.create_task(work)
    told = False

    def stop() -> None:
        nonlocal told
        if not told:  # a signal may come twice, from a terminal and from a parent
            told = True
            task.cancel()

    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop)
    await asyncio.wait({task})
    error = None if task.cancelled() else task.exception()
    if error is None:
        return 0
    log.error("crashed", exc_info=error)
    return 1
