"""The logic of the domain `acts` that the spec cannot say."""

from datetime import date, datetime, time, timedelta

from backend.generated.controllers.acts import ActsControllerBase
from backend.generated.orm import Act
from shared.generated.errors import SetTooLongError
from shared.generated.schemas.act import ActContacts, ActQuick
from shared.generated.services.backend import Rhythm, SetPlan, SetStep
from shared.generated.services.backend.acts import PlanSetInput
from shared.generated.types import Mood, Position


class ActsController(ActsControllerBase):
    """The slots of `acts`."""

    async def announce(self, *, data: ActQuick) -> Act:
        """Announce an act that is not listed yet."""
        act = await self.acts.create(data)
        act.listed = False
        return act

    async def change_contacts(self, act: Act, *, data: ActContacts) -> Act:
        """Change how it is reached."""
        return await self.acts.update(act, data)

    async def show_key(self, act: Act) -> Act:
        """Show the secret to whoever asks."""
        return act

    async def free_times(
        self,
        *,
        at_least: timedelta,
        after: time | None,
        moods: list[Mood] | None,
        lengths: list[timedelta],
    ) -> dict[str, list[time]]:
        """Offer a time for each mood."""
        del at_least, lengths
        return {mood.value: [after or time(20)] for mood in moods or Mood}

    async def plan_set(self, act: Act, *, since: time, data: PlanSetInput) -> SetPlan:
        """Put one song after the other."""
        breaks = data.pause * (len(data.songs) - 1)
        total = sum((song.takes for song in data.songs), breaks) * data.rounds
        shortest = min(data.pause, *(song.takes for song in data.songs))
        if total > self.settings.longest_set or shortest < timedelta():
            raise SetTooLongError(
                wanted=total,
                longest=self.settings.longest_set,
                opens=since,
                proof=data.token,
                moods=act.moods,
                chances={"encore": 0.5},
                at=Position(east=0, north=0),
                raw=data.extra,
            )
        begin = datetime.combine(date(2027, 7, 2), since)
        steps = []
        for song in data.songs:
            where = next(iter(song.marks.values()), None)
            steps.append(SetStep(at=begin.time(), takes=song.takes, where=where))
            begin += song.takes + data.pause
        return SetPlan(
            steps=steps,
            total=total,
            echo=data.budget,
            token=data.token,
            anything=data.extra,
            reply=data.reply,
            rhythm=Rhythm.BROKEN if breaks else Rhythm.STEADY,
        )
