"""Decimals on the wire: exact, and with a fixed number of digits.

A value is brought to the scale of its column, so that a row just written reads like the same row
loaded again. Bounds and digits are published as a pattern, or as minimum and maximum of a number.
"""

import math
import re
from abc import ABC, abstractmethod
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Context, Decimal
from functools import cached_property

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, PlainSerializer
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, PydanticKnownError
from pydantic_core.core_schema import (
    SerSchema,
    float_schema,
    no_info_plain_validator_function,
    plain_serializer_function_ser_schema,
    str_schema,
)

from shared.runtime.decimal_pattern import decimal_pattern


def _as_text(value: Decimal) -> str:
    return format(value, "f")


AS_TEXT = PlainSerializer(_as_text, return_type=str, when_used="json")
"""Writes a decimal digit by digit: `str` would make `0E-8` of a zero with eight places."""

AS_NUMBER = PlainSerializer(float, return_type=float, when_used="json")
"""Writes a decimal as a JSON number, of which most readers make a binary float."""


def _bound(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


class _DecimalRule(ABC):
    """What both forms share: the range, counted in units of the last digit."""

    def __init__(
        self,
        *,
        precision: int,
        scale: int,
        ge: str | None = None,
        gt: str | None = None,
        le: str | None = None,
        lt: str | None = None,
    ) -> None:
        """Describe the values.

        Args:
            precision: Digits in all.
            scale: Digits after the point.
            ge: Least value.
            gt: What every value is greater than.
            le: Greatest value.
            lt: What every value is less than.
        """
        self.scale = scale
        self.whole_digits = precision - scale
        self._context = Context(prec=2 * precision + 2)
        self._ge, self._gt = _bound(ge), _bound(gt)
        self._le, self._lt = _bound(le), _bound(lt)
        self.highest = 10**precision - 1
        self.lowest = -self.highest
        if self._ge is not None:
            self.lowest = max(self.lowest, self.units(self._ge, ROUND_CEILING))
        if self._gt is not None:
            self.lowest = max(self.lowest, self.units(self._gt, ROUND_FLOOR) + 1)
        if self._le is not None:
            self.highest = min(self.highest, self.units(self._le, ROUND_FLOOR))
        if self._lt is not None:
            self.highest = min(self.highest, self.units(self._lt, ROUND_CEILING) - 1)

    def __get_pydantic_core_schema__(
        self, source: type[Decimal], handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Read and check in one step."""
        del source, handler
        return no_info_plain_validator_function(self.read, serialization=self.serialization())

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Publish the rules."""
        del schema, handler
        return self.json_schema()

    @abstractmethod
    def read(self, value: object) -> Decimal:
        """Make a decimal of what was sent."""

    @abstractmethod
    def json_schema(self) -> JsonSchemaValue:
        """Describe what may be sent."""

    @abstractmethod
    def serialization(self) -> SerSchema:
        """Write what `read` reads."""

    def units(self, value: Decimal, rounding: str = ROUND_HALF_EVEN) -> int:
        """Count the units of the last digit."""
        scaled = value.scaleb(self.scale, self._context)
        return int(scaled.to_integral_value(rounding, self._context))

    def decimal(self, units: int) -> Decimal:
        """Make a decimal with all its digits."""
        return Decimal(units).scaleb(-self.scale, self._context)

    def within(self, units: int) -> Decimal:
        """Refuse what is out of range, by the bound that the specification names."""
        if units < self.lowest:
            raise self._too_small()
        if units > self.highest:
            raise self._too_large()
        return self.decimal(units)

    def _too_small(self) -> PydanticKnownError:
        if self._ge is not None:
            return PydanticKnownError("greater_than_equal", {"ge": self._ge})
        if self._gt is not None:
            return PydanticKnownError("greater_than", {"gt": self._gt})
        return self._too_many_digits()

    def _too_large(self) -> PydanticKnownError:
        if self._le is not None:
            return PydanticKnownError("less_than_equal", {"le": self._le})
        if self._lt is not None:
            return PydanticKnownError("less_than", {"lt": self._lt})
        return self._too_many_digits()

    def _too_many_digits(self) -> PydanticKnownError:
        return PydanticKnownError("decimal_whole_digits", {"whole_digits": self.whole_digits})


class DecimalText(_DecimalRule):
    """A decimal that travels as a JSON string, e.g. `"12.50"`.

    JSON numbers are refused: most readers make a binary float of them.
    """

    def read(self, value: object) -> Decimal:
        """Read text, or take a decimal as it is."""
        if isinstance(value, Decimal) and value.is_finite():
            return self.within(self.units(value))
        if isinstance(value, str) and self._form.fullmatch(value):
            return self.within(self.units(Decimal(value)))
        kind = "decimal_text"
        problem = "Input should be a decimal in quotes, with at most {scale} digits after the point"
        raise PydanticCustomError(kind, problem, {"scale": self.scale})

    def json_schema(self) -> JsonSchemaValue:
        """Describe the text."""
        pattern = decimal_pattern(self.lowest, self.highest, self.scale)
        return {"type": "string", "pattern": pattern}

    def serialization(self) -> SerSchema:
        """Write every digit."""
        return plain_serializer_function_ser_schema(
            _as_text, return_schema=str_schema(), when_used="json"
        )

    @cached_property
    def _form(self) -> re.Pattern[str]:
        fraction = rf"(\.[0-9]{{1,{self.scale}}})?" if self.scale else ""
        return re.compile(rf"-?(0|[1-9][0-9]*){fraction}")


class DecimalNumber(_DecimalRule):
    """A decimal that travels as a JSON number, rounded to its scale."""

    def read(self, value: object) -> Decimal:
        """Read a number, or take a decimal as it is."""
        if isinstance(value, Decimal) and value.is_finite():
            return self.within(self.units(value))
        if isinstance(value, bool) or not isinstance(value, int | float):
            refused = PydanticKnownError("float_type")
            raise refused
        if not math.isfinite(value):
            refused = PydanticKnownError("finite_number")
            raise refused
        # Bounds are compared as the published schema states them, as floats; so a value between
        # a bound and the float nearest to it must not leave the range by being rounded.
        if float(self.decimal(self.lowest)) <= value <= float(self.decimal(self.highest)):
            units = self.units(Decimal(str(value)))
            return self.within(min(max(units, self.lowest), self.highest))
        return self.within(
            self.lowest - 1 if value < self.decimal(self.lowest) else self.highest + 1
        )

    def json_schema(self) -> JsonSchemaValue:
        """Describe the number."""
        least, greatest = self.decimal(self.lowest), self.decimal(self.highest)
        return {"type": "number", "minimum": float(least), "maximum": float(greatest)}

    def serialization(self) -> SerSchema:
        """Write a number."""
        return plain_serializer_function_ser_schema(
            float, return_schema=float_schema(), when_used="json"
        )
