"""The logic of the domain `books` that the spec cannot say."""

from backend.generated.controllers.books import BooksControllerBase


class BooksController(BooksControllerBase):
    r"""Quote ' and " and ''' and \ and.

    newline {{ x }} ${y} #{z} # <% %> </script> <U+202E> bidi <U+0000>
    """

    async def burn(self) -> str:
        r"""Quote ' and " and ''' and \ and.

        newline {{ x }} ${y} #{z} # <% %> </script> <U+202E> bidi <U+0000>

        Raises:
            TooHotError: Quote ' and " and ''' and \ and newline {{ x }} ${y} #{z} # <% %> </script>
                <U+202E> bidi <U+0000>.
        """
        raise NotImplementedError
