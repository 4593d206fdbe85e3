"""The logic of the domain `tickets` that the spec cannot say."""

from gate.generated.controllers.tickets import TicketsControllerBase
from gate.generated.orm import Ticket
from shared.generated.errors import TicketLostError

_LOST = "lost"


class TicketsController(TicketsControllerBase):
    """The slots of `tickets`."""

    async def lose_ticket(self, ticket: Ticket) -> None:
        """Note that it is lost, once."""
        if ticket.note == _LOST:
            raise TicketLostError
        ticket.note = _LOST
