"""The logic of the domain `invoices` that the spec cannot say."""

from decimal import Decimal

from humanize import naturaldate
from sqlalchemy import func, select

from backend.generated.controllers.invoices import InvoicesControllerBase
from backend.generated.orm import Invoice, InvoiceLine
from shared.generated.errors import InvoiceEmptyError, InvoiceNotDraftError
from shared.generated.schemas.invoice import InvoiceStatus, OverdueInvoicesQuery
from shared.generated.services.backend import Payment, Receipt
from shared.runtime.pagination import Slice, Sort

_CENT = Decimal("0.01")


class InvoicesController(InvoicesControllerBase):
    """Invoices are sent, and then paid."""

    async def send_invoice(self, invoice: Invoice) -> Invoice:
        """Add up the lines, with the tax."""
        if invoice.status is not InvoiceStatus.DRAFT:
            raise InvoiceNotDraftError(total=invoice.total)
        lines = await self.unit.session.scalars(
            select(InvoiceLine).where(InvoiceLine.invoice_id == invoice.id)
        )
        net = sum((line.quantity * line.price for line in lines), Decimal(0))
        if not net:
            raise InvoiceEmptyError
        invoice.total = (net * (1 + self.settings.tax_rate)).quantize(_CENT)
        invoice.status = InvoiceStatus.SENT
        return invoice

    async def pay(self, invoice: Invoice, data: Payment) -> Receipt:
        """Take the money and give the change."""
        if invoice.status is not InvoiceStatus.SENT:
            raise InvoiceNotDraftError(total=invoice.total)
        invoice.status = InvoiceStatus.PAID
        invoice.paid_at = data.at or self.now
        await self.invoices.save(invoice)
        return Receipt(
            number=invoice.number,
            paid=data.amount,
            change=max(data.amount - invoice.total, Decimal("0.00")),
            text=f"Paid by {data.method}, due {naturaldate(invoice.due_on)}",
        )

    async def overdue_invoices(self, query: OverdueInvoicesQuery) -> Slice[Invoice]:
        """List what is sent and should have been paid by now."""
        return await self.invoices.page(
            Invoice.status == InvoiceStatus.SENT,
            Invoice.due_on < func.current_date(),
            sort=Sort(Invoice.due_on, descending=query.sort.startswith("-")),
            limit=query.limit,
            cursor=query.cursor,
        )
