"""The logic of the domain `volunteers` that the spec cannot say."""

from backend.generated.controllers.volunteers import VolunteersControllerBase
from backend.generated.orm import Volunteer
from shared.generated.schemas.badge import BadgeColour, BadgeFront
from shared.generated.services.backend.volunteers import PrintBadgeInput


class VolunteersController(VolunteersControllerBase):
    """The slots of `volunteers`."""

    async def print_badge(self, volunteer: Volunteer, *, data: PrintBadgeInput) -> BadgeFront:
        """Write the name on it."""
        colour = BadgeColour.RED if data.colour == BadgeColour.RED else BadgeColour.BLUE
        return BadgeFront(name=volunteer.name, colour=colour)
