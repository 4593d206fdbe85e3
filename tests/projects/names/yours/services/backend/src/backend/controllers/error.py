"""The logic of the domain `error` that the spec cannot say."""

from backend.generated.controllers.error import ErrorControllerBase


class ErrorController(ErrorControllerBase):
    """The slots of `error`."""

    async def error(self, *, q: str) -> str:
        """Error.

        Args:
            q: As the caller gives it.
        """
        return q
