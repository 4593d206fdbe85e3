"""The logic of the domain `books` that the spec cannot say."""

from backend.generated.controllers.books import BooksControllerBase
from backend.generated.orm import Book


class BooksController(BooksControllerBase):
    """The slots of `books`."""

    async def finish_book(self, book: Book) -> Book:
        """Mark a book that is being read as finished.

        Args:
            book: Locked until the operation ends.

        Raises:
            BookNotStartedError: The book is not being read.
        """
        raise NotImplementedError
