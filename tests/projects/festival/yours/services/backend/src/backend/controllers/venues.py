"""The logic of the domain `venues` that the spec cannot say."""

from backend.generated.controllers.venues import VenuesControllerBase
from backend.generated.orm import Venue
from shared.generated.services.backend.venues import SetTwinInput


class VenuesController(VenuesControllerBase):
    """The slots of `venues`."""

    async def venue_by_slug(self, venue: Venue) -> Venue:
        """Find it by its slug."""
        return venue

    async def set_twin(self, venue: Venue, twin: Venue | None, *, data: SetTwinInput) -> Venue:
        """Set or forget the twin."""
        del data
        venue.twin_id = twin.id if twin is not None else None
        return venue
