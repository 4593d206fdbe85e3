"""The logic of the domain `str` that the spec cannot say."""

import builtins

from backend.generated.controllers.str import StrControllerBase


class StrController(StrControllerBase):
    """The slots of `str`."""

    async def str(self, *, q: builtins.str) -> builtins.str:
        """Str.

        Args:
            q: As the caller gives it.
        """
        return q
