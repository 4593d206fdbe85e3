"""The logic of the domain `main` that the spec cannot say."""

from backend.generated.controllers.main import MainControllerBase


class MainController(MainControllerBase):
    """The slots of `main`."""

    async def main(self, *, q: str) -> str:
        """Main.

        Args:
            q: As the caller gives it.
        """
        return q
