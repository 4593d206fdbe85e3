"""The logic of the domain `visits` that the spec cannot say."""

from backend.generated.controllers.visits import VisitsControllerBase
from backend.generated.orm import Visit
from shared.generated.types import VisitStatus


class VisitsController(VisitsControllerBase):
    """What happens in the treatment room."""

    async def close(self, visit: Visit) -> Visit:
        """Close the visit; its appointment is done."""
        appointment = await self.appointments.get(visit.appointment_id, lock=True)
        appointment.status = VisitStatus.DONE
        await self.appointments.save(appointment)
        visit.closed = True
        return visit
