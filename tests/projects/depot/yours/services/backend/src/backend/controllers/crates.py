"""The logic of the domain `crates` that the spec cannot say."""

from sqlalchemy import func, select

from backend.generated.controllers.crates import CratesControllerBase
from backend.generated.orm import Crate, Employee, Shelf
from shared.generated.errors import ShelfFullError
from shared.generated.services.backend.crates import MoveCrateInput


class CratesController(CratesControllerBase):
    """The slots of `crates`."""

    async def move_crate(
        self,
        shelf: Shelf,
        crate: Crate,
        to: Shelf,
        checker: Employee | None,
        *,
        data: MoveCrateInput,
    ) -> Crate:
        """Move it if there is room."""
        del shelf, checker, data
        taken = select(func.count()).where(Crate.shelf_id == to.id)
        if (await self.unit.session.scalar(taken) or 0) >= to.capacity:
            raise ShelfFullError
        crate.shelf_id = to.id
        return crate
