"""The logic of the domain `performances` that the spec cannot say."""

from collections.abc import Sequence

from sqlalchemy import delete, select

from backend.controllers.crowds import CrowdsController
from backend.generated.controllers.performances import PerformancesControllerBase
from backend.generated.orm import Performance, Stage, Volunteer
from shared.generated.errors import NotPlannedError, SetTooLongError, StageTakenError
from shared.generated.schemas.performance import (
    PerformanceCreate,
    PerformanceListQuery,
    PerformanceState,
    PerformanceUpdate,
)
from shared.generated.services.backend.crowds import CountCrowdInput
from shared.generated.services.backend.performances import (
    CancelPerformanceInput,
    MovePerformanceInput,
    RenamePerformanceInput,
)
from shared.generated.types import Mood, Position
from shared.runtime.pagination import Slice


class PerformancesController(PerformancesControllerBase):
    """The slots of `performances`."""

    async def list_performances(
        self, *, hot: bool, query: PerformanceListQuery
    ) -> Slice[Performance]:
        """Keep those that are full, if that is asked for."""
        if hot:
            full = Performance.visitors == Performance.limit
            return await self.performances.list(query, full)
        return await self.performances.list(query)

    async def create_performance(self, *, data: PerformanceCreate) -> Performance:
        """Refuse what takes too long."""
        if data.ends_at is not None and data.ends_at - data.starts_at > self.settings.longest_set:
            raise SetTooLongError(
                wanted=data.ends_at - data.starts_at,
                longest=self.settings.longest_set,
                opens=None,
                proof=None,
                moods=[Mood.SAD],
                chances={},
                at=Position(east=0, north=0),
                raw=None,
            )
        return await self.performances.create(data)

    async def move_performance(
        self,
        performance: Performance,
        to: Stage,
        helper: Volunteer | None,
        *,
        data: MovePerformanceInput,
    ) -> Performance:
        """Move what has not begun."""
        del helper
        await self.check_planned(performance)
        why = CountCrowdInput(reason="It moves.")
        crowd = CrowdsController(self.unit, self.settings)
        if await crowd.count_crowd(performance, share=None, data=why) > to.capacity:
            raise StageTakenError
        performance.stage_id = to.id
        if data.at is not None:
            if performance.ends_at is not None:
                performance.ends_at += data.at - performance.starts_at
            performance.starts_at = data.at
        return await self.performances.save(performance)

    async def cancel_performance(
        self, performance: Performance, *, data: CancelPerformanceInput
    ) -> Performance:
        """Cancel what has not begun."""
        del data
        await self.check_planned(performance)
        performance.state = PerformanceState.CANCELLED
        return performance

    async def swap_performances(
        self, performance: Performance, other: Performance
    ) -> Sequence[Performance]:
        """Exchange their acts."""
        performance.act_id, other.act_id = other.act_id, performance.act_id
        return [performance, other]

    async def current_performance(self, stage: Stage | None) -> Performance | None:
        """Take the first that runs."""
        statement = select(Performance).where(Performance.state == PerformanceState.RUNNING)
        if stage is not None:
            statement = statement.where(Performance.stage_id == stage.id)
        statement = statement.order_by(Performance.starts_at, Performance.id).limit(1)
        return (await self.unit.session.scalars(statement)).first()

    async def correct_performance(
        self, performance: Performance, *, data: PerformanceUpdate
    ) -> Performance:
        """Change what is wrong."""
        return await self.performances.update(performance, data)

    async def rename_performance(
        self, performance: Performance, *, data: RenamePerformanceInput
    ) -> Performance:
        """Give it another code."""
        performance.code = data.code
        return performance

    async def drop_performances(self) -> int:
        """Forget what was cancelled."""
        statement = delete(Performance).where(Performance.state == PerformanceState.CANCELLED)
        dropped = await self.unit.session.scalars(statement.returning(Performance.id))
        return len(dropped.all())

    async def check_planned(self, performance: Performance) -> None:
        """Refuse what has begun, or is over."""
        if performance.state is not PerformanceState.PLANNED:
            raise NotPlannedError
