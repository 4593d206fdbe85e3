"""The logic of the domain `greetings` that the spec cannot say."""

from front.generated.controllers.greetings import GreetingsControllerBase


class GreetingsController(GreetingsControllerBase):
    """The slots of `greetings`."""

    async def greet(self, *, name: str) -> str:
        """Be polite."""
        return f"Hello, {name}"
