"""The logic of the domain `backend` that the spec cannot say."""

from backend.generated.controllers.backend import BackendControllerBase


class BackendController(BackendControllerBase):
    """The slots of `backend`."""

    async def backend(self, *, q: str) -> str:
        """Backend.

        Args:
            q: As the caller gives it.
        """
        return q
