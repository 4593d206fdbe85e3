"""The logic of the domain `signs` that the spec cannot say."""

from backend.generated.controllers.signs import SignsControllerBase
from backend.generated.orm import Stage


class SignsController(SignsControllerBase):
    """The slots of `signs`."""

    async def show_sign(self, stage: Stage) -> Stage:
        """Show what stands at the entrance."""
        return stage
