"""The logic of the domain `fastapi` that the spec cannot say."""

from backend.generated.controllers.fastapi import FastapiControllerBase


class FastapiController(FastapiControllerBase):
    """The slots of `fastapi`."""

    async def fastapi(self, *, q: str) -> str:
        """Fastapi.

        Args:
            q: As the caller gives it.
        """
        return q
