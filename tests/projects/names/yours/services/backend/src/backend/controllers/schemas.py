"""The logic of the domain `schemas` that the spec cannot say."""

from backend.generated.controllers.schemas import SchemasControllerBase


class SchemasController(SchemasControllerBase):
    """The slots of `schemas`."""

    async def schemas(self, *, q: str) -> str:
        """Schemas.

        Args:
            q: As the caller gives it.
        """
        return q
