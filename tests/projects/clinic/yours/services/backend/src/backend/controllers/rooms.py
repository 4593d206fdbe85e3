"""The logic of the domain `rooms` that the spec cannot say."""

from sqlalchemy import select

from backend.generated.controllers.rooms import RoomsControllerBase
from backend.generated.orm import Clinic, Room


class RoomsController(RoomsControllerBase):
    """Rooms of a clinic."""

    async def equipment_of_rooms(self, clinic: Clinic) -> list[str]:
        """List every piece once."""
        rooms = await self.unit.session.scalars(select(Room).where(Room.clinic_id == clinic.id))
        return sorted({piece for room in rooms for piece in room.equipment or []})
