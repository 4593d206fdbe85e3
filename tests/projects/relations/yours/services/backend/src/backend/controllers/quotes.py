"""The logic of the domain `quotes` that the spec cannot say."""

from decimal import Decimal

from backend.generated.controllers.quotes import QuotesControllerBase
from shared.generated.schemas.quote import QuoteCreate, QuoteRead, QuoteShort

_PRICE = Decimal("12.50")


class QuotesController(QuotesControllerBase):
    """The slots of `quotes`."""

    async def ask_quote(self, *, data: QuoteCreate) -> QuoteRead:
        """Multiply the price of one copy.

        Args:
            data: Which book, and how many copies.
        """
        return QuoteRead(book=data.book, copies=data.copies, price=_PRICE * data.copies)

    async def recent_quotes(self) -> list[QuoteShort]:
        """Tell the price of one copy and of ten."""
        return [QuoteShort(price=_PRICE), QuoteShort(price=_PRICE * 10)]
