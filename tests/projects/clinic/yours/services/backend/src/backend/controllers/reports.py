"""The logic of the domain `reports` that the spec cannot say."""

from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import func, select

from backend.generated.controllers.reports import ReportsControllerBase
from backend.generated.orm import Appointment, Invoice, Practitioner


class ReportsController(ReportsControllerBase):
    """Numbers that belong to no table."""

    async def turnover(self, *, from_date: date, to_date: date | None) -> Decimal:
        """Add up the invoices that are due in the time."""
        statement = select(func.coalesce(func.sum(Invoice.total), 0)).where(
            Invoice.due_on >= from_date, Invoice.due_on <= (to_date or date.max)
        )
        total = (await self.unit.session.scalars(statement)).one()
        return Decimal(total).quantize(Decimal("0.01"))

    async def next_free_day(self, practitioner: Practitioner) -> date:
        """Find the day after the last appointment."""
        statement = select(func.max(Appointment.date)).where(
            Appointment.practitioner_id == practitioner.id
        )
        last = (await self.unit.session.scalars(statement)).one_or_none()
        if last is None:
            return self.now.date()
        return last + timedelta(days=1) if last < date.max else last

    async def ping(self) -> None:
        """Do nothing."""

    async def greeting(self, *, name: str) -> str:
        """Greet somebody."""
        return f"{self.settings.clinic_group} greets {name}"
