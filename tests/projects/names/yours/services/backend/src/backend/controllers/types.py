"""The logic of the domain `types` that the spec cannot say."""

import builtins
import datetime as dt
from uuid import UUID

from backend.generated.controllers.types import TypesControllerBase
from backend.generated.orm import Type
from shared.generated.types import Any


class TypesController(TypesControllerBase):
    """The slots of `types`."""

    async def list(self, type: Type) -> Type:
        """List.

        Args:
            type: Locked until the operation ends.

        Raises:
            ValueError: Value.
            TypeError: Type.
        """
        return type

    async def date(self, type: Type) -> Type:
        """Date.

        Args:
            type: Locked until the operation ends.

        Raises:
            ValueError: Value.
            TypeError: Type.
        """
        return type

    async def datetime(self, type: Type) -> Type:
        """Datetime.

        Args:
            type: Locked until the operation ends.

        Raises:
            ValueError: Value.
            TypeError: Type.
        """
        return type

    async def missing(self, type: Type) -> Type:
        """Missing.

        Args:
            type: Locked until the operation ends.

        Raises:
            ValueError: Value.
            TypeError: Type.
        """
        return type

    async def created(self, type: Type) -> Type:
        """Created.

        Args:
            type: Locked until the operation ends.

        Raises:
            ValueError: Value.
            TypeError: Type.
        """
        return type

    async def problems(self, type: Type) -> Type:
        """Problems.

        Args:
            type: Locked until the operation ends.

        Raises:
            ValueError: Value.
            TypeError: Type.
        """
        return type

    async def select(self, type: Type) -> Type:
        """Select.

        Args:
            type: Locked until the operation ends.

        Raises:
            ValueError: Value.
            TypeError: Type.
        """
        return type

    async def router(self, type: Type) -> Type:
        """Router.

        Args:
            type: Locked until the operation ends.

        Raises:
            ValueError: Value.
            TypeError: Type.
        """
        return type

    async def type(self, type: Type) -> Type:
        """Type.

        Args:
            type: Locked until the operation ends.

        Raises:
            ValueError: Value.
            TypeError: Type.
        """
        return type

    async def str(self, type: Type) -> Type:
        """Str.

        Args:
            type: Locked until the operation ends.

        Raises:
            ValueError: Value.
            TypeError: Type.
        """
        return type

    async def dict(self, type: Type) -> Type:
        """Dict.

        Args:
            type: Locked until the operation ends.

        Raises:
            ValueError: Value.
            TypeError: Type.
        """
        return type

    async def int(self, type: Type) -> Type:
        """Int.

        Args:
            type: Locked until the operation ends.

        Raises:
            ValueError: Value.
            TypeError: Type.
        """
        return type

    async def property(self, type: Type) -> Type:
        """Property.

        Args:
            type: Locked until the operation ends.

        Raises:
            ValueError: Value.
            TypeError: Type.
        """
        return type

    async def response(self, type: Type) -> Type:
        """Response.

        Args:
            type: Locked until the operation ends.

        Raises:
            ValueError: Value.
            TypeError: Type.
        """
        return type

    async def any(self, *, date: dt.date) -> builtins.list[Any]:
        """Any.

        Args:
            date: As the caller gives it.
        """
        return [Any(any=len(str(date)))]

    async def uuid(self, *, uuid: UUID) -> dt.datetime:
        """Uuid.

        Args:
            uuid: As the caller gives it.
        """
        return dt.datetime.fromtimestamp(uuid.int % 1_000_000, tz=dt.UTC)
