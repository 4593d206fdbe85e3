"""The logic of the domain `patients` that the spec cannot say."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from backend.generated.controllers.patients import PatientsControllerBase
from backend.generated.orm import Patient
from shared.generated.schemas.patient import PatientContact, PatientListQuery
from shared.runtime.pagination import Slice


class PatientsController(PatientsControllerBase):
    """Who is, was or will be ill."""

    async def list_patients(
        self, *, born_in: int | None, query: PatientListQuery
    ) -> Slice[Patient]:
        """List them; with a year, only those who were born in it."""
        found = await self.patients.list(query)
        if born_in is None:
            return found
        kept = [patient for patient in found.items if patient.born_on.year == born_in]
        return Slice(kept, found.next_cursor)

    async def patient_by_number(self, patient: Patient) -> Patient:
        """Show what was found."""
        return patient

    async def change_contact(self, patient: Patient, data: PatientContact) -> Patient:
        """Change how to reach them."""
        return await self.patients.update(patient, data)

    async def latest_patients(self, *, count: int, since: date | None) -> Sequence[Patient]:
        """List the last ones who came to us."""
        statement = select(Patient).order_by(Patient.created_at.desc()).limit(count)
        if since is not None:
            statement = statement.where(Patient.born_on >= since)
        return (await self.unit.session.scalars(statement)).all()
