"""Types and rules of the values that a request holds.

What is checked here is also published in the JSON schema, so that nobody has to guess. Values are
taken as JSON has them: a number in quotes is no number, except in a path or a query (`FROM_TEXT`).
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time
from typing import Annotated, Any, Literal, cast

from pydantic import BeforeValidator, Field, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, PydanticKnownError
from pydantic_core.core_schema import (
    no_info_after_validator_function,
    no_info_before_validator_function,
)

TEXT = r"^[^\x00]*$"
"""Any text that PostgreSQL can store: a NUL is the one character it refuses."""

_BLANKS = r"\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
"""White space of Unicode, for a set of a pattern: what `\\s` means differs between languages."""

VISIBLE_TEXT = rf"^[^\x00]*[^{_BLANKS}\x00][^\x00]*$"
"""Text that is not empty once it is trimmed."""


def visible_text(least: int) -> str:
    """Return the pattern of text that has so many characters, at least two, once it is trimmed."""
    edge = rf"[^{_BLANKS}\x00]"
    return rf"^[^\x00]*{edge}[^\x00]{{{least - 2},}}{edge}[^\x00]*$"


_HOST_LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"

EMAIL = rf"^[A-Za-z0-9.!#$%&'*+/=?^_`{{|}}~-]{{1,64}}@{_HOST_LABEL}(?:\.{_HOST_LABEL})+$"
"""An address without quotes or brackets: narrower than the standard, and all that is in use."""

URL = rf"^https?://{_HOST_LABEL}(?:\.{_HOST_LABEL})*(?::[0-9]{{1,5}})?(?:[/?#][!-~]*)?$"
"""An address of the web, without credentials."""

SLUG = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"
"""Words of a URL."""

_INTEGER = re.compile(r"-?(0|[1-9][0-9]*)")
_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]{1,6})?")
_DATETIME = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2})"
)


def _from_text(value: object) -> object:
    if not isinstance(value, str):
        return value
    if value in {"true", "false"}:
        return value == "true"
    if _INTEGER.fullmatch(value):
        return int(value)
    return float(value) if _NUMBER.fullmatch(value) else value


FROM_TEXT = BeforeValidator(_from_text)
"""Reads a number or a boolean where everything is text: in a path, a query or the environment."""


class _Absent:
    """Keeps null out of the schema of what may be left out: in a query it would be a word."""

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Publish the value that may be there."""
        published = handler(schema)
        (value,) = (choice for choice in published["anyOf"] if choice != {"type": "null"})
        return cast("JsonSchemaValue", value)


MAY_BE_ABSENT = _Absent()


def _whole(value: object) -> object:
    return int(value) if isinstance(value, float) and value.is_integer() else value


WHOLE = BeforeValidator(_whole)
"""Takes `5.0` for an integer, as JSON schema does."""

SafeInt = Annotated[int, Field(strict=True, ge=-(2**53) + 1, le=2**53 - 1), WHOLE]
"""An integer that every JSON reader keeps exact."""


