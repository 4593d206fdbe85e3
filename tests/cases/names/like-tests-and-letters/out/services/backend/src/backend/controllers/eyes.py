"""The logic of the domain `eyes` that the spec cannot say."""

from backend.generated.controllers.eyes import EyesControllerBase


class EyesController(EyesControllerBase):
    """The slots of `eyes`."""

    async def blink(self) -> None:
        """Blink."""
        raise NotImplementedError
