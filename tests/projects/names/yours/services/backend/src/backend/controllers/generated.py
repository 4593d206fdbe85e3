"""The logic of the domain `generated` that the spec cannot say."""

from backend.generated.controllers.generated import GeneratedControllerBase


class GeneratedController(GeneratedControllerBase):
    """The slots of `generated`."""

    async def generated(self, *, q: str) -> str:
        """Generated.

        Args:
            q: As the caller gives it.
        """
        return q
