"""The logic of the domain `loans` that the spec cannot say."""

from decimal import Decimal

from backend.generated.controllers.loans import LoansControllerBase
from backend.generated.orm import Book
from shared.generated.schemas.book import BookStatus
from shared.generated.services.backend.loans import PutBackInput


class LoansController(LoansControllerBase):
    """The slots of `loans`."""

    async def put_back(self, book: Book, *, clean: bool, data: PutBackInput) -> Book:
        """Make a book ready for its next reader.

        No transport leads here: other slots call it, inside their unit of work.

        Args:
            book: As the caller has it.
            clean: As the caller gives it.
            data: What the caller sends.

        Raises:
            BookNotStartedError: The book is not being read.
        """
        raise NotImplementedError

    async def remind(
        self,
        book: Book | None,
        *,
        status: BookStatus,
        fee: Decimal,
        word: str | None,
        days: list[int] | None,
    ) -> None:
        """Remind.

        No transport leads here: other slots call it, inside their unit of work.

        Args:
            book: As the caller has it.
            status: As the caller gives it.
            fee: As the caller gives it.
            word: As the caller gives it.
            days: As the caller gives it.
        """
        raise NotImplementedError

    async def waiting(self, book: Book) -> int:
        """Waiting.

        No transport leads here: other slots call it, inside their unit of work.

        Args:
            book: As the caller has it.
        """
        raise NotImplementedError
