"""What the generated tests are built from."""

import sys
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any, Protocol, TypeVar

import httpx2
import structlog
from fastapi import FastAPI
from pydantic_core import to_jsonable_python

from shared.runtime.binary import base64_text
from shared.runtime.config import ServiceSettings
from shared.runtime.durations import duration_text

SettingsT = TypeVar("SettingsT", bound=ServiceSettings)


class Make(Protocol):
    """Creates a valid entity; fields that are not given get a fresh value."""

    def __call__(self, **fields: object) -> Awaitable[dict[str, Any]]:
        """Take values as they travel, and return the entity as it travels."""


def jsonable(value: object) -> Any:  # noqa: ANN401 - JSON may be anything
    """Write a value of a row as the service answers it."""
    match value:
        case timedelta():
            return duration_text(value)
        case bytes():
            return base64_text(value)
        case list():
            return [jsonable(item) for item in value]
        case dict():
            return {str(jsonable(key)): jsonable(item) for key, item in value.items()}
        case _:
            return to_jsonable_python(value)


def steady(settings: type[SettingsT], values: dict[str, Any]) -> SettingsT:
    """Make settings that are the same on every machine; the values are by field name.

    The environment is only asked for what has no default and is not among the values.
    """
    defaults = {
        name: field.get_default(call_default_factory=True)
        for name, field in settings.model_fields.items()
        if not field.is_required()
    }
    return settings(**(defaults | values))


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
