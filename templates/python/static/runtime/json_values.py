"""Values of any JSON type."""

import math
from typing import Annotated

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, JsonValue
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError
from pydantic_core.core_schema import (
    bool_schema,
    definition_reference_schema,
    definitions_schema,
    dict_schema,
    float_schema,
    list_schema,
    no_info_after_validator_function,
    none_schema,
    str_schema,
    union_schema,
)

from shared.runtime.maps import TEXT_KEYS
from shared.runtime.values import TEXT


def _published() -> CoreSchema:
    itself = definition_reference_schema("Json")
    text = str_schema(pattern=TEXT)
    members = dict_schema(
        text,
        itself,
        metadata={"pydantic_js_functions": [TEXT_KEYS.__get_pydantic_json_schema__]},
    )
    kinds: list[CoreSchema] = [
        none_schema(),
        bool_schema(),
        float_schema(),
        text,
        list_schema(itself),
        members,
    ]
    return definitions_schema(itself, [union_schema(list(kinds), ref="Json")])


class _Storable:
    """Refuses what a database could not keep: a NUL, half a character, an infinite number."""

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return no_info_after_validator_function(self._check, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        del schema
        return handler(_published())

    def _check(self, value: JsonValue) -> JsonValue:
        left = [value]
        while left:
            match left.pop():
                case str(text) if not _is_storable(text):
                    kind, problem = "json_text", "Texts should hold whole characters, and no NUL"
                    raise PydanticCustomError(kind, problem)
                case float(number) if not math.isfinite(number):
                    kind, problem = "json_number", "Numbers should be finite"
                    raise PydanticCustomError(kind, problem)
                case list(items):
                    left.extend(items)
                case dict(members):
                    left.extend(members)
                    left.extend(members.values())
                case _:
                    pass
        return value


def _is_storable(text: str) -> bool:
    try:
        return b"\x00" not in text.encode()
    except UnicodeEncodeError:
        return False


StorableJson = Annotated[JsonValue, _Storable()]
"""A value of any JSON type that every database keeps."""


def json_value(value: JsonValue) -> JsonValue:
    """Tell a type checker what a literal is for."""
    return value
