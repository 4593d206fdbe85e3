"""The logic of the domain `shifts` that the spec cannot say."""

from datetime import date

from backend.generated.controllers.shifts import ShiftsControllerBase
from backend.generated.orm import Shift
from shared.generated.schemas.shift import ShiftCreate, ShiftListQuery
from shared.runtime.pagination import Slice


class ShiftsController(ShiftsControllerBase):
    """The slots of `shifts`."""

    async def list_shifts(self, *, on_day: date, query: ShiftListQuery) -> Slice[Shift]:
        """List those of the day."""
        return await self.shifts.list(query, Shift.on_day == on_day)

    async def create_shift(self, *, on_day: date, data: ShiftCreate) -> Shift:
        """Add one to the day of the path, whatever the body says."""
        return Shift(**data.values() | {"on_day": on_day})
