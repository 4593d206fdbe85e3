"""The logic of the domain `stock` that the spec cannot say."""

from collections.abc import Sequence
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select

from backend.generated.controllers.stock import StockControllerBase
from backend.generated.orm import Audit, Crate, Depot, Shelf
from shared.generated.schemas.crate import (
    CrateCodesQuery,
    CrateCreate,
    CrateUpdate,
    SearchCratesQuery,
)
from shared.generated.services.backend.stock import WeighInput
from shared.runtime.pagination import Window


class StockController(StockControllerBase):
    """The slots of `stock`."""

    async def create_crate(self, *, data: CrateCreate) -> Crate:
        """Take it as it is."""
        return await self.crates.create(data)

    async def old_crate(self, crate: Crate) -> Crate:
        """Show it as any other."""
        return crate

    async def weigh(self, crate: Crate, *, scale: str | None, place: int, data: WeighInput) -> None:
        """Believe what the scale says."""
        del scale, place
        crate.weight = Decimal(data.grams - data.tare) / 1000
        await self.crates.save(crate)

    async def import_crate(self, *, data: CrateCreate) -> Crate:
        """Mark where it came from."""
        return Crate(**data.values() | {"note": "imported"})

    async def correct_crate(self, crate: Crate, *, data: CrateUpdate) -> Crate:
        """Change what is wrong."""
        return await self.crates.update(crate, data)

    async def on_shelf(self, shelf: Shelf) -> Sequence[Crate]:
        """List them by code."""
        statement = select(Crate).where(Crate.shelf_id == shelf.id).order_by(Crate.code)
        return (await self.unit.session.scalars(statement.limit(100))).all()

    async def first_on_shelf(self, shelf: Shelf | None, *, heavy: bool) -> Crate | None:
        """Take the lightest, or the heaviest."""
        order = Crate.weight.desc() if heavy else Crate.weight
        statement = select(Crate).order_by(order, Crate.id).limit(1)
        if shelf is not None:
            statement = statement.where(Crate.shelf_id == shelf.id)
        return (await self.unit.session.scalars(statement)).first()

    async def heaviest(self, *, among: list[UUID]) -> Crate | None:
        """Look among some."""
        statement = select(Crate).where(Crate.id.in_(among))
        return (
            await self.unit.session.scalars(statement.order_by(Crate.weight.desc()).limit(1))
        ).first()

    async def audit(self, *, audit_id: UUID, text: str) -> None:
        """Keep the text under an id; a model that nothing refers to can be looked up, too."""
        audit = await self.audits.find(audit_id)
        if audit is None:
            await self.audits.add(Audit(id=audit_id, text=text))
            return
        audit.text = text
        await self.audits.save(await self.audits.get(audit.id))

    async def search_crates(
        self, depot: Depot, *, loud: bool, query: SearchCratesQuery
    ) -> Window[Crate]:
        """Look on the shelves of one depot."""
        del loud
        shelves = select(Shelf.id).where(Shelf.depot_id == depot.id)
        return await self.crates.list_search_crates(query, Crate.shelf_id.in_(shelves))

    async def crate_codes(self, *, hidden: list[UUID], query: CrateCodesQuery) -> Sequence[Crate]:
        """List whatever has a code that may be seen."""
        return (await self.crates.list_crate_codes(query, Crate.id.not_in(hidden))).items
