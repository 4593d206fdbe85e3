"""The logic of the domain `screens` that the spec cannot say."""

from board.generated.controllers.screens import ScreensControllerBase
from shared.generated.services.board import Screen
from shared.generated.services.board.screens import RingInput
from shared.generated.types import Mood


class ScreensController(ScreensControllerBase):
    """The slots of `screens`."""

    async def show_screen(self, *, number: int) -> Screen:
        """Show the slogan."""
        return Screen(title=f"Screen {number}", lines=[self.settings.slogan], mood=Mood.CALM)

    async def ring(self, *, number: int, data: RingInput) -> list[int]:
        """Ring as often as is asked for."""
        return [number] * data.times
