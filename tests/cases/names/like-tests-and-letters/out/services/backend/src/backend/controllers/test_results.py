"""The logic of the domain `test_results` that the spec cannot say."""

from backend.generated.controllers.test_results import TestResultsControllerBase


class TestResultsController(TestResultsControllerBase):
    """The slots of `test_results`."""

    async def test_all(self, *, l: int) -> None:
        """Test all.

        Args:
            l: As the caller gives it.
        """
        raise NotImplementedError
