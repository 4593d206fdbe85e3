"""The logic of the domain `clinics` that the spec cannot say."""

from sqlalchemy import func, select

from backend.generated.controllers.clinics import ClinicsControllerBase
from backend.generated.orm import Clinic, Practitioner
from shared.generated.services.backend.clinics import AppointHeadInput


class ClinicsController(ClinicsControllerBase):
    """Houses, and who runs them."""

    async def clinic_by_slug(self, clinic: Clinic) -> Clinic:
        """Show what was found."""
        return clinic

    async def appoint_head(
        self,
        clinic: Clinic,
        head: Practitioner,
        data: AppointHeadInput,  # noqa: ARG002 - it has only the head
    ) -> Clinic:
        """Make somebody the head."""
        clinic.head_id = head.id
        return clinic

    async def branch_count(self, clinic: Clinic) -> int:
        """Count the clinics right below this one."""
        statement = select(func.count()).select_from(Clinic).where(Clinic.parent_id == clinic.id)
        return (await self.unit.session.scalars(statement)).one()
