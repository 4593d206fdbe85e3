"""The logic of the domain `screens` that the spec cannot say."""

from kiosk.generated.controllers.screens import ScreensControllerBase
from shared.generated.services.kiosk import Screen
from shared.generated.services.kiosk.screens import RingInput
from shared.generated.types import Colour


class ScreensController(ScreensControllerBase):
    """What the screens show."""

    async def show_screen(self, *, number: int) -> Screen:
        """Show the number of the screen."""
        return Screen(title=f"Screen {number}", lines=["Please wait"], colour=Colour.AMBER)

    async def ring(self, *, number: int, data: RingInput) -> list[int]:
        """Ring some times."""
        return [number] * data.times