class _EightBytes:
    """Publishes the ends by name: FastAPI writes bounds as doubles, and none is 2**63 - 1."""

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Publish the format, and the bounds that are narrower."""
        published = handler(schema)
        ends = {("minimum", -(2**63)), ("maximum", 2**63 - 1)}
        rules = {key: value for key, value in published.items() if (key, value) not in ends}
        return rules | {"format": "int64"}


EIGHT_BYTES = _EightBytes()

Int8 = Annotated[int, Field(strict=True, ge=-(2**63), le=2**63 - 1), WHOLE, EIGHT_BYTES]
"""An integer of eight bytes, which readers that count in doubles would round."""

Int4 = Annotated[int, Field(strict=True, ge=-(2**31), le=2**31 - 1), WHOLE]
"""An integer of four bytes."""


def _date(value: object) -> object:
    if isinstance(value, str) and not _DATE.fullmatch(value):
        refused = PydanticKnownError(
            "date_parsing", {"error": "expected a date such as 2026-11-30"}
        )
        raise refused
    if not isinstance(value, str | date):
        refused = PydanticKnownError("date_type")
        raise refused
    return value


class _TimeOfDay:
    """A time of the day as RFC 3339 writes it before the offset."""

    def __get_pydantic_core_schema__(
        self, source: type[time], handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return no_info_before_validator_function(self._check, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        # `format: time` would ask for an offset.
        return handler(schema) | {"format": "time-local", "pattern": f"^{_TIME.pattern}$"}

    def _check(self, value: object) -> object:
        if isinstance(value, time) and value.tzinfo is None:
            return value
        if not isinstance(value, str):
            refused = PydanticKnownError("time_type")
            raise refused
        if not _TIME.fullmatch(value):
            problem = "expected a time of the day without an offset, such as 17:30:00"
            refused = PydanticKnownError("time_parsing", {"error": problem})
            raise refused
        return value


def _datetime(value: object) -> object:
    if isinstance(value, str) and not _DATETIME.fullmatch(value):
        problem = "expected a time with its offset, such as 2026-11-30T12:00:00Z"
        refused = PydanticKnownError("datetime_parsing", {"error": problem})
        raise refused
    if not isinstance(value, str | datetime):
        refused = PydanticKnownError("datetime_type")
        raise refused
    return value


class _Utc:
    """Brings a time to UTC, which is how databases keep it."""

    def __get_pydantic_core_schema__(
        self, source: type[datetime], handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return no_info_after_validator_function(self._convert, handler(source))

    def _convert(self, value: datetime) -> datetime:
        if value.tzinfo is None:
            refused = PydanticKnownError("timezone_aware")
            raise refused
        try:
            return value.astimezone(UTC)
        except OverflowError as error:
            kind, problem = "datetime_out_of_range", "Input should be a time of the years 1 to 9999"
            raise PydanticCustomError(kind, problem) from error


StrictDate = Annotated[date, BeforeValidator(_date)]
"""A date as RFC 3339 writes it, and nothing else: no timestamps."""

LocalTime = Annotated[time, _TimeOfDay()]
"""A time of the day, the same in every time zone."""

StrictDatetime = Annotated[datetime, _Utc(), BeforeValidator(_datetime)]
"""A point in time as RFC 3339 writes it, with its offset."""

Step = Literal["trim", "collapse", "lower", "upper", "nfc"]

_BLANK_CHARACTERS = "\t\n\v\f\r \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(
    map(chr, range(0x2000, 0x200B))
)

_STEPS: Mapping[Step, Callable[[str], str]] = {
    "trim": lambda text: text.strip(_BLANK_CHARACTERS),
    "collapse": lambda text: re.sub(rf"[{_BLANKS}]+", " ", text),
    "lower": str.lower,
    "upper": str.upper,
    "nfc": lambda text: unicodedata.normalize("NFC", text),
}


class Normalize:
    """Rewrites text before its rules are checked."""

    def __init__(self, *steps: Step) -> None:
        """Name what to do, in order."""
        self._steps = [_STEPS[step] for step in steps]

    def __get_pydantic_core_schema__(
        self, source: type[Any], handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Run before the checks."""
        return no_info_before_validator_function(self._normalize, handler(source))

    def _normalize(self, value: object) -> object:
        if isinstance(value, str):
            for step in self._steps:
                value = step(value)
        return value


class Matches:
    """A pattern that the validator in Rust cannot hold: it refers back, or repeats very often."""

    def __init__(self, pattern: str) -> None:
        """Compile it; as everywhere outside of Python, `$` is the very end."""
        self._pattern = pattern
        self._matches = re.compile(rf"{pattern.removesuffix('$')}\Z").search

    def __get_pydantic_core_schema__(
        self, source: type[Any], handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Run after the other rules, so that the text is not longer than allowed."""
        return no_info_after_validator_function(self._check, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Publish the pattern."""
        return handler(schema) | {"pattern": self._pattern}

    def _check(self, value: str) -> str:
        if not self._matches(value):
            refused = PydanticKnownError("string_pattern_mismatch", {"pattern": self._pattern})
            raise refused
        return value
