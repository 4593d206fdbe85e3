"""The logic of the domain `practitioners` that the spec cannot say."""

from backend.generated.controllers.practitioners import PractitionersControllerBase
from backend.generated.orm import Practitioner
from shared.generated.errors import GatewayDownError
from shared.generated.schemas.practitioner import PractitionerStatus
from shared.generated.services.backend.practitioners import SendReminderInput


class PractitionersController(PractitionersControllerBase):
    """People who treat people."""

    async def retire(self, practitioner: Practitioner) -> Practitioner:
        """Retire them for good."""
        practitioner.status = PractitionerStatus.RETIRED
        return practitioner

    async def send_reminder(self, practitioner: Practitioner, data: SendReminderInput) -> None:
        """Send it, unless the gateway is known to be down."""
        if data.text == practitioner.name and not self.settings.sms_token.get_secret_value():
            raise GatewayDownError
