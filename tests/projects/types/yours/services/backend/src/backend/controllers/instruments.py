"""The logic of the domain `instruments` that the spec cannot say."""

from datetime import date, datetime, time, timedelta

from backend.generated.controllers.instruments import InstrumentsControllerBase
from backend.generated.orm import Instrument
from shared.generated.errors import CloudyError
from shared.generated.services.backend import Plan, Step
from shared.generated.services.backend.instruments import ScheduleInput
from shared.generated.types import Band, Position, Weather

_LONGEST = timedelta(hours=12)


class InstrumentsController(InstrumentsControllerBase):
    """Plans what an instrument does in a night."""

    async def schedule(self, instrument: Instrument, *, since: time, data: ScheduleInput) -> Plan:
        """Put one exposure after the other."""
        total = (data.exposure + data.gap) * len(data.aims)
        if total > _LONGEST or data.exposure < timedelta():
            raise CloudyError(
                wanted=data.exposure,
                opens=instrument.opens_at or since,
                proof=data.token,
                bands=instrument.bands,
                chances={"clear": 0.5},
                exposures=data.budget,
                at=Position(right_ascension=0, declination=0),
                raw=data.extra,
            )
        start = datetime.combine(date(2026, 1, 1), data.start)
        every = data.exposure + data.gap
        return Plan(
            steps=[
                Step(at=(start + every * place).time(), takes=data.exposure, aim=aim)
                for place, aim in enumerate(data.aims)
            ],
            total=total,
            echo=data.budget,
            token=data.token,
            anything=data.extra,
            targets=[data.first, data.last],
            last=Weather(kind="weather", wind=3.5) if data.first.kind == "radio" else None,
        )

    async def show_key(self, instrument: Instrument) -> Instrument:
        """Show the key to whoever asks."""
        return instrument

    async def free_slots(
        self,
        *,
        at_least: timedelta,
        after: time | None,
        bands: list[Band] | None,
        lengths: list[timedelta] | None,
    ) -> dict[str, list[time]]:
        """Offer a time for each length and band."""
        del at_least, lengths
        return {band.value: [after or time(20)] for band in bands or Band}
