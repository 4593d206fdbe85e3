"""The logic of the domain `stages` that the spec cannot say."""

from sqlalchemy import update

from backend.generated.controllers.stages import StagesControllerBase
from backend.generated.orm import Performance, Stage, Venue
from shared.generated.schemas.performance import PerformanceState


class StagesController(StagesControllerBase):
    """The slots of `stages`."""

    async def clear_stage(self, venue: Venue, stage: Stage) -> int:
        """Count what is cancelled."""
        del venue
        statement = (
            update(Performance)
            .where(Performance.stage_id == stage.id, Performance.state == PerformanceState.PLANNED)
            .values(state=PerformanceState.CANCELLED)
            .returning(Performance.id)
        )
        return len((await self.unit.session.scalars(statement)).all())
