"""What the generated tests are built from."""

from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any, Protocol

import httpx2
from fastapi import FastAPI
from pydantic_core import to_jsonable_python

from shared.runtime.binary import base64_text
from shared.runtime.durations import duration_text


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


@asynccontextmanager
async def calling(app: FastAPI) -> AsyncIterator[httpx2.AsyncClient]:
    """Call an application without a network."""
    transport = httpx2.ASGITransport(app=app)
    async with httpx2.AsyncClient(transport=transport, base_url="http://test") as http:
        yield http
