"""The logic of the domain `conftest` that the spec cannot say."""

from backend.generated.controllers.conftest import ConftestControllerBase


class ConftestController(ConftestControllerBase):
    """The slots of `conftest`."""

    async def conftest(self, *, q: str) -> str:
        """Conftest.

        Args:
            q: As the caller gives it.
        """
        return q
