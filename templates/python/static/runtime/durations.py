"""Lengths of time on the wire: ISO 8601, without months and years, which have no fixed length."""

import re
from datetime import timedelta
from typing import Annotated

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError
from pydantic_core.core_schema import (
    no_info_plain_validator_function,
    plain_serializer_function_ser_schema,
    str_schema,
)


def _pattern(digits: str) -> str:
    seconds = rf"{digits}(\.[0-9]{{1,6}})?S"
    minutes = f"{digits}M({seconds})?"
    time = f"T({digits}H({minutes}|{seconds})?|{minutes}|{seconds})"
    return f"^-?P({digits}W|{digits}D({time})?|{time})$"


_PUBLISHED = _pattern("[0-9]{1,6}")
"""What is sent may be added up, so what is stored may have more digits."""

_FORM = re.compile(_pattern("[0-9]{1,8}"))
_TOO_LONG = timedelta(days=100_000_000)
_PART = re.compile(r"([0-9.]+)([WDHMS])")
_UNITS = {"W": "weeks", "D": "days", "H": "hours", "M": "minutes"}


def duration_text(value: timedelta) -> str:
    """Write a duration in its shortest form, e.g. `P1DT2H30M`."""
    sign, value = ("-", -value) if value < timedelta() else ("", value)
    minutes, seconds = divmod(value.seconds, 60)
    hours, minutes = divmod(minutes, 60)
    rest = f"{seconds}.{value.microseconds:06}".rstrip("0").rstrip(".")
    date = f"{value.days}D" if value.days else ""
    parts = ((str(hours), "H"), (str(minutes), "M"), (rest, "S"))
    time = "".join(f"{count}{unit}" for count, unit in parts if count != "0")
    if not date and not time:
        return "PT0S"
    return f"{sign}P{date}{'T' if time else ''}{time}"


def parse_duration(text: str) -> timedelta:
    """Read a duration.

    Raises:
        ValueError: It is none, or one of months or years, or longer than any database keeps.
    """
    problem = f"{text!r} is no duration such as P1DT2H30M"
    if not _FORM.fullmatch(text):
        raise ValueError(problem)
    value = timedelta()
    for count, unit in _PART.findall(text):
        if unit == "S":
            seconds, _, fraction = count.partition(".")
            value += timedelta(seconds=int(seconds), microseconds=int(fraction.ljust(6, "0")))
        else:
            value += timedelta(**{_UNITS[unit]: int(count)})
    if value >= _TOO_LONG:
        raise ValueError(problem)
    return -value if text.startswith("-") else value


class _Iso8601:
    def __get_pydantic_core_schema__(
        self, source: type[timedelta], handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        del source, handler
        return no_info_plain_validator_function(
            self._read,
            serialization=plain_serializer_function_ser_schema(
                duration_text, return_schema=str_schema(), when_used="json"
            ),
        )

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        del schema
        # `format: duration` would forbid the sign, and allow months.
        pattern = _PUBLISHED if handler.mode == "validation" else _FORM.pattern
        return {"type": "string", "pattern": pattern}

    def _read(self, value: object) -> timedelta:
        if isinstance(value, timedelta):
            return value
        try:
            if isinstance(value, str):
                return parse_duration(value)
        except ValueError:
            pass
        kind = "duration_parsing"
        problem = "Input should be a duration such as P1DT2H30M, without months and years"
        raise PydanticCustomError(kind, problem)


IsoDuration = Annotated[timedelta, _Iso8601()]
"""A length of time, exact to the microsecond."""
