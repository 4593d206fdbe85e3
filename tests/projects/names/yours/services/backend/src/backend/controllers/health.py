"""The logic of the domain `health` that the spec cannot say."""

import datetime as dt
from datetime import date
from decimal import Decimal
from uuid import UUID

from backend.generated.controllers.health import HealthControllerBase
from backend.generated.orm import Title, Type
from shared.generated.services.backend.health import EveryInput
from shared.generated.types import AwareDatetime, Enum, Mapping


class HealthController(HealthControllerBase):
    """The slots of `health`."""

    async def every(
        self,
        *,
        type: str,
        date: date,
        datetime: dt.datetime,
        uuid: Enum | None,
        decimal: bool,
        response: UUID,
        request: Decimal,
        row: int,
        key: str,
        name: date,
        text: dt.datetime,
        field: Enum | None,
        column: bool,
        table: UUID,
        index: Decimal,
        page: int,
        limit: str,
        cursor: date,
        sort: dt.datetime,
        lock: Enum | None,
        size: bool,
        operations: UUID,
        router: Decimal,
        result: int,
        entity: str,
        errors: date,
        status: dt.datetime,
        code: Enum | None,
        title: bool,
        sum: UUID,
        min: Decimal,
        max: int,
        len: str,
        open: date,
        hash: dt.datetime,
        object: Enum | None,
        filter: bool,
        map: UUID,
        next: Decimal,
        range: int,
        property: str,
        select: date,
        func: dt.datetime,
        asc: Enum | None,
        math: bool,
        os: UUID,
        sys: Decimal,
        any: int,
        all: str,
        path: date,
        body: dt.datetime,
        header: Enum | None,
        client: bool,
        pytest: UUID,
        config: Decimal,
        orm: int,
        missing: str,
        created: date,
        problems: dt.datetime,
        slots: Enum | None,
        http: bool,
        app: UUID,
        annotated: Decimal,
        data: EveryInput,
    ) -> str:
        """Take all of it, and answer with the one thing that is no param."""
        del (
            type,
            date,
            datetime,
            uuid,
            decimal,
            response,
            request,
            row,
            key,
            name,
            text,
            field,
            column,
            table,
            index,
            page,
            limit,
            cursor,
            sort,
            lock,
            size,
            operations,
            router,
            result,
            entity,
            errors,
            status,
            code,
            title,
            sum,
            min,
            max,
            len,
            open,
            hash,
            object,
            filter,
            map,
            next,
            range,
            property,
            select,
            func,
            asc,
            math,
            os,
            sys,
            any,
            all,
            path,
            body,
            header,
            client,
            pytest,
            config,
            orm,
            missing,
            created,
            problems,
            slots,
            http,
            app,
            annotated,
        )
        return data.a

    async def row(self, slots: Type, operations: Title | None) -> Mapping:
        """Row.

        Args:
            slots: Loaded before.
            operations: Loaded before.
        """
        return Mapping(mapping=slots.title if operations is None else operations.title)

    async def decimal(self, *, date: date, decimal: Decimal) -> Decimal:
        """Decimal.

        Args:
            date: As the caller gives it.
            decimal: As the caller gives it.
        """
        return decimal + date.day

    async def datetime(self, *, datetime: dt.datetime | None) -> AwareDatetime:
        """Datetime.

        Args:
            datetime: As the caller gives it.
        """
        return AwareDatetime(at=datetime or self.now, on=self.now.date())
