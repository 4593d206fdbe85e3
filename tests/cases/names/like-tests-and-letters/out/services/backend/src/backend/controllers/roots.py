"""The logic of the domain `roots` that the spec cannot say."""

from backend.generated.controllers.roots import RootsControllerBase
from backend.generated.orm import O
from shared.generated.services.backend.roots import ChangeInput


class RootsController(RootsControllerBase):
    """The slots of `roots`."""

    async def deep(self, *, a: int, b: str) -> None:
        """Deep.

        Args:
            a: As the caller gives it.
            b: As the caller gives it.
        """
        raise NotImplementedError

    async def change(self, o: O, *, data: ChangeInput) -> None:
        """Change.

        Args:
            o: Locked until the operation ends.
            data: What the caller sends.
        """
        raise NotImplementedError
