"""What `herald` does."""

import asyncio
from datetime import timedelta

import pytest

from herald.generated.settings import Settings
from herald.main import call, run


def test_call_is_in_words() -> None:
    assert call(timedelta(minutes=5)) == "The next act begins in 5 minutes."


async def test_run_calls_until_it_is_told_to_stop(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    work = asyncio.create_task(run(settings))
    await asyncio.wait({work}, timeout=0.1)
    work.cancel()
    with pytest.raises(asyncio.CancelledError):
        await work
    assert "The next act begins in an hour." in capsys.readouterr().out
