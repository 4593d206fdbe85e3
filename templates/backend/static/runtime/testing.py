"""What the generated tests are built from."""

import sys
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from typing import Any, Protocol

import httpx2
import structlog
from fastapi import FastAPI


class Make(Protocol):
    """Creates a valid entity through the API; fields that are not given get a fresh value."""

    def __call__(self, **fields: object) -> Awaitable[dict[str, Any]]:
        """Return the representation that the API answered with."""


def plain_logs() -> None:
    """Print logs where pytest captures them at that moment."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.format_exc_info,
            structlog.processors.KeyValueRenderer(key_order=["level", "event"]),
        ],
        logger_factory=lambda *_: structlog.PrintLogger(sys.stdout),
        cache_logger_on_first_use=False,
    )


@asynccontextmanager
async def calling(app: FastAPI) -> AsyncIterator[httpx2.AsyncClient]:
    """Call an application without a network."""
    transport = httpx2.ASGITransport(app=app)
    async with httpx2.AsyncClient(transport=transport, base_url="http://test") as http:
        yield http
