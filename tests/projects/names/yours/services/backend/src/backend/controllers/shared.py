"""The logic of the domain `shared` that the spec cannot say."""

from backend.generated.controllers.shared import SharedControllerBase


class SharedController(SharedControllerBase):
    """The slots of `shared`."""

    async def shared(self, *, q: str) -> str:
        """Shared.

        Args:
            q: As the caller gives it.
        """
        return q
