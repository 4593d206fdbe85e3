"""The logic of the domain `routers` that the spec cannot say."""

from backend.generated.controllers.routers import RoutersControllerBase


class RoutersController(RoutersControllerBase):
    """The slots of `routers`."""

    async def routers(self, *, q: str) -> str:
        """Routers.

        Args:
            q: As the caller gives it.
        """
        return q
