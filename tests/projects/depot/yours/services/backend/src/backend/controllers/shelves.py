"""The logic of the domain `shelves` that the spec cannot say."""

from sqlalchemy import delete

from backend.generated.controllers.shelves import ShelvesControllerBase
from backend.generated.orm import Crate, Depot, Shelf


class ShelvesController(ShelvesControllerBase):
    """The slots of `shelves`."""

    async def clear_shelf(self, depot: Depot, shelf: Shelf) -> int:
        """Count what was on it."""
        del depot
        statement = delete(Crate).where(Crate.shelf_id == shelf.id).returning(Crate.id)
        return len((await self.unit.session.scalars(statement)).all())
