"""The logic of the domain `service` that the spec cannot say."""

from backend.generated.controllers.service import ServiceControllerBase


class ServiceController(ServiceControllerBase):
    """The slots of `service`."""

    async def service(self, *, q: str) -> str:
        """Service.

        Args:
            q: As the caller gives it.
        """
        return q
