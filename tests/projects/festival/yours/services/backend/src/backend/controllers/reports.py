"""The logic of the domain `reports` that the spec cannot say."""

from datetime import date
from decimal import Decimal

from sqlalchemy import func, select

from backend.generated.controllers.reports import ReportsControllerBase
from backend.generated.orm import Contract
from shared.generated.types import Day


class ReportsController(ReportsControllerBase):
    """The slots of `reports`."""

    async def turnover(self, *, since: date, until: date | None) -> Decimal:
        """Add up what is to be paid."""
        del since, until
        statement = select(func.max(Contract.fee))
        return await self.unit.session.scalar(statement) or Decimal("0.00")

    async def ping(self) -> None:
        """Do nothing."""

    async def loudness(self, *, day: Day, share: int) -> Decimal:
        """Estimate it."""
        return Decimal(share) + len(day.value)
