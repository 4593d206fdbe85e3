"""The logic of the domain `appointments` that the spec cannot say."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from sqlalchemy import ColumnElement, func, select

from backend.generated.controllers.appointments import AppointmentsControllerBase
from backend.generated.orm import Appointment, Invoice, Practitioner
from shared.generated.errors import AppointmentNotOpenError, TooManyVisitsError
from shared.generated.schemas.appointment import AppointmentCreate, AppointmentUpdate
from shared.generated.services.backend.appointments import CancelInput
from shared.generated.types import Colour, DayStatistics, VisitStatus

_OPEN = frozenset({VisitStatus.PLANNED, VisitStatus.ARRIVED})
_WEEK = 7
_BUSY = 10


class AppointmentsController(AppointmentsControllerBase):
    """Appointments are changed as long as nobody has come to the treatment room."""

    async def create_appointment(self, data: AppointmentCreate) -> Appointment:
        """Book it, unless the practitioner has enough to do on that day."""
        if not self.settings.overbooking:
            count = await self._count(
                data.date, Appointment.practitioner_id == data.practitioner_id
            )
            if count >= self.settings.max_daily_visits:
                practitioner = await self.practitioners.get(data.practitioner_id)
                raise TooManyVisitsError(
                    practitioner=practitioner.name,
                    count=count,
                    limit=self.settings.max_daily_visits,
                    date=data.date,
                )
        return await self.appointments.create(data)

    async def update_appointment(
        self, appointment: Appointment, data: AppointmentUpdate
    ) -> Appointment:
        """Change it while it is open."""
        _must_be_open(appointment)
        return await self.appointments.update(appointment, data)

    async def delete_appointment(self, appointment: Appointment) -> None:
        """Forget it while it is open."""
        _must_be_open(appointment)
        await self.appointments.delete(appointment.id)

    async def cancel(self, appointment: Appointment, data: CancelInput) -> Appointment:
        """Cancel it, and say why."""
        _must_be_open(appointment)
        appointment.status = VisitStatus.CANCELLED
        appointment.cancelled_at = self.now
        appointment.reason = data.reason
        return appointment

    async def reassign(
        self, appointment: Appointment, practitioner: Practitioner, *, notify: bool
    ) -> Appointment:
        """Give it to somebody else."""
        _must_be_open(appointment)
        appointment.practitioner_id = practitioner.id
        if notify:
            told = f"{appointment.reason or ''} (now with {practitioner.name})"
            appointment.reason = told.strip()
        return appointment

    async def day_statistics(self, *, date: date) -> DayStatistics:
        """Count what was booked and what was cancelled."""
        return await self._statistics(date)

    async def week_statistics(
        self, *, from_date: date, colour: Colour | None
    ) -> list[DayStatistics]:
        """Count for seven days; with a colour, only days of this colour."""
        room = min(_WEEK, (date.max - from_date).days + 1)
        days = [await self._statistics(from_date + timedelta(days=day)) for day in range(room)]
        return [day for day in days if colour is None or colour in day.colours]

    async def is_free(self, practitioner: Practitioner, *, at: datetime) -> bool:
        """Look for an appointment that begins at this moment."""
        found = await self.appointments.find_where(
            Appointment.practitioner_id == practitioner.id, Appointment.starts_at == at
        )
        return found is None

    async def _count(self, day: date, *conditions: ColumnElement[bool]) -> int:
        statement = select(func.count()).select_from(Appointment)
        found = await self.unit.session.scalars(
            statement.where(Appointment.date == day, *conditions)
        )
        return found.one()

    async def _statistics(self, day: date) -> DayStatistics:
        booked = await self._count(day)
        cancelled = await self._count(day, Appointment.status == VisitStatus.CANCELLED)
        turnover = await self.unit.session.scalars(
            select(func.coalesce(func.sum(Invoice.total), 0)).where(Invoice.due_on == day)
        )
        return DayStatistics(
            date=day,
            booked=booked,
            cancelled=cancelled,
            share=cancelled / booked if booked else 0.0,
            turnover=Decimal(turnover.one()).quantize(Decimal("0.01")),
            busiest=None,
            colours=[Colour.RED if booked > _BUSY else Colour.GREEN],
        )


def _must_be_open(appointment: Appointment) -> None:
    if appointment.status not in _OPEN:
        raise AppointmentNotOpenError(
            appointment_id=appointment.id,
            status=appointment.status,
            since=appointment.cancelled_at,
        )
