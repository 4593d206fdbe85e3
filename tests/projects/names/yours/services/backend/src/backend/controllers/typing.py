"""The logic of the domain `typing` that the spec cannot say."""

from backend.generated.controllers.typing import TypingControllerBase


class TypingController(TypingControllerBase):
    """The slots of `typing`."""

    async def typing(self, *, q: str) -> str:
        """Typing.

        Args:
            q: As the caller gives it.
        """
        return q
