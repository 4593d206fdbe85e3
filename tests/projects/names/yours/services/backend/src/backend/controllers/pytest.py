"""The logic of the domain `pytest` that the spec cannot say."""

from backend.generated.controllers.pytest import PytestControllerBase


class PytestController(PytestControllerBase):
    """The slots of `pytest`."""

    async def pytest(self, *, q: str) -> str:
        """Pytest.

        Args:
            q: As the caller gives it.
        """
        return q
