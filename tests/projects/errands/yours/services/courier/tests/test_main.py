"""What `courier` does."""

import asyncio

import pytest

from courier.generated.settings import Settings
from courier.main import greeting, run


def test_greeting_is_in_words(settings: Settings) -> None:
    assert greeting(settings) == "12 parcels at most, by bicycle"


async def test_run_makes_a_tour_and_ends_when_it_is_told_to(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    work = asyncio.create_task(run(settings))
    await asyncio.wait({work}, timeout=0.1)
    work.cancel()
    with pytest.raises(asyncio.CancelledError):
        await work
    assert "https://example.org/orders" in capsys.readouterr().out
