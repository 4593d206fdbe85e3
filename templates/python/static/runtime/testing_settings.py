"""What the generated tests of every service begin with."""

import sys
from typing import Any, TypeVar

import structlog

from shared.runtime.config import ServiceSettings

SettingsT = TypeVar("SettingsT", bound=ServiceSettings)


def steady(settings: type[SettingsT], values: dict[str, Any]) -> SettingsT:
    """Make settings that are the same on every machine; the values are by field name.

    The environment is only asked for what has no default and is not among the values.
    """
    defaults = {
        name: field.get_default(call_default_factory=True)
        for name, field in settings.model_fields.items()
        if not field.is_required()
    }
    return settings(**(defaults | values))


def plain_logs() -> None:
    """Print logs where pytest captures them at that moment."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.format_exc_info,
            structlog.processors.KeyValueRenderer(key_order=["level", "event"]),
        ],
        logger_factory=lambda *_: structlog.PrintLogger(sys.stdout),
        cache_logger_on_first_use=False,
    )
