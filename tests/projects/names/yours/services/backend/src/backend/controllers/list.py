"""The logic of the domain `list` that the spec cannot say."""

from backend.generated.controllers.list import ListControllerBase


class ListController(ListControllerBase):
    """The slots of `list`."""

    async def list(self, *, q: str) -> str:
        """List.

        Args:
            q: As the caller gives it.
        """
        return q
