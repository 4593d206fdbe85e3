"""The logic of the domain `crowds` that the spec cannot say."""

from backend.generated.controllers.crowds import CrowdsControllerBase
from backend.generated.orm import Performance
from shared.generated.services.backend.crowds import CountCrowdInput


class CrowdsController(CrowdsControllerBase):
    """The slots of `crowds`."""

    async def count_crowd(
        self, performance: Performance, *, share: float | None, data: CountCrowdInput
    ) -> int:
        """Count those who were there, as far as they stay."""
        del data
        return round((performance.visitors or 0) * (1 if share is None else share))
