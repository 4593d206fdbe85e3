"""The logic of the domain `app` that the spec cannot say."""

from backend.generated.controllers.app import AppControllerBase


class AppController(AppControllerBase):
    """The slots of `app`."""

    async def app(self, *, q: str) -> str:
        """App.

        Args:
            q: As the caller gives it.
        """
        return q
